// SPDX-License-Identifier: EUPL-1.2

/// What the side that imports a list says of one run: `ok`, or `failed: reason`, on the first line of a file.
public enum ImportResult: Hashable, Sendable, CustomStringConvertible {
    /// The run is active in the network.
    case accepted
    /// It is not, for this reason.
    case failed(String)

    /// The most bytes of a file with a result.
    public static let mostBytes = 4_096
    /// The most characters of a reason that are kept.
    public static let mostReasonCharacters = 200

    /// Reads a file.
    /// - Returns: nil when it says neither, for instance because it is still being written.
    public init?(parsing bytes: some Collection<UInt8>) {
        guard bytes.count <= ImportResult.mostBytes else { return nil }
        let line = bytes.prefix { $0 != .lineFeed && $0 != .carriageReturn }
        let words = String(decoding: line, as: UTF8.self)
        let text = words.drop { $0 == " " }
        if text.lowercased().filter({ $0 != " " }) == "ok" {
            self = .accepted
        } else if text.lowercased().hasPrefix("failed") {
            let rest = text.dropFirst("failed".count).drop { $0 == " " }
            guard rest.isEmpty || rest.first == ":" else { return nil }
            self = .failed(ImportResult.clean(rest.dropFirst()))
        } else {
            return nil
        }
    }

    /// A failure for a reason, made fit for one line.
    public static func failure(_ reason: some StringProtocol) -> ImportResult { .failed(clean(reason)) }

    /// The file's text, with its line end.
    public var description: String {
        switch self {
        case .accepted: "ok\n"
        case .failed(let reason): reason.isEmpty ? "failed\n" : "failed: \(reason)\n"
        }
    }

    /// One line that can be shown anywhere.
    private static func clean(_ text: some StringProtocol) -> String {
        var clean = Substring.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(mostBytes) {
            let isOdd = scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
            clean.append(isOdd ? " " : scalar)
        }
        clean = clean.drop { $0 == " " }
        var short = String.UnicodeScalarView(clean.prefix(mostReasonCharacters))
        while short.last == " " { short.removeLast() }
        return String(short)
    }
}
