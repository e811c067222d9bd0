// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// The operator's policy, which may change while checks are answered. It is read without a lock: the whole policy is one word.
final class LivePolicy: Sendable {
    private let word: Atomic<UInt64>

    /// The three choices of three are one number below 32, then come three choices of two; what lies above is the age of a stale list.
    private static let choiceBits: UInt64 = 8
    /// Stands for a negative age, which makes every list stale.
    private static let negative = UInt64.max >> choiceBits

    init(_ policy: AnswerPolicy) { word = Atomic(LivePolicy.packed(policy)) }

    /// The policy. A stale age beyond a million years counts as a million years.
    var value: AnswerPolicy {
        get { LivePolicy.unpacked(word.load(ordering: .relaxed)) }
        set { word.store(LivePolicy.packed(newValue), ordering: .relaxed) }
    }

    private static func packed(_ policy: AnswerPolicy) -> UInt64 {
        let unlisted: UInt64 =
            switch policy.unlisted {
            case .permitted: 0
            case .tracking: 1
            case .unknownEquipment: 2
            }
        let malformed: UInt64 =
            switch policy.malformed {
            case .badRequest: 0
            case .permitted: 1
            case .unknownEquipment: 2
            }
        let overload: UInt64 =
            switch policy.overload {
            case .unavailable: 0
            case .slowDown: 1
            case .permitted: 2
            }
        let (other, stale) = (policy.otherEquipment == .unknownEquipment, policy.stale == .unavailable)
        let flags: UInt64 = (other ? 32 : 0) | (stale ? 64 : 0) | (policy.unsynchronised == .permitted ? 128 : 0)
        let age = policy.staleAfter < 0 ? negative : min(UInt64(policy.staleAfter), negative - 1)
        return unlisted + 3 * malformed + 9 * overload | flags | age << choiceBits
    }

    private static func unpacked(_ word: UInt64) -> AnswerPolicy {
        let (choices, age) = (word & 31, word >> choiceBits)
        let (unlisted, malformed, overload) = (choices % 3, choices / 3 % 3, choices / 9)
        return AnswerPolicy(
            unlisted: unlisted == 0 ? .permitted : unlisted == 1 ? .tracking : .unknownEquipment,
            malformed: malformed == 0 ? .badRequest : malformed == 1 ? .permitted : .unknownEquipment,
            otherEquipment: word & 32 == 0 ? .permitted : .unknownEquipment,
            stale: word & 64 == 0 ? .keepAnswering : .unavailable,
            staleAfter: age == negative ? -1 : Int64(age),
            unsynchronised: word & 128 == 0 ? .unavailable : .permitted,
            overload: overload == 0 ? .unavailable : overload == 1 ? .slowDown : .permitted)
    }
}
