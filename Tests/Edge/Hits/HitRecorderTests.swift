// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Exchange
import Identifiers
import Testing
import Trials

@testable import Edge

@Suite("Noting what is seen while answering")
struct HitRecorderTests {
    private let clock = ManualTimekeeper(at: HitSample.now)

    private func recorder(_ policy: HitPolicy = HitPolicy(reported: .all), capacity: Int = 8) -> HitRecorder {
        HitRecorder(policy: policy, capacity: capacity, timekeeper: clock)
    }

    @Test(
        "the statuses that the policy names are noted, and no others",
        arguments: [
            (HitPolicy.Reported.none, []), (.tracking, [EquipmentStatus.tracking]), (.prohibited, [.prohibited]),
            (.all, [.prohibited, .tracking]),
        ])
    func statuses(reported: HitPolicy.Reported, expected: [EquipmentStatus]) throws {
        let recorder = recorder(HitPolicy(reported: reported))
        for (number, status) in [EquipmentStatus.prohibited, .tracking, .permitted].enumerated() {
            recorder.note(try HitSample.device(UInt64(number)), status)
        }

        #expect(recorder.take().map(\.status) == expected)
    }

    @Test("a device is noted once in a period, however often it is seen; after the period again")
    func period() throws {
        let recorder = recorder(HitPolicy(reported: .all, period: .hours(24)))
        let device = try HitSample.device()
        for _ in 0..<5 { recorder.note(device, .tracking) }
        clock.advance(by: .hours(24) - .milliseconds(1))
        recorder.note(device, .tracking)
        #expect(recorder.take().count == 1)

        clock.advance(by: .milliseconds(1))
        recorder.note(device, .tracking)

        #expect(recorder.take().map(\.at) == [(HitSample.now + .hours(24)).milliseconds])
    }

    @Test("an area goes along when the policy lets it and it is one; a subscriber's number never does")
    func areas() throws {
        let areas = ["204-08-1A2B", nil, "imsi-204080123456789", String(repeating: "x", count: 65), ""]
        func noted(_ passesArea: Bool) throws -> [String?] {
            let recorder = recorder(HitPolicy(reported: .all, passesArea: passesArea))
            for (number, area) in areas.enumerated() {
                recorder.note(try HitSample.device(UInt64(number)), .tracking, area: area)
            }
            return recorder.take().map(\.area)
        }

        #expect(try noted(true) == ["204-08-1A2B", nil, nil, nil, nil])
        #expect(try noted(false) == [nil, nil, nil, nil, nil])
    }

    @Test("when there is no room a hit is counted and forgotten, and may be noted again")
    func overflow() throws {
        let recorder = recorder(capacity: 3)
        for number in 0..<5 { recorder.note(try HitSample.device(UInt64(number)), .tracking) }

        #expect(recorder.take().count == 3 && recorder.takeOverflow() == 2 && recorder.takeOverflow() == 0)
        recorder.note(try HitSample.device(4), .tracking)
        #expect(recorder.take().count == 1)
    }

    @Test("what could not be kept is put back in its place, as far as there is room")
    func putBack() throws {
        let recorder = recorder(capacity: 3)
        for number in 0..<3 { recorder.note(try HitSample.device(UInt64(number)), .tracking) }
        let taken = recorder.take()
        recorder.note(try HitSample.device(7), .tracking)

        recorder.putBack(taken)

        #expect(recorder.take().map(\.imei) == (taken.suffix(2).map(\.imei) + [try HitSample.device(7).value]))
        #expect(recorder.takeOverflow() == 1)
    }

    @Test("a device that left the list is forgotten: what waits of it goes, and it can be noted again at once")
    func forget() throws {
        let recorder = recorder()
        let (gone, stays) = (try HitSample.device(0), try HitSample.device(1))
        recorder.note(gone, .tracking)
        recorder.note(stays, .tracking)

        recorder.forget { $0 == gone }

        #expect(recorder.take().map(\.imei) == [stays.value])
        recorder.note(gone, .tracking)
        recorder.note(stays, .tracking)
        #expect(recorder.take().map(\.imei) == [gone.value])
    }

