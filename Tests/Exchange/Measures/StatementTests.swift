// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("Delivered, accepted, carried out: three facts in order")
struct StatementTests {
    private let start = MeasureStory.start

    @Test("each fact is entered with its version, both clocks, its edge and the signed note")
    func entered() throws {
        var story = MeasureStory()

        let events = try story.act(MeasureStory.state(.delivered, 3), at: start)

        let standing = Measure.Standing(version: 3, at: start, statedAt: start - .seconds(1), edge: "ams-1")
        #expect(events == [.stated(.delivered, standing, note: "note 3")])
        #expect(story.measure.standings == [.delivered: standing])
        #expect(story.measure.activeVersion == 0)
    }

    @Test("a version is in force only when it is carried out: delivery and acceptance are other facts")
    func active() throws {
        var story = MeasureStory()

        try story.act(MeasureStory.state(.delivered, 3))
        try story.act(MeasureStory.state(.accepted, 3))
        #expect(story.measure.activeVersion == 0)

        try story.act(MeasureStory.state(.carriedOut, 3))
        #expect(story.measure.activeVersion == 3)
    }

    @Test("a fact is stated after the one before it, for at least the same version")
    func order() throws {
        var story = MeasureStory()
        #expect(
            story.refusal(of: MeasureStory.state(.accepted, 1))?.faults == [
                Fault("feit", "State first that this version is delivered.")
            ])
        #expect(story.refusal(of: MeasureStory.state(.carriedOut, 1))?.code == .notNow)

        try story.act(MeasureStory.state(.delivered, 2))
        #expect(
            story.refusal(of: MeasureStory.state(.carriedOut, 1))?.faults == [
                Fault("feit", "State first that this version is accepted.")
            ])
        #expect(story.refusal(of: MeasureStory.state(.accepted, 3))?.code == .notNow)

        try story.act(MeasureStory.state(.accepted, 1))
        #expect(story.refusal(of: MeasureStory.state(.accepted, 2)) == nil)
        #expect(story.refusal(of: MeasureStory.state(.carriedOut, 2))?.code == .notNow)
        #expect(story.refusal(of: MeasureStory.state(.carriedOut, 1)) == nil)
    }

    @Test("versions may be skipped: carrying out the tenth carries out all before it")
    func skips() throws {
        var story = MeasureStory()
        try story.carryOut(2)

        try story.carryOut(10)

        #expect(story.measure.activeVersion == 10)
    }

    @Test("a fact does not go back to an older version", arguments: MeasureFact.allCases)
    func noWayBack(fact: MeasureFact) throws {
        var story = MeasureStory()
        try story.carryOut(5)

        let refusal = story.refusal(of: MeasureStory.state(fact, 4))

        #expect(refusal?.code == .notNow)
        #expect(refusal?.faults == [Fault("versie", "Version 5 was stated before; a fact does not go back.")])
    }

    @Test("a fact that is stated again gives no event", arguments: MeasureFact.allCases)
    func repeated(fact: MeasureFact) throws {
        var story = MeasureStory()
        try story.carryOut(5)
        let before = story.measure

        #expect(try story.act(MeasureStory.state(fact, 5), at: start + .days(1)).isEmpty)
        #expect(story.measure == before)
    }

    @Test("a version that was not published cannot be stated")
    func unpublished() {
        let story = MeasureStory()

        let refusal = story.refusal(of: MeasureStory.state(.delivered, 11, published: 10))

        #expect(refusal?.code == .invalid)
        #expect(refusal?.faults == [Fault("versie", "Version 11 does not exist; the newest is 10.")])
        #expect(story.refusal(of: MeasureStory.state(.delivered, 10, published: 10)) == nil)
    }

    @Test("only the addressee states facts, and only of its own measure")
    func wrongParty() {
        let story = MeasureStory()
        let others = MeasureID(register: Trial.register, list: Trial.list, party: People.mobile)
        let foreign = MeasureCommand.state(MeasureStory.statement(.delivered, 1, of: others), note: "n", published: 10)

        for warrant in [People.otherProvider, People.first, People.citizen] {
            #expect(story.refusal(of: MeasureStory.state(.delivered, 1), by: warrant)?.code == .wrongParty)
            #expect(story.refusal(of: MeasureStory.refuse(1), by: warrant)?.code == .wrongParty)
        }
        #expect(story.refusal(of: foreign)?.code == .wrongParty)
        #expect(story.refusal(of: foreign)?.faults.map(\.field) == ["maatregel"])
    }

    @Test("of a lifted measure nothing is owed: it takes no act and no step follows")
    func lifted() throws {
        var story = MeasureStory()
        #expect(story.refusal(of: .lift(reasons: ""), by: People.first)?.faults.map(\.field) == ["redenen"])

        let events = try story.act(.lift(reasons: "no mandate any more"), by: People.first, at: start + .hours(1))

        #expect(events == [.lifted(reasons: "no mandate any more", by: People.first, at: start + .hours(1))])
        #expect(story.measure.liftedAt == start + .hours(1))
        for command in [MeasureStory.state(.delivered, 1), MeasureStory.refuse(1), MeasureStory.justified, .lift(reasons: "again")]
        {
            let refusal = story.refusal(of: command)
            #expect(refusal?.code == .notNow)
            #expect(refusal?.faults.map(\.field) == ["maatregel"])
        }
        #expect(try story.tick(1, since: start, at: .latest).isEmpty)
    }

    @Test("each fact knows the one before it, and their order is that in which they become true")
    func facts() {
        #expect(MeasureFact.allCases.sorted() == [.delivered, .accepted, .carriedOut])
        #expect(MeasureFact.allCases.map(\.predecessor) == [nil, .delivered, .accepted])
        #expect(MeasureFact.allCases.map(\.rawValue) == ["delivered", "accepted", "carried-out"])
    }

    @Test("a measure is named for what it is about and who must carry it out")
    func names() {
        let id = CaseID(prefix: "CN", random: 1)

        #expect(MeasureStory.id.description == "trial/held/kvk:00000011")
        #expect(
            MeasureID(register: "content", caseID: id, decision: 2, party: People.telecom).description
                == "content/CN-1000-0000-0000/2/kvk:00000011"
        )
        #expect(MeasureID(stored: "trial/held/kvk:00000011") == MeasureStory.id)
        #expect(MeasureStory.id < MeasureID(stored: "trial/held/kvk:00000012"))
    }
}
