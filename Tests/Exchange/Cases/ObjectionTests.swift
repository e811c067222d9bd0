// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("Anybody affected can object")
struct ObjectionTests {
    private let start = CaseStory.start
    /// The last moment to object to the decision of `CaseStory.blocked`.
    private let objectUntil = CaseStory.start + .hours(2) + .days(42)
    private let uphold = CaseCommand.decideObjection(1, upheld: true, reasons: "it is his")
    private let deny = CaseCommand.decideObjection(1, upheld: false, reasons: "it is not")

    @Test("an objection is numbered, bound to the decision in force, and must be decided on in time")
    func objects() throws {
        let story = try CaseStory.objected()

        let objection = try #require(story.open.objections.first)
        #expect(objection.number == 1)
        #expect(objection.decision == 1)
        #expect(objection.grounds == "it is mine")
        #expect(objection.warrant == People.citizen)
        #expect(objection.decideBy == start + .days(31))
        #expect(objection.upheld == nil && !objection.isOverdue)
        #expect(story.open.openObjections.count == 1)
        #expect(story.open.phase == .inForce)
    }

    @Test("one can object up to and including the last millisecond of the term")
    func term() throws {
        let story = try CaseStory.blocked()

        #expect(story.refusal(of: CaseStory.objection, by: People.citizen, at: objectUntil) == nil)
        let late = story.refusal(of: CaseStory.objection, by: People.citizen, at: objectUntil + Trial.millisecond)
        #expect(late?.code == .afterTerm)
        #expect(late?.faults.map(\.field) == ["besluit"])
    }

    @Test("where nothing is in force there is nothing to object to")
    func nothingInForce() throws {
        for story in [try CaseStory.reported(), try CaseStory.proposed(), try CaseStory.closed()] {
            let refusal = story.refusal(of: CaseStory.objection, by: People.citizen, at: start + .hours(4))
            #expect(refusal?.code == .notNow)
            #expect(refusal?.faults.map(\.field) == ["besluit"])
        }
    }

    @Test("an objection gives its grounds, in at most 8,000 bytes", arguments: ["", " ", String(repeating: "g", count: 8_001)])
    func grounds(text: String) throws {
        let refusal = try CaseStory.blocked().refusal(of: .object(grounds: text), by: People.citizen, at: start + .hours(3))

        #expect(refusal?.faults.map(\.field) == ["gronden"])
    }

    @Test(
        "somebody else than either person who took the decision must decide on the objection",
        arguments: [People.first, People.second])
    func otherPerson(decider: Warrant) throws {
        let refusal = try CaseStory.objected().refusal(of: uphold, by: decider, at: start + .days(2))

        #expect(refusal?.code == .samePerson)
        #expect(refusal?.faults.map(\.field) == ["persoon"])
    }

    @Test("a system cannot decide on an objection; a third person or another party's person can")
    func whoDecides() throws {
        let story = try CaseStory.objected()

        #expect(story.code(of: uphold, by: People.system, at: start + .days(2)) == .personNeeded)
        #expect(story.refusal(of: uphold, by: People.third, at: start + .days(2)) == nil)
        #expect(story.refusal(of: uphold, by: People.namesake, at: start + .days(2)) == nil)
    }

    @Test("an objection that is upheld ends the force and closes the case in the same act")
    func upheld() throws {
        var story = try CaseStory.objected()
        let before = story.state
        let now = start + .days(2)

        let events = try story.act(uphold, by: People.third, at: now)

        #expect(
            events == [
                .objectionDecided(number: 1, upheld: true, reasons: "it is his", by: People.third, at: now),
                .closed(by: nil, at: now, eraseAt: now + .days(730)),
            ]
        )
        #expect(events.flatMap { story.decider.effects(of: $0, in: before) } == [.release])
        #expect(story.open.phase == .closed)
        #expect(story.open.inForce == nil)
        #expect(story.open.objections.first?.upheld == true)
        #expect(story.open.openObjections.isEmpty)
    }

    @Test("the entry of an upheld objection ends the force by itself, before the case closes")
    func upheldEntry() throws {
        var state = try CaseStory.objected().open

        state.apply(.objectionDecided(number: 1, upheld: true, reasons: "r", by: People.third, at: start + .days(2)))

        #expect(state.inForce == nil)
        #expect(state.phase == .reported)
    }

    @Test("an objection that is not upheld leaves everything in force")
    func denied() throws {
        var story = try CaseStory.objected()
        let before = story.state
        let now = start + .days(2)

        let events = try story.act(deny, by: People.third, at: now)

        #expect(events == [.objectionDecided(number: 1, upheld: false, reasons: "it is not", by: People.third, at: now)])
        #expect(events.flatMap { story.decider.effects(of: $0, in: before) }.isEmpty)
        #expect(story.open.phase == .inForce)
        #expect(story.open.openObjections.isEmpty)
    }

    @Test("an objection is decided on once, with reasons")
    func once() throws {
        var story = try CaseStory.objected()
        let silent = CaseCommand.decideObjection(1, upheld: true, reasons: "")
        #expect(story.refusal(of: silent, by: People.third, at: start + .days(2))?.faults.map(\.field) == ["redenen"])

        try story.act(deny, by: People.third, at: start + .days(2))

        #expect(story.refusal(of: uphold, by: People.third, at: start + .days(3))?.code == .notNow)
    }

    @Test("an objection that the case does not have cannot be decided on", arguments: [Int.min + 1, 0, 2, .max])
    func unknown(number: Int) throws {
        let command = CaseCommand.decideObjection(number, upheld: true, reasons: "r")

        let refusal = try CaseStory.objected().refusal(of: command, by: People.third, at: start + .days(2))

        #expect(refusal?.code == .unknown)
        #expect(refusal?.faults.map(\.field) == ["bezwaar"])
    }

    @Test("an objection is decided on even after its case was released, without closing the case again")
    func afterRelease() throws {
        var story = try CaseStory.objected()
        try story.act(CaseStory.release, by: People.first, at: start + .days(2))
        let before = story.state

        let events = try story.act(uphold, by: People.third, at: start + .days(3))

        #expect(events.map(\.kind) == ["objection-decision"])
        #expect(events.flatMap { story.decider.effects(of: $0, in: before) }.isEmpty)
        #expect(story.open.closedAt == start + .days(2))
        #expect(story.open.closedBy == "release")
    }

    @Test("an objection to a decision that was replaced does not end the one that replaced it")
    func replaced() throws {
        var story = try CaseStory.objected()
        try story.act(CaseStory.watch, by: People.first, at: start + .days(2))
        let before = story.state

        let events = try story.act(uphold, by: People.third, at: start + .days(3))

        #expect(events.map(\.kind) == ["objection-decision"])
        #expect(events.flatMap { story.decider.effects(of: $0, in: before) }.isEmpty)
        #expect(story.open.inForce == 2)
    }

    @Test("several people can object to one decision, each answered on his own")
    func several() throws {
        var story = try CaseStory.objected()
        try story.act(.object(grounds: "mine too"), by: People.provider, at: start + .days(2))

        try story.act(deny, by: People.third, at: start + .days(3))

        #expect(story.open.objections.map(\.upheld) == [false, nil])
        #expect(story.open.openObjections.map(\.number) == [2])
        #expect(story.open.objections.map(\.decision) == [1, 1])
    }
}
