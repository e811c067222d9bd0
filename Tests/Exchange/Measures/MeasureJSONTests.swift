// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Exchange

@Suite("A measure, as stored and entered")
struct MeasureJSONTests {
    private static let start = MeasureStory.start

    /// Measures in every standing that acts can give.
    private static func all() throws -> [Measure] {
        var full = MeasureStory()
        try full.carryOut(2)
        _ = try full.tick(3, since: start, at: start + .days(1))
        try full.act(refusing, at: start + .days(1))
        var justified = full
        try justified.act(MeasureStory.justified, by: People.first, at: start + .days(2))
        var unjustified = full
        try unjustified.act(MeasureStory.unjustified, by: People.first, at: start + .days(2))
        var lifted = full
        try lifted.act(.lift(reasons: "r"), by: People.first, at: start + .days(3))
        let order = Measure(
            id: MeasureID(register: Trial.register, caseID: CaseStory.id, decision: 2, party: People.mobile),
            register: Trial.register,
            addressee: People.mobile, target: .decision(CaseStory.id, number: 2, "remove"), basis: "b", imposedAt: start
        )
        var byHand = MeasureStory()
        try byHand.act(MeasureStory.accept(2), by: People.providerPerson)
        try byHand.act(MeasureStory.carryOut(2), by: People.providerPerson)
        return [
            MeasureStory().measure, full.measure, justified.measure, unjustified.measure, lifted.measure, order, byHand.measure,
            try OrderStory.ordered().measure,
        ]
    }

    private static let refusing = MeasureStory.refuse(3)

    @Test("a stored measure is read back as it was, through its canonical bytes")
    func roundTrip() throws {
        for measure in try Self.all() {
            #expect(try Measure(json: JSON(parsing: measure.json.canonical())) == measure)
        }
    }

    @Test("a stored measure without a member it needs, or with one of another type, is malformed and names the member")
    func malformed() throws {
        for measure in try Self.all() {
            let whole = try #require(measure.json.object)
            for name in whole.keys {
                var changed = whole
                changed[name] = .array([.null])
                let inner = ["target": "case", "refusal": "version"]
                #expect(Self.fault(.object(changed)) == inner[name] ?? name, "\(name)")
                changed[name] = nil
                #expect(
                    Self.fault(.object(changed)) == (["byHand", "liftedAt", "orders", "refusal"].contains(name) ? nil : name),
                    "without \(name)")
            }
        }
    }

    @Test("a stored judgement of another type is malformed, never read as an open refusal")
    func judgement() throws {
        let measure = try #require(Self.all().dropFirst(2).first)
        var whole = try #require(measure.json.object)
        var refusal = try #require(whole["refusal"]?.object)
        refusal["justified"] = "true"
        whole["refusal"] = .object(refusal)

        #expect(Self.fault(.object(whole)) == "justified")
    }

    @Test("a fact that is not known is malformed")
    func unknownFact() throws {
        var whole = try #require(MeasureStory().measure.json.object)
        whole["edges"] = ["ams-1": ["rumoured": ["version": 1]]]

        #expect(Self.fault(.object(whole)) == "edges")
    }

    @Test("a measure stored before edges counted apart is read with one standing for its edge")
    func former() throws {
        var story = MeasureStory()
        try story.carryOut(3)
        var whole = try #require(story.measure.json.object)
        whole["facts"] = whole["edges"]?["ams-1"]
        whole["edges"] = nil

        #expect(try Measure(json: .object(whole)) == story.measure)
    }

    @Test("every target is read back as it was; anything else is none")
    func targets() throws {
        for target in [Measure.Target.list("held"), .decision(CaseStory.id, number: 7, "remove")] {
            #expect(try Measure.Target(json: JSON(parsing: target.json.canonical())) == target)
        }
        let wrong: [JSON] = [
            [:], ["case": "x", "decision": 1, "kind": "remove"], ["case": .string(CaseStory.id.description), "kind": "k"], 7,
        ]
        for json in wrong {
            #expect(throws: MalformedRecord.self) { try Measure.Target(json: json) }
        }
    }

    @Test("every event of a measure is entered with its kind, its measure, its moment and what it says")
    func entries() {
        let now = Self.start
        let standing = Measure.Standing(version: 4, at: now, statedAt: now, edge: "ams-1")
        let id = MeasureStory.id
        let at = JSON.string(now.description)
        let measure = JSON.string(id.description)
        let by = People.first
        let expected: [(MeasureEvent, JSON)] = [
            (
                .imposed(MeasureStory().measure),
                [
                    "at": at, "basis": "b", "event": "measure", "measure": measure, "party": "kvk:00000011",
                    "target": ["list": "held"],
                ]
            ),
            (
                .stated(.carriedOut, standing, note: "n"),
                ["at": at, "event": "carried-out", "measure": measure, "note": "n", "version": 4]
            ),
            (
                .refused(version: 4, ground: "wrong", explanation: "e", by: by, at: now),
                [
                    "at": at, "event": "refusal", "explanation": "e", "ground": "wrong", "measure": measure, "version": 4,
                    "warrant": by.json,
                ]
            ),
            (
                .judged(isJustified: false, reasons: "r", by: by, at: now),
                [
                    "at": at, "event": "refusal-judgement", "justified": false, "measure": measure, "reasons": "r",
                    "warrant": by.json,
                ]
            ),
            (
                .escalated(step: "warning", basis: "b", version: 4, due: now, at: now),
                ["at": at, "basis": "b", "due": at, "event": "escalation", "measure": measure, "step": "warning", "version": 4]
            ),
            (
                .lifted(reasons: "r", by: by, at: now),
                ["at": at, "event": "lifting", "measure": measure, "reasons": "r", "warrant": by.json]
            ),
        ]

        for (event, json) in expected {
            #expect(event.json(of: id) == json)
            #expect(event.json(of: id)["event"]?.string == event.kind)
        }
    }

    @Test("telling a measure that it was laid changes nothing, as it begins with that")
    func imposed() {
        var measure = MeasureStory().measure

        measure.apply(.imposed(measure))

        #expect(measure == MeasureStory().measure)
    }

    @Test("disturbed records are refused or read, and never crash")
    func disturbed() throws {
        let texts = try Self.all().map(\.json.canonicalText)
        for text in ClockFixture.disturbed(texts, count: 5_000, seed: 51) {
            guard let json = try? JSON(parsing: text), let measure = try? Measure(json: json) else { continue }
            #expect((try? Measure(json: measure.json)) == measure)
        }
    }

    /// The member that a malformed record's fault names.
    private static func fault(_ json: JSON) -> String? {
        do throws(MalformedRecord) {
            _ = try Measure(json: json)
            return nil
        } catch {
            return error.member
        }
    }
}
