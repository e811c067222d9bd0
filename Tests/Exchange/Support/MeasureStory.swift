// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// A provider's standing measure over the trial list, told act by act.
struct MeasureStory {
    /// When it was laid.
    static let start = CaseStory.start
    static let id = MeasureID(register: Trial.register, list: Trial.list, party: People.telecom)
    static let decider = MeasureDecider(rule: Trial.measureRule)

    private(set) var measure = Measure(
        id: id, register: Trial.register, addressee: People.telecom, target: .list(Trial.list), basis: "b", imposedAt: start
    )
    private(set) var events: [MeasureEvent] = []

    /// Does what is asked; it must be accepted.
    @discardableResult
    mutating func act(_ command: MeasureCommand, by warrant: Warrant = People.provider, at now: Instant = start) throws
        -> [MeasureEvent]
    {
        let new = try MeasureStory.decider.decide(command, in: measure, by: warrant, at: now)
        for event in new { measure.apply(event) }
        events += new
        return new
    }

    /// Why something is refused; nil when it is not.
    func refusal(of command: MeasureCommand, by warrant: Warrant = People.provider, at now: Instant = start) -> Refusal? {
        do throws(Refusal) {
            _ = try MeasureStory.decider.decide(command, in: measure, by: warrant, at: now)
            return nil
        } catch {
            return error
        }
    }

    /// States all three facts of a version.
    mutating func carryOut(_ version: Int, at now: Instant = start) throws {
        for fact in MeasureFact.allCases { try act(MeasureStory.state(fact, version), at: now) }
    }

    /// The names of the steps the clock takes, given an outstanding version.
    mutating func tick(_ version: Int, since: Instant, at now: Instant) throws -> [String] {
        try act(.tick(OutstandingVersion(version: version, since: since)), by: People.clock, at: now).compactMap {
            if case .escalated(let step, _, _, _, _, _, _) = $0 { step } else { nil }
        }
    }

    static func statement(
        _ fact: MeasureFact, _ version: Int, of measure: MeasureID = id, at stated: Instant = start - .seconds(1),
        edge: String = "ams-1"
    ) -> FactStatement {
        FactStatement(
            origin: "hub.example/trial", measure: measure, fact: fact, version: version, treeSize: 20_311,
            root: MerkleHash.leaf([7]),
            at: stated, edge: edge
        )
    }

    /// A statement, where ten versions are published.
    static func state(
        _ fact: MeasureFact, _ version: Int, published: Int = 10, edge: String = "ams-1"
    ) -> MeasureCommand {
        .state(statement(fact, version, edge: edge), note: "note \(version)", published: published)
    }

    static func refuse(_ version: Int, ground: RefusalGround = "wrong", explanation: String = "it is ours", published: Int = 10)
        -> MeasureCommand
    {
        .refuse(version: version, ground: ground, explanation: explanation, published: published)
    }

    /// An acceptance by hand, where ten versions are published.
    static func accept(_ version: Int, published: Int = 10) -> MeasureCommand { .accept(version: version, published: published) }

    /// Carrying out by hand, where ten versions are published.
    static func carryOut(_ version: Int, how: String = "typed over and checked", published: Int = 10) -> MeasureCommand {
        .carryOut(version: version, how: how, published: published)
    }

    static let justified = MeasureCommand.judge(isJustified: true, reasons: "indeed")
    static let unjustified = MeasureCommand.judge(isJustified: false, reasons: "not at all")
}
