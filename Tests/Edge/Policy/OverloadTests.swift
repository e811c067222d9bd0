// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Identifiers
import NIOCore
import NIOEmbedded
import Testing

@testable import Edge

@Suite("Overload")
struct OverloadTests {
    private func answer(
        _ target: String, _ policy: AnswerPolicy, method: String = "GET", isOverloaded: Bool = true, meter: LoopMeter = LoopMeter()
    ) -> EquipmentAnswer {
        EquipmentResponder(lookup: SampleList(), policy: policy)
            .answer(EquipmentDoor.read(method: method, target: target), isOverloaded: isOverloaded, meter: meter).answer
    }

    @Test(
        "a check that waited too long is answered by policy, with a 503 unless set otherwise",
        arguments: [
            (nil, EquipmentAnswer.overloaded), (AnswerPolicy.Overload.unavailable, .overloaded), (.slowDown, .slowDown),
            (.permitted, .status(.permitted)),
        ])
    func policy(choice: AnswerPolicy.Overload?, expected: EquipmentAnswer) {
        let policy = choice.map { AnswerPolicy(overload: $0) } ?? AnswerPolicy()
        let meter = LoopMeter()

        #expect(answer(SampleList.prohibited, policy, meter: meter) == expected)
        #expect(answer("\(SampleList.base)?pei=imei-1", policy) == expected)
        #expect(meter.times(.overload) == 1 && meter.answers(expected.kind) == 1)
    }

    @Test("what is no check is refused all the same, and without overload the list speaks")
    func others() {
        let policy = AnswerPolicy(overload: .permitted)

        #expect(answer("/", policy) == .notFound && answer(SampleList.prohibited, policy, method: "PUT") == .methodNotAllowed)
        #expect(answer(SampleList.prohibited, policy, isOverloaded: false) == .status(.prohibited))
    }

    @Test("a loop is late when it did not come round in time, and no longer when it did")
    func late() {
        let loop = EmbeddedEventLoop()
        let load = LoopLoad(tolerance: .milliseconds(50))
        let start = NIODeadline.uptimeNanoseconds(0)
        func at(_ milliseconds: Int64) -> Bool { load.isLate(at: start + .milliseconds(milliseconds), on: loop) }

        #expect(!at(0) && !at(10) && !at(60))
        #expect(at(61) && at(1000))
        loop.advanceTime(to: start + .milliseconds(1000))
        #expect(!at(1001) && !at(1011) && at(1062))
    }

    @Test("each event loop has a load and a meter of its own, the same each time")
    func own() {
        let (one, other) = (EmbeddedEventLoop(), EmbeddedEventLoop())
        let loads = LoopLoads(tolerance: .seconds(1))
        let counters = EquipmentCounters()

        #expect(loads.load(of: one) === loads.load(of: one) && loads.load(of: one) !== loads.load(of: other))
        #expect(counters.meter(for: one) === counters.meter(for: one) && counters.meter(for: one) !== counters.meter(for: other))
    }
}

@Suite("Fail-open rules", .timeLimit(.minutes(10)))
struct FailOpenTests {
    private static let policies: [AnswerPolicy] = AnswerPolicy.Unlisted.allCases.flatMap { unlisted in
        AnswerPolicy.Malformed.allCases.flatMap { malformed in
            AnswerPolicy.OtherEquipment.allCases.flatMap { other in
                AnswerPolicy.Stale.allCases.flatMap { stale in
                    AnswerPolicy.Unsynchronised.allCases.flatMap { unsynchronised in
                        AnswerPolicy.Overload.allCases.map { overload in
                            AnswerPolicy(
                                unlisted: unlisted, malformed: malformed, otherEquipment: other, stale: stale,
                                unsynchronised: unsynchronised, overload: overload)
                        }
                    }
                }
            }
        }
    }

    @Test("no policy whatever answers \"prohibited\": only a listed device gets it")
    func onlyTheList() {
        let base = SampleList.base
        let targets = [
            SampleList.unlisted, "\(base)?pei=imei-12", "\(base)?pei=mac-00-00-5E-00-53-00", "\(base)?pei=x", base, "/",
            SampleList.prohibited, SampleList.tracked,
        ]
        let states: [ListFreshness] = [.never, .list(version: 1, ageMilliseconds: 0), .list(version: 1, ageMilliseconds: .max)]
        var asked = 0
        for policy in Self.policies {
            for freshness in states {
                let responder = EquipmentResponder(lookup: SampleList(freshness: freshness), policy: policy)
                for isOverloaded in [false, true] {
                    for target in targets {
                        let answer = responder.answer(
                            EquipmentDoor.read(method: "GET", target: target), isOverloaded: isOverloaded,
                            meter: responder.counters.shared
                        ).answer
                        asked += 1
                        let mayRefuse = target == SampleList.prohibited && !isOverloaded && freshness != .never
                        if answer.kind == .prohibited { #expect(mayRefuse) }
                    }
                }
            }
        }
        #expect(asked == 216 * 3 * 2 * 8 && Self.policies.count == 216)
    }
}

@Suite("Exceptions for a subscription")
struct ExceptionTests {
    private struct ExceptedList: DeviceLookup {
        let freshness = ListFreshness.list(version: 1, ageMilliseconds: 0)

        func status(of imei: IMEI) -> EquipmentStatus? { .prohibited }

        func status(of imei: IMEI, imsi: IMSI) -> EquipmentStatus? { imsi.digits == "204080000000001" ? .permitted : .prohibited }
    }

    private func answer(_ parameters: String, list: any DeviceLookup = ExceptedList()) -> EquipmentAnswer {
        let target = "\(SampleList.base)?pei=imei-490154203237518\(parameters)"
        return EquipmentResponder(lookup: list).answer(method: "GET", target: target).answer
    }

    @Test("the subscription in supi reaches the list")
    func excepted() {
        #expect(answer("&supi=imsi-204080000000001") == .status(.permitted))
        #expect(answer("&supi=imsi%2D204080000000001") == .status(.permitted))
    }

    @Test(
        "another subscription, none, and what is not one, get the status of the device",
        arguments: ["", "&supi=imsi-204080000000002", "&supi=nai-204080000000001", "&supi=imsi-1", "&gpsi=msisdn-31612345678"])
    func others(parameters: String) {
        #expect(answer(parameters) == .status(.prohibited))
    }

    @Test("a list without exceptions answers for the device alone")
    func plain() {
        #expect(answer("&supi=imsi-204080000000001", list: SampleList()) == .status(.prohibited))
    }
}
