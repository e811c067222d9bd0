// SPDX-License-Identifier: EUPL-1.2

import Edge
import EquipmentIdentity
import Testing

@Suite("Answering by policy")
struct EquipmentResponderTests {
    private func answer(
        _ target: String, policy: AnswerPolicy = AnswerPolicy(), freshness: ListFreshness = .list(version: 1, ageMilliseconds: 0)
    ) -> EquipmentAnswer {
        let responder = EquipmentResponder(lookup: SampleList(freshness: freshness), policy: policy)
        return responder.answer(method: "GET", target: target).answer
    }

    @Test(
        "a listed device gets the status on the list, whatever its check digit or software version",
        arguments: [
            ("imei-490154203237518", EquipmentStatus.prohibited), ("imei-490154203237510", .prohibited),
            ("imeisv-4901542032375100", .prohibited), ("imei-811111013136460", .tracking), ("imei-411111013659808", .permitted),
        ])
    func listed(pei: String, status: EquipmentStatus) {
        #expect(answer("\(SampleList.base)?pei=\(pei)") == .status(status))
    }

    @Test(
        "a device that is not listed is answered by policy",
        arguments: [
            (AnswerPolicy.Unlisted.permitted, EquipmentAnswer.status(.permitted)), (.tracking, .status(.tracking)),
            (.unknownEquipment, .unknownEquipment),
        ])
    func unlisted(choice: AnswerPolicy.Unlisted, expected: EquipmentAnswer) {
        #expect(answer(SampleList.unlisted, policy: AnswerPolicy(unlisted: choice)) == expected)
    }

    @Test("a malformed device identity is answered by policy")
    func malformed() {
        let target = "\(SampleList.base)?pei=imei-12"

        #expect(answer(target).status == 400)
        #expect(answer(target, policy: AnswerPolicy(malformed: .badRequest)).status == 400)
        #expect(answer(target, policy: AnswerPolicy(malformed: .permitted)) == .status(.permitted))
        #expect(answer(target, policy: AnswerPolicy(malformed: .unknownEquipment)) == .unknownEquipment)
    }

    @Test("no policy makes a check of a request with other faults")
    func otherFaults() {
        let policy = AnswerPolicy(unlisted: .permitted, malformed: .permitted, unsynchronised: .permitted)

        #expect(answer("\(SampleList.base)?pei=imei-12&pei=imei-12", policy: policy).status == 400)
        #expect(answer(SampleList.base, policy: policy).status == 400)
        #expect(answer("/", policy: policy) == .notFound)
    }

    @Test(
        "a device without IMEI is answered by policy, list or no list",
        arguments: [ListFreshness.never, .list(version: 1, ageMilliseconds: 0), .list(version: 1, ageMilliseconds: .max)])
    func otherEquipment(freshness: ListFreshness) {
        let target = "\(SampleList.base)?pei=mac-00-00-5E-00-53-00"

        #expect(answer(target, policy: AnswerPolicy(stale: .unavailable), freshness: freshness) == .status(.permitted))
        #expect(answer(target, policy: AnswerPolicy(otherEquipment: .unknownEquipment), freshness: freshness) == .unknownEquipment)
    }

    @Test("a stale list is answered from, unless policy says otherwise")
    func stale() {
        let day: Int64 = 86_400_000
        let strict = AnswerPolicy(stale: .unavailable)

        #expect(answer(SampleList.prohibited, freshness: .list(version: 1, ageMilliseconds: 30 * day)) == .status(.prohibited))
        #expect(
            answer(SampleList.prohibited, policy: strict, freshness: .list(version: 1, ageMilliseconds: day))
                == .status(.prohibited))
        #expect(answer(SampleList.prohibited, policy: strict, freshness: .list(version: 1, ageMilliseconds: day + 1)) == .listStale)
        #expect(answer(SampleList.unlisted, policy: strict, freshness: .list(version: 1, ageMilliseconds: day + 1)) == .listStale)
    }

    @Test("before the first list nobody is told anything, unless policy says otherwise")
    func never() {
        #expect(answer(SampleList.unlisted, freshness: .never) == .listMissing)
        #expect(
            answer(SampleList.unlisted, policy: AnswerPolicy(unsynchronised: .permitted), freshness: .never) == .status(.permitted))
        #expect(answer("/", freshness: .never) == .notFound)
    }

    @Test("a response tells which list it was given by")
    func freshness() {
        let list = SampleList(freshness: .list(version: 7, ageMilliseconds: 12))

        let response = EquipmentResponder(lookup: list).answer(method: "GET", target: SampleList.unlisted)

        #expect(response.freshness == .list(version: 7, ageMilliseconds: 12))
    }

    @Test("the defaults are the documented ones, and configuration files can name every choice")
    func defaults() {
        let policy = AnswerPolicy()

        #expect(policy.unlisted == .permitted && policy.malformed == .badRequest && policy.otherEquipment == .permitted)
        #expect(policy.stale == .keepAnswering && policy.unsynchronised == .unavailable && policy.staleAfter == 86_400_000)
        #expect(AnswerPolicy.Unlisted(rawValue: "unknownEquipment") == .unknownEquipment)
        #expect(AnswerPolicy.Stale.allCases.map(\.rawValue) == ["keepAnswering", "unavailable"])
    }
}

@Suite("Counting answers")
struct EquipmentCountersTests {
    @Test("every answer is counted once, under what it was")
    func counts() {
        let policy = AnswerPolicy(malformed: .unknownEquipment)
        let counters = EquipmentCounters()
        let current = EquipmentResponder(lookup: SampleList(), policy: policy, counters: counters)
        let empty = EquipmentResponder(lookup: SampleList(freshness: .never), policy: policy, counters: counters)

        for _ in 0..<2 { _ = current.answer(method: "GET", target: SampleList.prohibited) }
        for _ in 0..<3 { _ = current.answer(method: "GET", target: SampleList.tracked) }
        for _ in 0..<4 { _ = current.answer(method: "GET", target: SampleList.unlisted) }
        for _ in 0..<5 { _ = current.answer(method: "GET", target: "\(SampleList.base)?pei=imei-1") }
        for _ in 0..<6 { _ = current.answer(method: "POST", target: SampleList.prohibited) }
        for _ in 0..<7 { _ = empty.answer(method: "GET", target: SampleList.prohibited) }

        let totals = counters.snapshot
        #expect(totals.prohibited == 2 && totals.tracking == 3 && totals.permitted == 4)
        #expect(totals.unknownEquipment == 5 && totals.refused == 6 && totals.unavailable == 7)
        #expect(totals.total == 27)
    }

    @Test("answers given at the same time are all counted")
    func concurrent() async {
        let responder = EquipmentResponder(lookup: SampleList())

        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<1000 { _ = responder.answer(method: "GET", target: SampleList.prohibited) } }
            }
        }

        #expect(responder.counters.snapshot.prohibited == 8000)
    }
}
