// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("A case is what its entries tell")
struct ReplayTests {
    @Test("replaying the entries of a random history gives the case that deciding gave", arguments: 0..<200)
    func replay(seed: Int) throws {
        var random = RandomCase(seed: UInt64(3_000 + seed))
        for _ in 0..<60 { _ = random.step() }
        let entries = random.story.events.map { $0.json.canonical() }

        var told: Case?
        for entry in entries {
            told = Case.evolve(told, try CaseEvent(json: JSON(parsing: entry)), in: Trial.register)
        }

        #expect(told != nil)
        #expect(told == random.story.state)
    }

    @Test("a refused command leaves no trace: deciding is a function of case, command, warrant and moment")
    func pure() throws {
        let story = try CaseStory.blocked()
        let now = CaseStory.start + .hours(4)

        let once = try story.decider.decide(CaseStory.release, in: story.state, id: CaseStory.id, by: People.first, at: now)
        #expect(story.refusal(of: CaseStory.block, by: People.first, at: now) != nil)
        let again = try story.decider.decide(CaseStory.release, in: story.state, id: CaseStory.id, by: People.first, at: now)

        #expect(once == again)
        #expect(try CaseStory.blocked().state == story.state)
    }

    @Test("an entry that names a decision the case does not have changes nothing", arguments: [-1, 0, 2, 9_007_199_254_740_991])
    func strayDecision(number: Int) throws {
        let now = CaseStory.start + .hours(3)
        let warrant = People.first
        let before = try CaseStory.proposed().open
        let events: [CaseEvent] = [
            .rejected(number: number, reasons: "r", by: warrant, at: now),
            .lapsed(number: number, at: now),
            .objected(
                try object(["decision": .integer(Int64(number))])
            ),
        ]

        for event in events {
            var state = before
            state.apply(event)
            #expect(state == before, "\(event.kind)")
        }
    }

    @Test("a decision whose number leaves a gap changes nothing", arguments: [-1, 0, 3, 9_007_199_254_740_991])
    func strayTaking(number: Int) throws {
        let taken = try #require(CaseStory.blocked().events.last)
        var members = try #require(taken.json.object)
        members["number"] = .integer(Int64(number))
        let before = try CaseStory.proposed().open
        var state = before

        state.apply(try CaseEvent(json: .object(members)))

        #expect(state == before)
    }

    @Test("an entry that names an objection the case does not have changes nothing, in the case or outside", arguments: [-1, 0, 2])
    func strayObjection(number: Int) throws {
        let story = try CaseStory.objected()
        let now = CaseStory.start + .days(2)
        let decided = CaseEvent.objectionDecided(number: number, upheld: true, reasons: "r", by: People.third, at: now)

        for event in [decided, .objectionOverdue(number: number, at: now)] {
            var state = story.open
            state.apply(event)
            #expect(state == story.open, "\(event.kind)")
        }
        #expect(story.decider.effects(of: decided, in: story.state).isEmpty)
        #expect(story.decider.effects(of: decided, in: nil).isEmpty)
    }

    /// The objection of a story, with members replaced.
    private func object(_ changes: JSONObject) throws -> CaseEvent.Objected {
        var members = try #require(CaseStory.objected().events.last?.json.object)
        for change in changes { members[change.key] = change.value }
        guard case .objected(let objected) = try CaseEvent(json: .object(members)) else { throw StoryFault() }
        return objected
    }
}
