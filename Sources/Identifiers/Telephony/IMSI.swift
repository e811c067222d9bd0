// SPDX-License-Identifier: EUPL-1.2

/// An International Mobile Subscription Identity: 5 to 15 digits, leading zeros kept (TS 23.003 §2.2; TS 29.571 `Supi`).
///
/// It says which subscription a device is used with. It is personal data: it serves to answer one check and is kept nowhere.
public struct IMSI: Hashable, Sendable {
    /// The digits as a number with a 1 put before them, so that leading zeros count.
    package let markedValue: UInt64

    /// Reads the digits alone, without blanks or a prefix. Allocates nothing.
    ///
    /// - Returns: nil unless they are 5 to 15 ASCII digits and nothing else.
    @inlinable
    public init?(digits: some Sequence<UInt8>) {
        var value: UInt64 = 1
        var count = 0
        for byte in digits {
            count += 1
            guard count <= 15, let digit = DecimalDigits.value(ofASCII: byte) else { return nil }
            value = value &* 10 &+ UInt64(digit)
        }
        guard count >= 5 else { return nil }
        self.init(marked: value)
    }

    @usableFromInline
    init(marked: UInt64) { markedValue = marked }

    /// The digits.
    public var digits: String { String(String(markedValue).dropFirst()) }
}
