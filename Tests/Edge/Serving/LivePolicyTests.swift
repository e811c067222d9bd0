// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Testing

@testable import Edge

@Suite("A policy that changes while checks are answered")
struct LivePolicyTests {
    @Test("keeps every policy as it is")
    func all() {
        let live = LivePolicy(AnswerPolicy())
        #expect(live.value == AnswerPolicy())
        for unlisted in AnswerPolicy.Unlisted.allCases {
            for malformed in AnswerPolicy.Malformed.allCases {
                for other in AnswerPolicy.OtherEquipment.allCases {
                    for stale in AnswerPolicy.Stale.allCases {
                        for unsynchronised in AnswerPolicy.Unsynchronised.allCases {
                            for overload in AnswerPolicy.Overload.allCases {
                                for age in [0, 1, 86_400_000, 3_155_760_000_000, -1] as [Int64] {
                                    let policy = AnswerPolicy(
                                        unlisted: unlisted, malformed: malformed, otherEquipment: other, stale: stale,
                                        staleAfter: age, unsynchronised: unsynchronised, overload: overload)
                                    live.value = policy
                                    #expect(live.value == policy)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    @Test("an age beyond all time stays one")
    func longest() {
        #expect(LivePolicy(AnswerPolicy(staleAfter: .max)).value.staleAfter > 1_000_000 * 365 * 86_400_000)
        #expect(LivePolicy(AnswerPolicy(staleAfter: .min)).value.staleAfter == -1)
    }

    @Test("a responder answers by the policy of the moment")
    func responder() {
        let live = LivePolicy(AnswerPolicy())
        let responder = EquipmentResponder(lookup: SampleList(), livePolicy: live)
        let before = responder.answer(method: "GET", target: SampleList.unlisted)

        live.value = AnswerPolicy(unlisted: .tracking)

        #expect(before.answer == .status(.permitted))
        #expect(responder.answer(method: "GET", target: SampleList.unlisted).answer == .status(.tracking))
        #expect(responder.policy.unlisted == .tracking)
    }
}
