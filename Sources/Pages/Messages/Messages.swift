// SPDX-License-Identifier: EUPL-1.2

/// The texts of one language, by key.
///
/// A file has one text a line: `key = text`. A line that begins with `#` is a remark. A text may have places to fill in: `{number}`.
public struct Messages: Sendable {
    /// The language.
    public let language: Language
    private var texts: [String: String] = [:]

    /// No texts at all.
    init(language: Language) { self.language = language }

    /// Reads a file.
    /// - Throws: the line that cannot be read, or the key that is there twice.
    init(parsing bytes: [UInt8], language: Language, file: String) throws(MaterialFault) {
        self.language = language
        for (number, line) in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            guard let equals = line.firstIndex(of: "=") else {
                throw MaterialFault(file: file, reason: "Line \(number + 1) has no key: write key = text.")
            }
            let key = Messages.trimmed(line[..<equals])
            let text = Messages.trimmed(line[line.index(after: equals)...])
            guard !key.isEmpty, !text.isEmpty else {
                throw MaterialFault(file: file, reason: "Line \(number + 1) has no key or no text: write key = text.")
            }
            guard texts.updateValue(text, forKey: key) == nil else {
                throw MaterialFault(file: file, reason: "The key \(key) is there twice: leave one out.")
            }
        }
    }

    /// The keys, in order.
    public var keys: [String] { texts.keys.sorted() }

    /// The text of a key; nil when there is none.
    public func text(_ key: String) -> String? { texts[key] }

    /// The text of a key. One that is missing shows as its key: it is not to happen, and not to be overlooked.
    public subscript(key: String) -> String { texts[key] ?? "[\(key)]" }

    /// The text of a key with its places filled in.
    public func text(_ key: String, _ values: [String: String]) -> String {
        var filled = ""
        var rest = self[key][...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            filled += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            filled += values[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }

    /// The text of a key that a word from elsewhere is part of, with its places filled in; another text where there is none.
    func text(_ key: String, else other: String, _ values: [String: String]) -> String {
        texts[key] == nil ? other : text(key, values)
    }

    /// The names of the places in a text, in order.
    public func places(in key: String) -> [String] {
        var names: [String] = []
        var rest = self[key][...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            names.append(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return names.sorted()
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
