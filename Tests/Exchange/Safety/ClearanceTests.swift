// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Exchange

@Suite("What goes over a limit, and who judges it")
struct ClearanceTests {
    private static let now = CaseStory.start + .hours(2)
    private static let regulator = People.warrant(People.hub, "r-1", role: .regulator)

    /// A block that waits because it goes over a limit.
    private func waiting(_ causes: [WaitCause] = [.decision]) throws -> (story: CaseStory, state: Case) {
        let story = try CaseStory.blocked()
        let event = try #require(
            story.open.waits(.hold(Trial.list, "prohibited"), subjects: 1, causes: causes, at: Self.now))
        return (story, try #require(Case.evolve(story.open, event, in: Trial.register)))
    }

    private func code(_ command: CaseCommand, _ state: Case, _ story: CaseStory, by warrant: Warrant) -> RefusalCode? {
        do throws(Refusal) {
            _ = try story.decider.decide(command, in: state, id: CaseStory.id, by: warrant, at: Self.now)
            return nil
        } catch { return error.code }
    }

    private func after(_ command: CaseCommand, _ state: Case, _ story: CaseStory, by warrant: Warrant) throws -> (Case, [CaseEvent])
    {
        let events = try story.decider.decide(command, in: state, id: CaseStory.id, by: warrant, at: Self.now)
        return (events.reduce(state) { Case.evolve($0, $1, in: Trial.register) ?? $0 }, events)
    }

    @Test("whoever supervises, or a person of another party, judges it; not who decided, not his party, not a system")
    func who() throws {
        let (story, state) = try waiting()
        let clear = CaseCommand.clear(1, reasons: "right")
        #expect(code(clear, state, story, by: Self.regulator) == nil)
        #expect(code(clear, state, story, by: People.magistrate) == nil)
        #expect(code(clear, state, story, by: People.first) == .samePerson)
        #expect(code(clear, state, story, by: People.second) == .samePerson)
        #expect(code(clear, state, story, by: People.third) == .wrongParty)
        #expect(code(clear, state, story, by: People.system) == .personNeeded)
        #expect(code(.clear(1, reasons: ""), state, story, by: Self.regulator) == .invalid)
        #expect(code(.clear(2, reasons: "x"), state, story, by: Self.regulator) == .unknown)
    }

    @Test("what waits for a stop only is nobody's to clear")
    func stop() throws {
        let (story, state) = try waiting([.emergencyStop])
        #expect(code(.clear(1, reasons: "x"), state, story, by: Self.regulator) == .notNow)
        #expect(story.decider.tasks(in: state)[.clearance] == nil)
    }

    @Test("cleared it brings about what the decision did; it is a task until then")
    func cleared() throws {
        let (story, state) = try waiting()
        #expect(story.decider.tasks(in: state).keys.contains(.clearance))
        let (cleared, events) = try after(.clear(1, reasons: "right"), state, story, by: Self.regulator)
        let event = try #require(events.first)
        #expect(event.kind == "clearance" && events.count == 1)
        #expect(story.decider.effects(of: event, in: state) == [.hold(Trial.list, "prohibited")])
        #expect(story.decider.party(behind: event, in: state) == People.police)
        #expect(cleared.waitingChanges.isEmpty && cleared.inForce == 1)
        #expect(!story.decider.tasks(in: cleared).keys.contains(.clearance))
        #expect(code(.clear(1, reasons: "again"), cleared, story, by: Self.regulator) == .notNow)
        #expect(try CaseEvent(json: event.json) == event)
    }

    @Test("set aside it brings about nothing, the decision has no force, and the report waits for a decision again")
    func setAside() throws {
        let (story, state) = try waiting()
        let (aside, events) = try after(.setAside(1, reasons: "a wrong file"), state, story, by: Self.regulator)
        let event = try #require(events.first)
        #expect(event.kind == "set-aside" && story.decider.effects(of: event, in: state).isEmpty)
        #expect(aside.inForce == nil && aside.phase == .reported && aside.subjectsInForce == 0)
        #expect(aside.decisions[0].takenAt == nil, "nobody is told that it was taken")
        #expect(story.decider.tasks(in: aside).keys.contains(.decide))
        #expect(code(CaseStory.block, aside, story, by: People.first) == nil, "it can be decided anew")
        #expect(try CaseEvent(json: event.json) == event)
    }

    @Test("what was in force before a decision that is set aside is in force again")
    func former() throws {
        var story = try CaseStory.blocked()
        try story.act(CaseStory.watch, by: People.first, at: Self.now)
        if story.open.openProposal != nil { try story.act(.confirm(2), by: People.second, at: Self.now) }
        #expect(story.open.inForce == 2)
        let event = try #require(story.open.waits(.hold(Trial.list, "tracking"), subjects: 1, causes: [.party], at: Self.now))
        let state = try #require(Case.evolve(story.open, event, in: Trial.register))
        let (aside, _) = try after(.setAside(1, reasons: "no"), state, story, by: Self.regulator)
        #expect(aside.inForce == 1 && aside.phase == .inForce && aside.subjectsInForce == 1)

        let first = WaitingChange(
            number: 2, decision: 1, what: .list(Trial.list, "prohibited"), subjects: 1, causes: [.party], at: Self.now)
        let both = try #require(Case.evolve(state, .waits(first), in: Trial.register))
        let (one, _) = try after(.setAside(2, reasons: "no"), both, story, by: Self.regulator)
        #expect(one.inForce == 2)
        let (none, _) = try after(.setAside(1, reasons: "no"), one, story, by: Self.regulator)
        #expect(none.inForce == nil && none.phase == .reported, "what was set aside is not in force again")
    }

    @Test("a release is let go and not set aside, though its case is closed")
    func release() throws {
        var story = try CaseStory.blocked()
        let event = try #require(story.open.waits(.release, subjects: 1, causes: [.shrink], at: Self.now))
        try story.act(CaseStory.release, by: People.third, at: Self.now)
        let state = try #require(Case.evolve(story.open, event, in: Trial.register))
        #expect(story.decider.tasks(in: state).keys.contains(.clearance))
        #expect(code(.setAside(1, reasons: "x"), state, story, by: Self.regulator) == .notNow)
        let (_, events) = try after(.clear(1, reasons: "x"), state, story, by: Self.regulator)
        #expect(story.decider.effects(of: try #require(events.first), in: state) == [.release])
    }
}
