// SPDX-License-Identifier: EUPL-1.2

/// Four weeks in which one key counts. The first began on 1970-01-01T00:00:00Z.
///
/// With the key all outcomes change: what somebody gathered by asking much is of no use in the next epoch.
public struct CheckEpoch: Hashable, Comparable, Sendable {
    /// The number, from 0.
    public let number: UInt32

    /// How long an epoch lasts, in milliseconds.
    public static let length: Int64 = 28 * 86_400_000

    /// The last epoch, some 76,000 years after the first.
    public static let last: UInt32 = 1_000_000

    /// The epoch with a number, or the last one.
    public init(number: UInt32) { self.number = min(number, CheckEpoch.last) }

    /// The epoch of a moment.
    /// - Parameter milliseconds: the moment since 1970-01-01T00:00:00Z; before that it is epoch 0.
    public init(at milliseconds: Int64) {
        self.init(number: UInt32(clamping: max(0, milliseconds) / CheckEpoch.length))
    }

    /// When it begins, in milliseconds since 1970-01-01T00:00:00Z.
    public var start: Int64 { Int64(number) * CheckEpoch.length }
    /// When it has ended, in milliseconds since 1970-01-01T00:00:00Z.
    public var end: Int64 { start + CheckEpoch.length }
    /// The one that follows.
    public var next: CheckEpoch { CheckEpoch(number: number + 1) }

    /// The earlier one is the smaller.
    public static func < (left: CheckEpoch, right: CheckEpoch) -> Bool { left.number < right.number }
}
