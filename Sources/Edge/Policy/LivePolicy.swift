// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// The operator's policy, which may change while checks are answered. It is read without a lock: the whole policy is one word.
final class LivePolicy: Sendable {
    private let word: Atomic<UInt64>

    /// What lies above this is the age of a stale list.
    private static let choiceBits: UInt64 = 10
    private static let longestAge = Int64(1) << (63 - Int64(choiceBits))

    init(_ policy: AnswerPolicy) { word = Atomic(LivePolicy.packed(policy)) }

    /// The policy. A stale age beyond some 280,000 years counts as that many.
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
        let flags: [UInt64] = [
            policy.otherEquipment == .unknownEquipment ? 16 : 0, policy.stale == .unavailable ? 32 : 0,
            policy.unsynchronised == .permitted ? 64 : 0, policy.staleAfter < 0 ? 128 : 0,
        ]
        let overload: UInt64 =
            switch policy.overload {
            case .unavailable: 0
            case .slowDown: 1
            case .permitted: 2
            }
        // A negative age makes every list stale.
        let age = UInt64(min(max(policy.staleAfter, 0), longestAge - 1))
        return unlisted | malformed << 2 | overload << 8 | flags.reduce(0, |) | age << choiceBits
    }

    private static func unpacked(_ word: UInt64) -> AnswerPolicy {
        AnswerPolicy(
            unlisted: word & 3 == 0 ? .permitted : word & 3 == 1 ? .tracking : .unknownEquipment,
            malformed: word >> 2 & 3 == 0 ? .badRequest : word >> 2 & 3 == 1 ? .permitted : .unknownEquipment,
            otherEquipment: word & 16 == 0 ? .permitted : .unknownEquipment,
            stale: word & 32 == 0 ? .keepAnswering : .unavailable,
            staleAfter: word & 128 == 0 ? Int64(word >> choiceBits) : -1,
            unsynchronised: word & 64 == 0 ? .unavailable : .permitted,
            overload: word >> 8 & 3 == 0 ? .unavailable : word >> 8 & 3 == 1 ? .slowDown : .permitted)
    }
}
