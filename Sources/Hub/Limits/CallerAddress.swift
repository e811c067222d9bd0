// SPDX-License-Identifier: EUPL-1.2

import NIOCore

/// From which address a request comes, behind whatever proxies the operator put before the hub.
enum CallerAddress {
    /// The address to count a request under; nil for one that was made on this machine, which is not limited.
    ///
    /// Of `X-Forwarded-For` the last entry counts that is not a proxy of ours: what stands before it the caller may have written himself. Of
    /// an IPv6 address the first 64 bits count, as one subscriber has them all.
    /// - Parameters:
    ///   - remote: the other end of the connection; nil when it has no address.
    ///   - forwarded: the value of `X-Forwarded-For`.
    ///   - proxies: the addresses of our proxies.
    static func key(remote: String?, forwarded: String?, proxies: Set<String>) -> String? {
        guard let remote else { return forwarded.flatMap { last($0, proxies) } }
        guard proxies.contains(remote) else { return isLoopback(remote) ? nil : counted(remote) }
        if let address = forwarded.flatMap({ last($0, proxies) }) { return address }
        return isLoopback(remote) ? nil : counted(remote)
    }

    private static func last(_ forwarded: String, _ proxies: Set<String>) -> String? {
        for entry in forwarded.utf8.suffix(2_000).split(separator: UInt8(ascii: ",")).reversed() {
            let text = String(decoding: entry, as: UTF8.self).filter { $0 != " " }
            if proxies.contains(text) { continue }
            // Something that is no address was not written by a proxy of ours.
            return counted(text) ?? "unknown"
        }
        return nil
    }

    private static func isLoopback(_ text: String) -> Bool { text.hasPrefix("127.") || text == "::1" }

    private static func counted(_ text: String) -> String? {
        guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
        switch address {
        case .v4: return address.ipAddress
        case .v6: return address.ipAddress.map(network)
        case .unixDomainSocket: return nil
        }
    }

    /// The first 64 bits of an IPv6 address in its canonical spelling; an IPv4 address in IPv6 form is itself.
    private static func network(_ text: String) -> String {
        if text.hasPrefix("::ffff:"), text.contains(".") { return String(text.dropFirst(7)) }
        let groups = text.split(separator: ":", omittingEmptySubsequences: false)
        var head = Array(groups.prefix { !$0.isEmpty })
        let tail = groups.reversed().prefix { !$0.isEmpty }
        // Where zeros are left out there are as many as make eight.
        if head.count < groups.count { head += Array(repeating: "0", count: max(0, 8 - head.count - tail.count)) + tail.reversed() }
        return head.prefix(4).joined(separator: ":") + "::"
    }
}
