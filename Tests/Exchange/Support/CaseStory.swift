// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

/// One case under the trial policy, told act by act.
struct CaseStory {
    static let id = CaseID(prefix: "TR", random: 0x0123_4567_89AB_CDE)
    /// When every story begins, a Monday.
    static let start = Trial.at("2026-03-02T09:00:00Z")

    let decider: CaseDecider
    private(set) var state: Case?
    private(set) var events: [CaseEvent] = []

    init(_ policy: RegisterPolicy = Trial.policy) {
        decider = CaseDecider(policy: policy)
    }

    /// The case, which must have begun.
    var open: Case {
        guard let state else { preconditionFailure("the story has not begun") }
        return state
    }

    /// Does what is asked; it must be accepted.
    @discardableResult
    mutating func act(_ command: CaseCommand, by warrant: Warrant, at now: Instant) throws -> [CaseEvent] {
        let new = try decider.decide(command, in: state, id: CaseStory.id, by: warrant, at: now)
        for event in new { state = Case.evolve(state, event, in: Trial.register) }
        events += new
        return new
    }

    /// Why something is refused; nil when it is not. Nothing is entered.
    func refusal(of command: CaseCommand, by warrant: Warrant, at now: Instant) -> Refusal? {
        do throws(Refusal) {
            _ = try decider.decide(command, in: state, id: CaseStory.id, by: warrant, at: now)
            return nil
        } catch {
            return error
        }
    }

    /// The refusal's code.
    func code(of command: CaseCommand, by warrant: Warrant, at now: Instant) -> RefusalCode? {
        refusal(of: command, by: warrant, at: now)?.code
    }

    func tick(at now: Instant) throws -> [CaseEvent] {
        try decider.decide(.tick, in: state, id: CaseStory.id, by: People.clock, at: now)
    }
}

extension CaseStory {
    static func subjects(_ values: String...) -> [Subject] { values.map { Subject(kind: "thing", value: $0) } }

    /// A claim about things that are not in the case yet.
    static func claim(_ values: String..., known: Set<Subject> = []) -> CaseCommand {
        .report(
            "claim", subjects: values.map { Subject(kind: "thing", value: $0) }, known: known, details: ["note": "n"],
            secretHash: nil)
    }

    static let sequel = CaseCommand.report("sequel", subjects: [], known: [], details: [:], secretHash: nil)
    static let block = CaseCommand.decide("block", reasons: "stolen", addressees: [])
    static let watch = CaseCommand.decide("watch", reasons: "suspect", addressees: [])
    static let release = CaseCommand.decide("release", reasons: "found", addressees: [])
    static let dismiss = CaseCommand.decide("dismiss", reasons: "no crime", addressees: [])
    static let order = CaseCommand.decide("order", reasons: "remove it", addressees: [People.telecom])
    static let objection = CaseCommand.object(grounds: "it is mine")

    /// That a thing was seen by the one edge there is.
    static func sighting(_ value: String = "a", at moment: Instant, area: String? = nil) -> Sighting {
        Sighting(subject: Subject(kind: "thing", value: value), seenAt: moment, area: area, edge: "edge-1")
    }

    /// Reported at the start.
    static func reported() throws -> CaseStory {
        var story = CaseStory()
        try story.act(claim("a"), by: People.citizen, at: start)
        return story
    }

    /// Reported, and a block proposed by `first` an hour later.
    static func proposed() throws -> CaseStory {
        var story = try reported()
        try story.act(block, by: People.first, at: start + .hours(1))
        return story
    }

    /// Blocked by `first` and `second`, two hours after the start.
    static func blocked() throws -> CaseStory {
        var story = try proposed()
        try story.act(.confirm(1), by: People.second, at: start + .hours(2))
        return story
    }

    /// Blocked, and objected to a day after the start.
    static func objected() throws -> CaseStory {
        var story = try blocked()
        try story.act(objection, by: People.citizen, at: start + .days(1))
        return story
    }

    /// Blocked and released, three hours after the start.
    static func closed() throws -> CaseStory {
        var story = try blocked()
        try story.act(release, by: People.third, at: start + .hours(3))
        return story
    }

    /// Released, and past its retention term.
    static func erased() throws -> CaseStory {
        var story = try closed()
        try story.act(.tick, by: People.clock, at: start + .days(366))
        return story
    }
}
