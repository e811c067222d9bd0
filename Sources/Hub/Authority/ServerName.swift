// SPDX-License-Identifier: EUPL-1.2

import SwiftASN1
import X509

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A name under which a server is reached: a DNS name or an IP address, never a pattern.
struct ServerName: Hashable {
    /// The name as the certificate has it (RFC 5280, 4.2.1.6).
    let general: GeneralName

    /// The name as text: lowercase for DNS, as handed in for an address.
    let text: String

    /// Reads a DNS name such as `hub.example.nl` or `localhost`, or an address such as `127.0.0.1` or `::1`.
    ///
    /// An internationalised name is handed in as its A-labels (`xn--…`).
    init(_ text: String) throws(AuthorityError) {
        if let address = Self.address(text) {
            self.general = .ipAddress(ASN1OctetString(contentBytes: address[...]))
            self.text = text
        } else if Self.isHostName(text) {
            self.text = text.lowercased()
            self.general = .dnsName(self.text)
        } else {
            let shown = String(decoding: text.utf8.prefix(64), as: UTF8.self).debugDescription
            throw AuthorityError(
                .unusableName, "\(shown) is neither a DNS name nor an IP address; use hub.example.nl, 192.0.2.1 or 2001:db8::1.")
        }
    }

    /// The 4 or 16 bytes of an address in its usual notation (RFC 4291, 2.2), without zone or prefix length.
    private static func address(_ text: String) -> [UInt8]? {
        guard text.utf8.count <= 45, !text.utf8.contains(0) else { return nil }
        let isVersion6 = text.utf8.contains(UInt8(ascii: ":"))
        var bytes = [UInt8](repeating: 0, count: isVersion6 ? 16 : 4)
        return inet_pton(isVersion6 ? AF_INET6 : AF_INET, text, &bytes) == 1 ? bytes : nil
    }

    /// Whether the text is a host name by RFC 1123, 2.1: labels of letters, digits and inner hyphens, 253 bytes in all, the
    /// last label not a number, so that a mistyped address is no name.
    private static func isHostName(_ text: String) -> Bool {
        guard 1...253 ~= text.utf8.count else { return false }
        let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard let last = labels.last, !last.allSatisfy(Self.isDigit) else { return false }
        return labels.allSatisfy { label in
            1...63 ~= label.count
                && label.first != UInt8(ascii: "-")
                && label.last != UInt8(ascii: "-")
                && label.allSatisfy { Self.isDigit($0) || Self.isLetter($0) || $0 == UInt8(ascii: "-") }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }
}
