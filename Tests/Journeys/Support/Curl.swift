// SPDX-License-Identifier: EUPL-1.2

/// HTTP from outside, by curl.
enum Curl {
    /// What a server answered.
    struct Answer: Sendable {
        let status: Int
        /// The header fields by lower-case name.
        let fields: [String: String]
        let body: String
        /// The protocol version as curl names it, such as `2` or `1.1`.
        let version: String
    }

    enum Version: String, CaseIterable {
        case http1 = "--http1.1"
        case http2 = "--http2-prior-knowledge"
    }

    /// Gets, or posts when there is a body; nil when there was no answer at all.
    /// - Parameter options: further options of curl, such as a header or a certificate.
    static func ask(
        _ address: String, _ version: Version = .http1, body: String? = nil, options: [String] = []
    ) async throws -> Answer? {
        var arguments = ["--silent", "--include", "--globoff", "--max-time", "20", version.rawValue] + options + [address]
        if let body { arguments += ["--header", "content-type: application/json", "--data-binary", body] }
        let outcome = try await Tool.run(named: "curl", arguments)
        return outcome.status == 0 ? answer(outcome.output) : nil
    }

    private static func answer(_ text: String) -> Answer? {
        var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        guard let first = lines.first?.split(separator: " "), first.count >= 2, let status = Int(first[1]) else { return nil }
        lines.removeFirst()
        var fields: [String: String] = [:]
        while let line = lines.first, !line.isEmpty {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { fields[parts[0].lowercased()] = String(parts[1].drop { $0 == " " }) }
            lines.removeFirst()
        }
        return Answer(
            status: status, fields: fields, body: lines.dropFirst().joined(separator: "\r\n"),
            version: String(first[0].dropFirst("HTTP/".count)))
    }
}
