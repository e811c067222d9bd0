// SPDX-License-Identifier: EUPL-1.2

/// What is changed: a device, or a device and a subscriber. `subscriber` is 0 for the device itself.
struct ChangeKey: Hashable, Sendable, Comparable {
    var imei: UInt64
    var subscriber: UInt64

    static func < (left: ChangeKey, right: ChangeKey) -> Bool {
        left.imei == right.imei ? left.subscriber < right.subscriber : left.imei < right.imei
    }

    /// Mixed so that neighbours end up far apart.
    @inline(__always)
    var hash: Int {
        var mixed = (imei ^ (subscriber &* 0x9FB2_1C65_1E98_DF25)) &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed >> 32
        mixed = mixed &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: mixed >> 20)
    }
}

/// What a change made of something: nothing (what lies below counts), a status, or removed. An exception that is there has the
/// status of `permitted`.
struct ChangeState: Hashable, Sendable {
    /// From 0 to 4: three bits.
    let code: UInt64

    init(code: UInt64) { self.code = code }
    init(_ status: ListedStatus) { code = UInt64(status.rawValue) }

    static let none = ChangeState(code: 0)
    static let removed = ChangeState(code: 4)

    /// The status as it stands in segments; 0 for none and removed.
    var status: UInt8 { code < 4 ? UInt8(code) : 0 }
}

/// A change as one word, so that it can be read and written in one piece: what is changed, what it was before the batch that is
/// being applied, what it is after it, and whether that batch may still be under way.
struct ChangeWord: Hashable, Sendable {
    var bits: UInt64

    init(bits: UInt64) { self.bits = bits }

    init(imei: UInt64, before: ChangeState, after: ChangeState, isPending: Bool) {
        bits = 1 << 63 | (isPending ? 1 << 53 : 0) | after.code << 50 | before.code << 47 | imei
    }

    /// No change: an empty slot.
    var isEmpty: Bool { bits == 0 }
    /// Which device: 47 bits hold every IMEI.
    var imei: UInt64 { bits & (1 << 47 - 1) }
    var before: ChangeState { ChangeState(code: (bits >> 47) & 7) }
    var after: ChangeState { ChangeState(code: (bits >> 50) & 7) }
    var isPending: Bool { bits & (1 << 53) != 0 }
}
