// SPDX-License-Identifier: EUPL-1.2

/// Which addresses a provider may be asked at.
enum ProviderAddress {
    /// Whether an address can be asked: `https`, or `http` on this machine, without a fragment or a name and password in it.
    static func isUsable(_ text: String) -> Bool {
        guard text.utf8.count <= 2_000, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !text.contains("#") else { return false }
        if let rest = dropping("https://", from: text) { return isHost(authority(rest)) }
        if let rest = dropping("http://", from: text) { return isHost(authority(rest)) && Loopback.isName(host(rest)) }
        return false
    }

    private static func dropping(_ prefix: String, from text: String) -> Substring? {
        text.hasPrefix(prefix) ? text.dropFirst(prefix.count) : nil
    }

    private static func authority(_ rest: Substring) -> Substring { rest.prefix { $0 != "/" && $0 != "?" } }

    private static func isHost(_ authority: Substring) -> Bool { !authority.isEmpty && !authority.contains("@") }

    private static func host(_ rest: Substring) -> Substring { Loopback.host(of: authority(rest)) }
}

/// Which hosts are this machine.
public enum Loopback {
    /// Whether a name or address is this machine's own: `localhost`, `127.0.0.1` to `127.255.255.255`, `::1`.
    public static func isName(_ host: some StringProtocol) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil && $0.utf8.count <= 3 }
    }

    /// The host of an authority (RFC 3986 §3.2): without its port, and without the brackets of IPv6.
    public static func host(of authority: some StringProtocol) -> Substring {
        let text = Substring(authority)
        if text.hasPrefix("[") { return text.dropFirst().prefix { $0 != "]" } }
        return text.prefix { $0 != ":" }
    }
}
