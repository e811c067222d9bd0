// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Exchange

@Suite("Floods of reports")
struct ReportFloodTests {
    private static let rule = FloodRule(mostPerHour: 3, mostPerDay: 5)
    private static let start = CaseStory.start

    private func count(_ times: Int, _ flood: inout ReportFlood, at now: Instant) -> [Bool] {
        (0..<times).map { _ in flood.count(at: now, under: Self.rule) }
    }

    @Test("reports beyond the limit of an hour or of a day are told apart; a new hour and a new day begin anew")
    func limits() {
        var flood = ReportFlood()
        #expect(count(4, &flood, at: Self.start) == [false, false, false, true])
        #expect(count(2, &flood, at: Self.start + .hours(1)) == [false, true], "five of the day, the sixth is beyond")
        #expect(count(3, &flood, at: Self.start + .days(1)) == [false, false, false])
    }

    @Test("all that wait are judged at once, by a person of another party, with reasons")
    func judging() throws {
        var flood = ReportFlood()
        func code(_ reasons: String, by warrant: Warrant) -> RefusalCode? {
            var copy = flood
            do throws(Refusal) {
                try copy.judge(takesIn: true, reasons: reasons, of: People.telecom, by: warrant)
                return nil
            } catch { return error.code }
        }
        #expect(code("r", by: People.first) == .notNow)
        for _ in 0..<3 { _ = flood.enqueue(at: Self.start) }
        #expect(flood.unjudged == 3 && flood.since == Self.start)
        #expect(code("r", by: People.system) == .personNeeded)
        #expect(code("r", by: People.providerPerson) == .wrongParty)
        #expect(code(" ", by: People.first) == .invalid)
        try flood.judge(takesIn: true, reasons: "r", of: People.telecom, by: People.first)
        #expect(flood.unjudged == 0 && flood.since == nil && flood.verdict?.end == 3)
        #expect(code("r", by: People.first) == .notNow)
    }

    @Test("a verdict is carried out in pieces, and what comes meanwhile waits for another one")
    func pieces() throws {
        var flood = ReportFlood()
        for _ in 0..<5 { _ = flood.enqueue(at: Self.start) }
        #expect(flood.due(most: 10).isEmpty)
        try flood.judge(takesIn: false, reasons: "r", of: People.telecom, by: People.first)
        #expect(flood.enqueue(at: Self.start + .hours(1)) == 5)
        #expect(flood.due(most: 3) == 0..<3)
        flood.dequeue(upTo: 3)
        #expect(flood.due(most: 3) == 3..<5)
        flood.dequeue(upTo: 5)
        #expect(flood.verdict == nil && flood.unjudged == 1 && flood.due(most: 3).isEmpty)
        try flood.judge(takesIn: true, reasons: "r", of: People.telecom, by: People.first)
        flood.dequeue(upTo: 6)
        #expect(flood.queue.isEmpty && flood.verdict == nil)
    }

    @Test("what is kept is read back")
    func kept() throws {
        var flood = ReportFlood()
        _ = count(4, &flood, at: Self.start)
        _ = flood.enqueue(at: Self.start)
        flood.countFalse()
        #expect(try ReportFlood(json: ReportFlood().json) == ReportFlood())
        #expect(try ReportFlood(json: flood.json) == flood)
        try flood.judge(takesIn: false, reasons: "r", of: People.telecom, by: People.first)
        #expect(try ReportFlood(json: flood.json) == flood)
    }

    @Test("a report beyond the limit is no task and cannot be decided on until it is taken in; else its case closes")
    func quarantine() throws {
        let story = try CaseStory.reported()
        let quarantined = try #require(Case.evolve(story.open, .quarantined(at: Self.start), in: Trial.register))
        #expect(story.decider.tasks(in: quarantined).isEmpty)
        #expect(throws: Refusal.self) {
            try story.decider.decide(CaseStory.block, in: quarantined, id: CaseStory.id, by: People.first, at: Self.start)
        }
        func end(_ takesIn: Bool) throws -> (Case, [CaseEvent]) {
            let events = try story.decider.decide(
                .endQuarantine(takesIn: takesIn, reasons: "r"), in: quarantined, id: CaseStory.id, by: People.first, at: Self.start)
            return (events.reduce(quarantined) { Case.evolve($0, $1, in: Trial.register) ?? $0 }, events)
        }
        let (taken, events) = try end(true)
        #expect(!taken.isQuarantined && story.decider.tasks(in: taken).keys.contains(.decide))
        let (closed, ending) = try end(false)
        #expect(closed.phase == .closed && closed.eraseAt != nil)
        for event in events + ending { #expect(try CaseEvent(json: event.json) == event) }
    }

    @Test("a report is judged to be false once, with reasons, by somebody else than who made it")
    func falseReport() throws {
        let story = try CaseStory.reported()
        func decide(_ command: CaseCommand, in state: Case, by warrant: Warrant) throws -> [CaseEvent] {
            try story.decider.decide(command, in: state, id: CaseStory.id, by: warrant, at: Self.start)
        }
        let events = try decide(.judgeFalse(1, reasons: "made up"), in: story.open, by: People.first)
        #expect(events.map(\.kind) == ["false-report"])
        #expect(try CaseEvent(json: events[0].json) == events[0])
        let after = try #require(Case.evolve(story.open, events[0], in: Trial.register))
        #expect(after.reports[0].isFalse && !story.open.reports[0].isFalse)
        #expect(throws: Refusal.self) { try decide(.judgeFalse(1, reasons: "again"), in: after, by: People.first) }
        #expect(throws: Refusal.self) { try decide(.judgeFalse(2, reasons: "x"), in: story.open, by: People.first) }
        #expect(throws: Refusal.self) { try decide(.judgeFalse(1, reasons: "x"), in: story.open, by: People.system) }
    }
}
