// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Exchange

@Suite("What persons of the addressee state by hand")
struct HandTests {
    private let start = MeasureStory.start
    private let person = People.providerPerson

    private func byHand(_ version: Int, at: Instant? = nil) -> Measure.Standing {
        Measure.Standing(version: version, at: at ?? start, statedAt: at ?? start, edge: "")
    }

    @Test("a person accepts and carries out, and the entries say that a person did, how, and by which warrant")
    func entered() throws {
        var story = MeasureStory()

        let accepted = try story.act(MeasureStory.accept(3), by: person)
        let carriedOut = try story.act(MeasureStory.carryOut(3, how: "by the old machine"), by: person)

        #expect(accepted == [.statedByHand(.accepted, byHand(3), how: nil, by: person)])
        #expect(carriedOut == [.statedByHand(.carriedOut, byHand(3), how: "by the old machine", by: person)])
        #expect(accepted.map(\.kind) + carriedOut.map(\.kind) == ["accepted-by-hand", "carried-out-by-hand"])
        let payload = try #require(carriedOut.first).json(of: MeasureStory.id)
        #expect(payload["how"] == "by the old machine" && payload["version"] == 3 && payload["note"] == nil)
        #expect(payload["warrant"]?["person"] == "t-1" && payload["event"] == "carried-out-by-hand")
        #expect(try #require(accepted.first).json(of: MeasureStory.id)["how"] == nil)
    }

    @Test("without an edge it counts, marked; the ladder begins anew and an overtaken refusal is moot")
    func counts() throws {
        var story = MeasureStory()
        _ = try story.tick(1, since: start, at: start + .days(1))
        try story.act(MeasureStory.refuse(1))
        #expect(story.measure.steps.isEmpty == false)

        try story.act(MeasureStory.accept(2), by: person)
        #expect(story.measure.activeVersion == 0)
        try story.act(MeasureStory.carryOut(2), by: person)

        #expect(story.measure.activeVersion == 2 && story.measure.firstOwedVersion == 3)
        #expect(story.measure.standings[.carriedOut]?.isByHand == true)
        #expect(story.measure.standings[.delivered] == nil, "no edge received anything")
        #expect(story.measure.steps.isEmpty && story.measure.refusal == nil)
        #expect(story.measure.counting == [""])
    }

    @Test("where an edge counts a person's word changes nothing, also when it came first")
    func besideAnEdge() throws {
        var story = MeasureStory()
        try story.act(MeasureStory.accept(5), by: person)
        try story.act(MeasureStory.carryOut(5), by: person)

        try story.carryOut(3)
        #expect(story.measure.activeVersion == 3 && story.measure.counting == ["ams-1"])
        #expect(story.measure.standings[.carriedOut]?.isByHand == false)

        _ = try story.tick(4, since: start, at: start + .days(1))
        let steps = story.measure.steps
        try story.act(MeasureStory.accept(7), by: person)
        try story.act(MeasureStory.carryOut(7), by: person)
        #expect(story.measure.activeVersion == 3 && story.measure.firstOwedVersion == 4)
        #expect(story.measure.steps == steps && !steps.isEmpty)
        #expect(story.measure.byHand[.carriedOut]?.version == 7)
    }

    @Test("when the last edge is retired, what persons stated counts")
    func afterTheLastEdge() throws {
        var story = MeasureStory()
        try story.carryOut(3)
        try story.act(MeasureStory.accept(6), by: person)
        try story.act(MeasureStory.carryOut(6), by: person)

        try story.act(.retire(edge: "ams-1"))

        #expect(story.measure.activeVersion == 6)
        #expect(story.measure.standings[.carriedOut]?.isByHand == true)
    }

    @Test("of a version that the edges proved nothing is stated by hand")
    func proved() throws {
        var story = MeasureStory()
        try story.carryOut(4)
        try story.act(MeasureStory.accept(5), by: person)

        let refusal = story.refusal(of: MeasureStory.carryOut(4), by: person)

        #expect(refusal?.code == .notNow && refusal?.faults.map(\.field) == ["versie"])
        #expect(story.refusal(of: MeasureStory.carryOut(5), by: person) == nil)
    }