    @Test("hits noted from many threads are each there once, or counted")
    func concurrent() async throws {
        let recorder = recorder(HitPolicy(reported: .all), capacity: 500)
        await withTaskGroup { group in
            for thread in 0..<8 {
                group.addTask {
                    for number in 0..<200 {
                        if let imei = IMEI(value: UInt64(1_000 * thread + number)) { recorder.note(imei, .tracking) }
                    }
                }
            }
        }

        let noted = recorder.take()
        #expect(noted.count == 500 && Set(noted.map(\.imei)).count == 500)
        #expect(recorder.takeOverflow() == 1_100)
    }

    @Test("random devices and moments never note one device twice within a period")
    func random() throws {
        var chance = SeededGenerator(seed: 41)
        let recorder = recorder(HitPolicy(reported: .all, period: .minutes(10)), capacity: 100_000)
        for _ in 0..<20_000 {
            clock.advance(by: .milliseconds(Int.random(in: 0...2_000, using: &chance)))
            recorder.note(try HitSample.device(UInt64.random(in: 0..<3, using: &chance)), .tracking)
        }

        for hits in Dictionary(grouping: recorder.take(), by: \.imei).values {
            for (earlier, later) in zip(hits, hits.dropFirst()) { #expect(later.at - earlier.at >= 600_000) }
        }
    }
}

@Suite("Hits and answers")
struct HitAnswerTests {
    private let clock = ManualTimekeeper(at: HitSample.now)

    private func noted(
        _ targets: [String], policy: AnswerPolicy = AnswerPolicy(), freshness: ListFreshness = SampleList().freshness
    )
        -> [UInt64]
    {
        let recorder = HitRecorder(policy: HitPolicy(reported: .all), timekeeper: clock)
        let responder = EquipmentResponder(lookup: SampleList(freshness: freshness), policy: policy, hits: recorder)
        for target in targets { _ = responder.answer(method: "GET", target: target, area: "204-08-1A2B") }
        return recorder.take().map(\.imei)
    }

    @Test("a device on the list is a hit in every spelling, once; one that is not listed never is, whatever policy answers")
    func listed() {
        let spellings = ["imei-490154203237518", "imei-490154203237510", "imeisv-4901542032375100"]
        #expect(noted(spellings.map { "\(SampleList.base)?pei=\($0)" }) == [49_015_420_323_751])
        #expect(noted([SampleList.prohibited, SampleList.tracked, SampleList.prohibited]).count == 2)
        #expect(noted([SampleList.unlisted]) == [])
        #expect(noted([SampleList.unlisted], policy: AnswerPolicy(unlisted: .tracking)) == [])
        #expect(noted(["\(SampleList.base)?pei=imei-411111013659808"]) == [], "listed as permitted")
    }

    @Test("what is no check, or is answered without the list, is no hit")
    func others() {
        #expect(noted(["/", "\(SampleList.base)?pei=imei-12", "\(SampleList.base)?pei=mac-00-00-5E-00-53-00"]) == [])
        #expect(noted([SampleList.prohibited], freshness: .never) == [])
        let stale = ListFreshness.list(version: 1, ageMilliseconds: .max)
        #expect(noted([SampleList.prohibited], policy: AnswerPolicy(stale: .unavailable), freshness: stale) == [])
        #expect(noted([SampleList.prohibited], freshness: stale).count == 1)
    }

    @Test("the answer is the same with and without hits, and when there is no room for one")
    func unchanged() {
        let full = HitRecorder(policy: HitPolicy(reported: .all), capacity: 1, timekeeper: clock)
        let with = EquipmentResponder(lookup: SampleList(), hits: full)
        let without = EquipmentResponder(lookup: SampleList())
        for target in [SampleList.prohibited, SampleList.tracked, SampleList.unlisted] {
            #expect(with.answer(method: "GET", target: target) == without.answer(method: "GET", target: target))
        }
        #expect(full.takeOverflow() == 1)
    }

    @Test("the defaults: tracked devices, once a day, with area, within half a minute; absurd values are held in")
    func defaults() {
        let policy = HitPolicy()
        #expect(policy.reported == .tracking && policy.period == .hours(24) && policy.passesArea)
        #expect(policy.mostWaiting == 100_000 && policy.delay == .seconds(30))
        let absurd = HitPolicy(period: .zero, mostWaiting: 0, delay: .days(400))
        #expect(absurd.period == .minutes(1) && absurd.mostWaiting == 1 && absurd.delay == .hours(1))
        #expect(HitPolicy.Reported.allCases.map(\.rawValue) == ["none", "tracking", "prohibited", "all"])
    }
}
