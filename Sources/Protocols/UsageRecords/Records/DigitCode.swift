// SPDX-License-Identifier: EUPL-1.2

/// Up to fifteen decimal digits in eight bytes, leading zeros kept: how a usage record holds an IMSI or an MSISDN.
///
/// It is personal data. It stays with the provider whose records these are.
public struct DigitCode: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The digits as a number with a 1 put before them, so that leading zeros count; 0 where there are no digits at all.
    package let marked: UInt64

    package init(marked: UInt64) { self.marked = marked }

    /// No digits: the record does not say.
    static let none = DigitCode(marked: 0)

    /// The code of 1 to 15 ASCII digits; nil for anything else.
    public init?(_ digits: some Collection<UInt8>) {
        guard (1...15).contains(digits.count) else { return nil }
        var value: UInt64 = 1
        for byte in digits {
            guard let digit = byte.decimalValue else { return nil }
            value = value * 10 + UInt64(digit)
        }
        marked = value
    }

    /// The code of 1 to 15 digits written as text; nil for anything else.
    public init?(_ text: String) { self.init(Array(text.utf8)) }

    /// The digits, leading zeros kept.
    public var digits: String { marked == 0 ? "" : String(String(marked).dropFirst()) }

    /// How many digits there are, 0 to 15.
    public var count: Int {
        var count = 0
        var rest = marked
        while rest > 9 {
            rest /= 10
            count += 1
        }
        return count
    }

    /// The digits as a number; leading zeros are lost.
    public var number: UInt64 {
        var power: UInt64 = 1
        while power * 10 <= marked { power *= 10 }
        return marked == 0 ? 0 : marked - power
    }

    /// The first so many digits as a number with a 1 before them; nil when there are fewer.
    package func markedPrefix(_ places: Int) -> UInt64? {
        var rest = marked
        var count = self.count
        guard count >= places else { return nil }
        while count > places {
            rest /= 10
            count -= 1
        }
        return rest
    }

    /// Shorter codes first, then by digits: an order to make files the same each time, without a meaning of its own.
    public static func < (left: DigitCode, right: DigitCode) -> Bool { left.marked < right.marked }
}
