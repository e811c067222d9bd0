// SPDX-License-Identifier: EUPL-1.2

/// Where a repository is: `http://host[:port][/prefix]` for HTTP/2 with prior knowledge, `https://…` for HTTP/2 over TLS.
public struct RepositoryAddress: Hashable, Sendable, CustomStringConvertible {
    /// The host: a name, an IPv4 address, or an IPv6 address without brackets.
    public let host: String
    /// The port: 80 or 443 unless given.
    public let port: Int
    /// Whether to speak TLS.
    public let isSecure: Bool
    /// What the paths of the repository's services begin with, without a slash at the end; mostly empty.
    public let prefix: String
    /// As it was written, without a slash at the end.
    public let description: String

    /// Reads an address; nil for anything else.
    public init?(_ text: String) {
        let text = text.hasSuffix("/") ? String(text.dropLast()) : text
        let scheme = ["https://", "http://"].first { text.hasPrefix($0) }
        guard let scheme, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && ![0x3F, 0x23, 0x40].contains($0) }) else { return nil }
        isSecure = scheme == "https://"
        let rest = text.dropFirst(scheme.count)
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        prefix = String(rest[slash...])
        var authority = rest[..<slash]
        var port = isSecure ? 443 : 80
        let bracket = authority.lastIndex(of: "]")
        if let colon = authority.lastIndex(of: ":"), bracket.map({ $0 < colon }) ?? true {
            guard let number = Int(authority[authority.index(after: colon)...]), (1...65_535).contains(number) else { return nil }
            port = number
            authority = authority[..<colon]
        }
        if authority.hasPrefix("["), authority.hasSuffix("]") {
            authority = authority.dropFirst().dropLast()
        } else if authority.contains(":") {
            return nil
        }
        guard !authority.isEmpty else { return nil }
        host = String(authority)
        self.port = port
        description = text
    }

    /// The authority of requests, as RFC 9110 §4.2 writes it.
    var authority: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
}
