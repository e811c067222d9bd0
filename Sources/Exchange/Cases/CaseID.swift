// SPDX-License-Identifier: EUPL-1.2

/// The number of a case: two letters of its register and twelve characters, such as `DV-7K3M-Q9TX-2HRA`.
///
/// The first six characters tell the second in which the case was opened, so that a store keeps cases in the order in which they come;
/// the other six are random, so that nobody finds cases by counting. A number gives no access: that takes a mandate or a secret.
public struct CaseID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The text form.
    public let description: String

    /// The characters a number is made of: Crockford's base 32, without I, L, O and U.
    public static let alphabet: [UInt8] = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// Makes a number from a register's prefix, the moment, and the lower thirty of some random bits.
    public init(prefix: String, at moment: Instant, random: UInt64) {
        let seconds = UInt64(truncatingIfNeeded: moment.milliseconds / 1_000) & 0x3FFF_FFFF
        var bits: UInt64 = 0
        // The first character stands for the lowest five bits; in text the most significant comes first.
        for position in 0..<6 { bits |= (seconds >> UInt64(25 - 5 * position) & 31) << UInt64(5 * position) }
        self.init(prefix: prefix, random: bits | (random & 0x3FFF_FFFF) << 30)
    }

    /// Makes a number from a register's prefix and sixty bits.
    public init(prefix: String, random: UInt64) {
        var text = Array(prefix.utf8)
        for position in 0..<12 {
            if position.isMultiple(of: 4) { text.append(0x2D) }
            text.append(CaseID.alphabet[Int((random >> UInt64(5 * position)) & 31)])
        }
        description = String(decoding: text, as: UTF8.self)
    }

    /// Reads a number; lower case and missing hyphens are mended.
    /// - Throws: a refusal naming `field`.
    public init(_ text: some StringProtocol, field: String = "zaak") throws(Refusal) {
        let bytes = text.utf8.filter { $0 != 0x2D && $0 != 0x20 }.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
        guard bytes.count == 14, bytes.prefix(2).allSatisfy({ (0x41...0x5A).contains($0) }),
            bytes.dropFirst(2).allSatisfy({ CaseID.alphabet.contains($0) })
        else {
            throw .field(field, "A case number looks like DV-7K3M-Q9TX-2HRA: two letters and twelve characters.")
        }
        let groups = [0..<2, 2..<6, 6..<10, 10..<14].map { String(decoding: bytes[$0], as: UTF8.self) }
        description = groups.joined(separator: "-")
    }

    /// Order of the text form.
    public static func < (left: CaseID, right: CaseID) -> Bool { left.description < right.description }
}
