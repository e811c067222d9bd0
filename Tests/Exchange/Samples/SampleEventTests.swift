// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("What is entered of a sample")
struct SampleEventTests {
    private static let now = Instant(milliseconds: 1_795_230_500_000)
    private static let measure = MeasureID(stored: "devices/stolen/kvk:00000011")

    private static func sample() -> Sample {
        let question = SampleQuestion(
            id: SampleID(at: now, random: 1), origin: "hub.example/devices", list: "stolen", subjects: ["35000000000001"])
        return Sample(
            id: question.id, measure: measure, count: 1, version: 7, commitment: question.commitment, edges: ["a": 7, "b": 0],
            until: now + .minutes(1), warrant: .clock(purpose: "x"), askedAt: now)
    }

    private static func answer(_ edge: String, version: Int) -> Sample.Answer {
        Sample.Answer(
            edge: edge, version: version, tally: SampleTally([.permitted, .prohibited], with: [.status(nil), .status(nil)]),
            note: "note", at: now + .seconds(1))
    }

    @Test("every event is read back as it was entered")
    func roundTrip() throws {
        let sample = Self.sample()
        let events: [SampleEvent] = [
            .asked(sample), .answered(sample.id, Self.answer("a", version: 7)),
            .ended(sample.id, silent: ["b"], at: sample.until + .milliseconds(1)),
        ]

        #expect(events.map(\.kind) == ["sample", "sample-answer", "sample-end"])
        for event in events {
            let json = event.json(of: Self.measure)
            #expect(try SampleEvent(json: JSON(parsing: json.canonical())) == event)
            #expect(json["measure"]?.string == Self.measure.description)
            #expect(!String(decoding: json.canonical(), as: UTF8.self).contains("35000000000001"), "no subject is entered")
        }
    }

    @Test("an event of another kind, or without its members, is refused")
    func malformed() throws {
        var asked = try #require(SampleEvent.asked(Self.sample()).json(of: Self.measure).object)
        asked["event"] = "refusal"
        #expect(throws: MalformedRecord.self) { try SampleEvent(json: .object(asked)) }
        asked["event"] = "sample"
        asked["commitment"] = "00"
        #expect(throws: MalformedRecord.self) { try SampleEvent(json: .object(asked)) }
        #expect(throws: MalformedRecord.self) { try SampleEvent(json: ["event": "sample"]) }
    }

    @Test("edges are awaited until they answered or the term is over, and an older version than was stated is seen")
    func story() {
        var sample = Self.sample()
        #expect(sample.awaited == ["a", "b"])
        let late = Self.answer("a", version: 6)
        sample.apply(.answered(sample.id, late))
        #expect(sample.awaited == ["b"] && sample.answers["a"] == late)
        #expect(sample.isOlderThanStated(late) && !sample.isOlderThanStated(Self.answer("a", version: 7)))
        #expect(!sample.isOlderThanStated(Self.answer("c", version: 0)), "an edge that had stated nothing")
        sample.apply(.ended(sample.id, silent: ["b"], at: sample.until))
        #expect(sample.awaited.isEmpty && sample.silent == ["b"])
    }
}
