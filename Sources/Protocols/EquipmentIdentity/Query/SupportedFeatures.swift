// SPDX-License-Identifier: EUPL-1.2

/// The optional features of an API, one bit each, as hexadecimal digits with the first feature in the last bit (TS 29.571
/// `SupportedFeatures`; negotiated by TS 29.500 §6.6).
///
/// TS 29.511 defines no optional feature, and its answer has no member for them: whatever a caller supports, the two have none in
/// common and the answer says nothing.
public struct SupportedFeatures: Hashable, Sendable {
    /// The features this service has: none.
    public static let ours = SupportedFeatures(bits: 0)

    /// One bit per feature, the first in the lowest; digits before the last sixteen speak of features nobody defined.
    private let bits: UInt64

    private init(bits: UInt64) {
        self.bits = bits
    }

    /// Reads hexadecimal digits of either case, possibly none; nil for anything else.
    public init?(digits: some Sequence<UInt8>) {
        var bits: UInt64 = 0
        for byte in digits {
            guard let value = PercentEncoding.hexValue(byte) else { return nil }
            bits = bits << 4 | UInt64(value)
        }
        self.bits = bits
    }

    /// Whether feature `number`, counted from 1, is supported.
    public func contains(_ number: Int) -> Bool {
        (1...64).contains(number) && bits & 1 << UInt64(number - 1) != 0
    }

    /// The features both sides have.
    public func common(with other: SupportedFeatures) -> SupportedFeatures {
        SupportedFeatures(bits: bits & other.bits)
    }

    /// Whether there are none.
    public var isEmpty: Bool { bits == 0 }
}
