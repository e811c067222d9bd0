// SPDX-License-Identifier: EUPL-1.2

/// An International Mobile Subscription Identity: 5 to 15 digits, leading zeros kept (TS 23.003 §2.2; TS 29.571 `Supi`).
///
/// It says which subscription a device is used with. It is personal data: it serves to answer one check and is kept nowhere.
public struct IMSI: Hashable, Sendable {
    /// The digits as a number with a 1 put before them, so that leading zeros count.
    package let markedValue: UInt64

    /// How many digits there may be.
    private static let lengths = 5...15

    /// Reads the digits alone, without blanks or a prefix. Allocates nothing.
    ///
    /// - Returns: nil unless they are 5 to 15 ASCII digits and nothing else.
    public init?(digits: some Sequence<UInt8>) {
        var value: UInt64 = 1
        var count = 0
        for byte in digits {
            count += 1
            guard count <= Self.lengths.upperBound, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
        }
        guard count >= Self.lengths.lowerBound else { return nil }
        markedValue = value
    }

    /// The digits.
    public var digits: String { String(String(markedValue).dropFirst()) }
}