    @Test("carrying out comes after accepting, by a person or by the edges")
    func order() throws {
        var story = MeasureStory()
        #expect(story.refusal(of: MeasureStory.carryOut(1), by: person)?.faults == [Fault("feit", "Accept this version first.")])

        try story.act(MeasureStory.accept(1), by: person)
        #expect(story.refusal(of: MeasureStory.carryOut(2), by: person)?.code == .notNow)
        #expect(story.refusal(of: MeasureStory.carryOut(1), by: person) == nil)

        var edge = MeasureStory()
        for fact in [MeasureFact.delivered, .accepted] { try edge.act(MeasureStory.state(fact, 4)) }
        #expect(edge.refusal(of: MeasureStory.carryOut(4), by: person) == nil)
    }

    @Test("a statement does not go back, not beyond what is published, and repeated it enters nothing")
    func bounds() throws {
        var story = MeasureStory()
        try story.act(MeasureStory.accept(4), by: person)
        try story.act(MeasureStory.carryOut(4), by: person)

        for command in [MeasureStory.accept(3), MeasureStory.carryOut(3)] {
            #expect(story.refusal(of: command, by: person)?.code == .notNow)
        }
        for version in [-1, 0, 11] {
            for command in [MeasureStory.accept(version), MeasureStory.carryOut(version)] {
                let refusal = story.refusal(of: command, by: person)
                #expect(refusal?.code == .invalid && refusal?.faults.map(\.field) == ["versie"])
            }
        }
        #expect(story.refusal(of: .accept(version: 1, published: 0), by: person)?.code == .invalid)
        let before = story.measure
        #expect(try story.act(MeasureStory.accept(4), by: person, at: start + .days(1)).isEmpty)
        #expect(try story.act(MeasureStory.carryOut(4), by: person, at: start + .days(1)).isEmpty)
        #expect(story.measure == before)
    }

    @Test("it takes a named person of the addressee, and words that say how")
    func who() throws {
        var story = MeasureStory()
        try story.act(MeasureStory.accept(2), by: person)

        for command in [MeasureStory.accept(3), MeasureStory.carryOut(2)] {
            #expect(story.refusal(of: command, by: People.provider)?.code == .personNeeded)
            #expect(story.refusal(of: command, by: People.first)?.code == .wrongParty)
            #expect(story.refusal(of: command, by: People.citizen)?.code == .wrongParty)
        }
        for how in ["", String(repeating: "x", count: CaseDecider.mostReasonBytes + 1)] {
            #expect(story.refusal(of: MeasureStory.carryOut(2, how: how), by: person)?.faults.map(\.field) == ["hoe"])
        }
        try story.act(.lift(reasons: "ended"), by: People.first)
        #expect(story.refusal(of: MeasureStory.accept(3), by: person)?.code == .notNow)
        #expect(story.refusal(of: MeasureStory.carryOut(2), by: person)?.code == .notNow)
    }

    @Test("a version of which the refusal is being judged is not accepted")
    func refused() throws {
        var story = MeasureStory()
        try story.act(MeasureStory.refuse(3))

        #expect(story.refusal(of: MeasureStory.accept(3), by: person)?.code == .notNow)
        #expect(story.refusal(of: MeasureStory.accept(2), by: person) == nil)
        try story.act(MeasureStory.unjustified, by: People.first)
        #expect(story.refusal(of: MeasureStory.accept(3), by: person) == nil)
    }

    @Test("times are those of the edges; of persons only where no edge counts")
    func times() {
        let version = ComplianceTimes.Version(number: 1, isRelease: false, at: start)
        let statements = [byHand(1, at: start + .seconds(5)), edge(1, at: start + .seconds(50))]
        func times(_ counting: [String]) -> ComplianceTimes {
            ComplianceTimes(
                of: [version], statements: statements, edges: counting, due: { $0 + .seconds(60) }, imposedAt: start,
                now: start + .days(1))
        }
        var measure = MeasureStory().measure
        #expect(times(measure.counting).listing?.worst == .seconds(5))
        measure.apply(.stated(.carriedOut, edge(1, at: start + .seconds(50)), note: ""))
        #expect(times(measure.counting).listing?.worst == .seconds(50))
    }

    private func edge(_ version: Int, at: Instant) -> Measure.Standing {
        Measure.Standing(version: version, at: at, statedAt: at, edge: "ams-1")
    }
}
