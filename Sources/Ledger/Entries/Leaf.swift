// SPDX-License-Identifier: EUPL-1.2

/// One entry of a log: a header with nothing personal in it, and a commitment to the payload that lives beside the log.
///
/// Its binary form, which is hashed and served, is strict, so that each leaf has one form only:
///
/// | bytes | meaning |
/// |---|---|
/// | 1 | version, 1 |
/// | 1 + 1...32 | length and name of the register, ASCII `[a-z0-9-]` |
/// | 1 + 1...63 | length and kind of the act, ASCII `[a-z0-9-.]` |
/// | 8 | time, milliseconds since 1970-01-01T00:00:00Z, big-endian |
/// | 16 | audience tag |
/// | 8 | audience sequence number, from 1, big-endian |
/// | 32 | commitment |
public struct Leaf: Hashable, Sendable {
    static let version: UInt8 = 1
    static let longestRegister = 32
    static let longestKind = 63

    /// The register whose log this is in.
    public let register: String
    /// The kind of act, such as `measure.imposed`.
    public let kind: String
    /// When the hub recorded it: milliseconds since 1970-01-01T00:00:00Z, not negative.
    public let time: Int64
    /// For whom it is.
    public let audience: AudienceTag
    /// The how-manieth leaf for that audience in this log, from 1, without gaps.
    public let sequence: UInt64
    /// What the payload and its salt must open.
    public let commitment: Commitment

    /// A leaf to be recorded.
    ///
    /// - Throws: ``LedgerError`` `malformed` for a register or kind that cannot be written, `outOfRange` for a time before 1970
    ///   or sequence number 0.
    public init(
        register: String, kind: String, time: Int64, audience: AudienceTag, sequence: UInt64, commitment: Commitment
    ) throws(LedgerError) {
        guard Self.isName(register.utf8, upTo: Self.longestRegister, dots: false) else {
            throw LedgerError(.malformed, "A register is named by 1 to 32 of the characters a-z, 0-9 and hyphen.")
        }
        guard Self.isName(kind.utf8, upTo: Self.longestKind, dots: true) else {
            throw LedgerError(.malformed, "A kind of act is named by 1 to 63 of the characters a-z, 0-9, hyphen and dot.")
        }
        guard time >= 0, sequence >= 1 else {
            throw LedgerError(.outOfRange, "A leaf has a time from 1970 on and a sequence number from 1 on.")
        }
        self.register = register
        self.kind = kind
        self.time = time
        self.audience = audience
        self.sequence = sequence
        self.commitment = commitment
    }

    /// The hash by which the tree holds this leaf.
    public var hash: Digest { MerkleHash.leaf(encode()) }

    private static func isName(_ text: String.UTF8View, upTo longest: Int, dots: Bool) -> Bool {
        (1...longest).contains(text.count)
            && text.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
                case UInt8(ascii: "."): dots
                default: false
                }
            }
    }
}
