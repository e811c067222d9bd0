// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("Events of a case, as entered and read back")
struct CaseEventTests {
    private static let now = CaseStory.start
    private static let later = CaseStory.start + .days(1)

    /// One of every kind, by what acts yield.
    private static func all() throws -> [CaseEvent] {
        var story = try CaseStory.objected()
        try story.act(.see(CaseStory.sighting(at: later, area: "204-08-1A2B")), by: People.provider, at: later)
        try story.act(.takeUp(reasons: "looked"), by: People.first, at: later)
        try story.act(
            .attach(.png, name: "n", size: 1, digest: MerkleHash.leaf([2]), report: 1), by: People.citizen, at: later)
        try story.act(.decideObjection(1, upheld: false, reasons: "no"), by: People.third, at: later)
        try story.act(
            .report(
                "claim", subjects: CaseStory.subjects("b"), known: [], details: ["n": [1, true, "x"]],
                secretHash: MerkleHash.leaf([1])), by: People.provider, at: later)
        try story.act(CaseStory.block, by: People.first, at: later)
        try story.act(.reject(2, reasons: "no"), by: People.second, at: later)
        try story.act(CaseStory.block, by: People.first, at: later)
        try story.act(CaseStory.objection, by: People.citizen, at: later)
        try story.act(.rectify(.kind, report: 1, wrong: "w", right: "r"), by: People.citizen, at: later)
        try story.act(.rectify(.details, report: 1, wrong: "w", right: "r"), by: People.citizen, at: later)
        try story.act(.answerRectification(1, granted: true, reasons: "so"), by: People.first, at: later)
        try story.act(.tick, by: People.clock, at: now + .days(200))
        try story.act(.tick, by: People.clock, at: now + .days(2_000))
        var order = try CaseStory.reported()
        try order.act(CaseStory.order, by: People.magistrate, at: later)
        return story.events + order.events
    }

    @Test("every event is read back as it was, through its canonical bytes")
    func roundTrip() throws {
        let events = try Self.all()
        #expect(Set(events.map(\.kind)).count == 17)

        for event in events {
            let read = try CaseEvent(json: JSON(parsing: event.json.canonical()))
            #expect(read == event)
            #expect(read.at == event.at)
        }
    }

    @Test("the kind in an entry is the kind in the leaf header")
    func kinds() throws {
        for event in try Self.all() {
            #expect(event.json["event"]?.string == event.kind)
            #expect(event.json["at"]?.string == event.at.description)
        }
    }

    @Test("an event without a member it needs is malformed, and the fault names the member")
    func missingMembers() throws {
        let optional: Set<String> = ["addressees", "confirmedBy", "validUntil", "secretHash", "subjectKind", "decision", "area"]
        for event in try Self.all() {
            let whole = try #require(event.json.object)
            for name in whole.keys where !optional.contains(name) || (name == "decision" && event.kind == "objection") {
                var part = whole
                part[name] = nil
                #expect(Self.fault(.object(part)) == name, "\(event.kind) without \(name)")
            }
        }
    }

    @Test("an event with a member of another type is malformed, and the fault names the member")
    func wrongMembers() throws {
        for event in try Self.all() {
            let whole = try #require(event.json.object)
            for name in whole.keys where name != "details" {
                var changed = whole
                changed[name] = .array([.null])
                let fault = Self.fault(.object(changed))
                #expect(fault == name || ["warrant", "confirmedBy"].contains(name) && fault == "role", "\(event.kind): \(name)")
            }
        }
    }

    @Test(
        "values that look right and are not are refused by their member",
        arguments: [
            ("at", "yesterday"), ("case", "DV-1"), ("secretHash", "zz"), ("event", "party"), ("event", "rumour"),
        ]
    )
    func wrongValues(name: String, value: String) throws {
        var object = try #require(Self.all().first?.json.object)
        object[name] = .string(value)

        #expect(Self.fault(.object(object)) == name)
    }

    @Test("a warrant whose party, person or mandate has another type is malformed, never read as if it were left out")
    func warrants() throws {
        for (name, value) in [("party", 5), ("party", "oin:1"), ("person", 5), ("mandate", "1"), ("role", 1)] as [(String, JSON)] {
            var object = try #require(People.first.json.object)
            object[name] = value
            #expect(throws: MalformedRecord.self) { try Warrant(json: .object(object)) }
        }
    }

    @Test("warrants of parties, citizens and the clock are read back as they were")
    func warrantRoundTrip() throws {
        for warrant in [People.first, People.system, People.citizen, People.clock] {
            #expect(try Warrant(json: JSON(parsing: warrant.json.canonical())) == warrant)
        }
        #expect(People.clock.role == .hub)
        #expect(People.citizen.role == .citizen)
        #expect(People.citizen.json.object?.keys == ["basis", "purpose", "role"])
    }

    @Test("what is entered of a case never names its subjects outside the member for them")
    func subjectsInOnePlace() throws {
        var story = CaseStory()
        let event = try #require(try story.act(CaseStory.claim("secret-thing"), by: People.citizen, at: Self.now).first)
        var object = try #require(event.json.object)

        object["subjects"] = nil

        #expect(!JSON.object(object).canonicalText.contains("secret-thing"))
        #expect(!event.kind.contains("secret-thing"))
    }

    @Test("disturbed entries are refused or read, and never crash, not even when they are told to a case")
    func disturbed() throws {
        let texts = try Self.all().map(\.json.canonicalText)
        var state = try CaseStory.objected().open
        for text in ClockFixture.disturbed(texts, count: 5_000, seed: 21) {
            guard let json = try? JSON(parsing: text), let event = try? CaseEvent(json: json) else { continue }
            state.apply(event)
            #expect((try? CaseEvent(json: event.json)) == event)
        }
    }

    /// The member that a malformed event's fault names.
    private static func fault(_ json: JSON) -> String? {
        do throws(MalformedRecord) {
            _ = try CaseEvent(json: json)
            return nil
        } catch {
            return error.member
        }
    }
}
