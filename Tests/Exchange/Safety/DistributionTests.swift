// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Exchange

@Suite("Distribution of lists: the emergency stop")
struct DistributionTests {
    private static let start = CaseStory.start

    private func after(_ commands: [(DistributionCommand, Warrant, Instant)]) throws -> Distribution {
        var state = Distribution()
        for (command, warrant, now) in commands {
            for event in try DistributionDecider.decide(command, in: state, by: warrant, at: now) { state.apply(event) }
        }
        return state
    }

    private func code(_ command: DistributionCommand, in state: Distribution, by warrant: Warrant) -> RefusalCode? {
        do throws(Refusal) {
            _ = try DistributionDecider.decide(command, in: state, by: warrant, at: Self.start)
            return nil
        } catch { return error.code }
    }

    @Test("one person stops, with reasons; another person ends it")
    func twoPersons() throws {
        let stopped = try after([(.stop(reasons: "wrong list"), People.first, Self.start)])
        #expect(stopped.stop?.number == 1 && stopped.stop?.at == Self.start && stopped.holdsBack)
        #expect(stopped.stop?.reasons == "wrong list" && stopped.stop?.warrant == People.first)

        #expect(code(.resume(1, reasons: "over"), in: stopped, by: People.first) == .samePerson)
        #expect(code(.resume(1, reasons: "over"), in: stopped, by: People.namesake) == nil, "the same number at another party")
        #expect(code(.resume(1, reasons: " "), in: stopped, by: People.second) == .invalid)
        #expect(code(.resume(2, reasons: "over"), in: stopped, by: People.second) == .unknown)
        #expect(code(.stop(reasons: "again"), in: stopped, by: People.second) == .notNow)

        let ended = try after([
            (.stop(reasons: "wrong list"), People.first, Self.start),
            (.resume(1, reasons: "over"), People.second, Self.start + .hours(2)),
        ])
        #expect(ended.stop == nil && !ended.holdsBack && ended.resumedAt == Self.start + .hours(2))
        #expect(code(.resume(1, reasons: "over"), in: ended, by: People.second) == .notNow)
    }

    @Test("a system neither stops nor ends, and nothing is ended that was never stopped")
    func persons() throws {
        #expect(code(.stop(reasons: "x"), in: Distribution(), by: People.system) == .personNeeded)
        #expect(code(.stop(reasons: ""), in: Distribution(), by: People.first) == .invalid)
        #expect(code(.resume(1, reasons: "x"), in: Distribution(), by: People.first) == .unknown)
    }

    @Test("a second stop has the next number, and what was stopped before is remembered")
    func again() throws {
        let state = try after([
            (.stop(reasons: "one"), People.first, Self.start), (.resume(1, reasons: "x"), People.second, Self.start + .hours(1)),
            (.stop(reasons: "two"), People.second, Self.start + .hours(5)),
        ])
        #expect(state.stop?.number == 2 && state.resumedAt == nil)
        #expect(
            state.pauses == [
                .init(from: Self.start, until: Self.start + .hours(1)), .init(from: Self.start + .hours(5), until: nil),
            ])
    }

    @Test("places in the queue come one after another, and begin again when it is empty")
    func queue() {
        var state = Distribution()
        #expect((0..<3).map { _ in state.enqueue() } == [0, 1, 2])
        #expect(state.queue == 0..<3 && state.holdsBack)
        state.dequeue(upTo: 2)
        #expect(state.queue == 2..<3 && state.enqueue() == 3)
        state.dequeue(upTo: 4)
        #expect(state.queue.isEmpty && !state.holdsBack && state.enqueue() == 0)
    }

    @Test("a term that runs when the stop comes begins anew at its end; one that was over stays over, a later one is untouched")
    func terms() throws {
        let term = Term.plain(.hours(1))
        let state = try after([
            (.stop(reasons: "x"), People.first, Self.start + .minutes(30)),
            (.resume(1, reasons: "x"), People.second, Self.start + .hours(10)),
        ])
        let later = Self.start + .days(2)
        #expect(state.start(of: term, from: Self.start, at: later) == Self.start + .hours(10))
        #expect(state.start(of: term, from: Self.start - .hours(2), at: later) == Self.start - .hours(2))
        #expect(state.start(of: term, from: Self.start + .hours(12), at: later) == Self.start + .hours(12))
        let lasting = try after([(.stop(reasons: "x"), People.first, Self.start + .minutes(30))])
        #expect(lasting.start(of: term, from: Self.start, at: later) == later, "during a stop it does not get on")
        #expect(lasting.owed(since: Self.start, at: later) == later && state.owed(since: Self.start, at: later) != later)
    }

    @Test("what is kept beside the log is read back, whatever happened")
    func kept() throws {
        var state = try after([
            (.stop(reasons: "one"), People.first, Self.start), (.resume(1, reasons: "x"), People.second, Self.start + .hours(1)),
            (.stop(reasons: "two"), People.second, Self.start + .hours(5)),
        ])
        for _ in 0..<5 { _ = state.enqueue() }
        for kept in [Distribution(), state] {
            let bytes = kept.json.canonical()
            #expect(try Distribution(json: JSON(parsing: bytes, limits: JSONLimits(bytes: 1 << 16, depth: 8))) == kept)
        }
        #expect(throws: MalformedRecord.self) { try Distribution(json: ["first": 3, "next": 2, "stops": 0, "pauses": []]) }
    }

    @Test("each event is read back from its payload, and its kind names the act")
    func events() throws {
        let events: [DistributionEvent] = [
            .stopped(.init(number: 3, reasons: "r", warrant: People.first, at: Self.start)),
            .resumed(number: 3, reasons: "s", by: People.second, at: Self.start),
        ]
        #expect(events.map(\.kind) == ["emergency-stop", "emergency-stop-end"])
        for event in events { #expect(try DistributionEvent(json: event.json) == event) }
        #expect(throws: MalformedRecord.self) {
            try DistributionEvent(json: ["event": "other", "at": "2026-03-02T09:00:00Z"])
        }
    }
}
