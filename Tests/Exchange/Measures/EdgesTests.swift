// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Exchange

@Suite("A party with several edges")
struct EdgesTests {
    private let at = MeasureStory.start

    private func standing(_ version: Int, _ edge: String) -> Measure.Standing {
        Measure.Standing(version: version, at: at, statedAt: at, edge: edge)
    }

    private func measure(_ stated: [(MeasureFact, Int, String)]) -> Measure {
        var measure = MeasureStory().measure
        for (fact, version, edge) in stated { measure.apply(.stated(fact, standing(version, edge), note: "")) }
        return measure
    }

    @Test("a version is in force when the last edge has it")
    func last() {
        let measure = measure([(.carriedOut, 5, "ams-1"), (.carriedOut, 3, "rtm-1")])

        #expect(measure.activeVersion == 3)
        #expect(measure.standings[.carriedOut]?.edge == "rtm-1")
        #expect(measure.firstOwedVersion == 4)
    }

    @Test("an edge that only received it holds the party back")
    func begun() {
        let measure = measure([(.carriedOut, 5, "ams-1"), (.delivered, 5, "rtm-1")])

        #expect(measure.activeVersion == 0)
        #expect(measure.standings[.carriedOut] == nil)
    }

    @Test("a retired edge no longer counts, and what it held back is in force")
    func retired() throws {
        var measure = measure([(.carriedOut, 5, "ams-1"), (.carriedOut, 2, "rtm-1")])
        measure.apply(.escalated(step: "reminder", basis: "b", version: 3, due: at, at: at))

        measure.apply(.edgeRetired("rtm-1", at: at))

        #expect(measure.activeVersion == 5)
        #expect(measure.steps == [], "the ladder begins anew")
    }

    @Test("an edge catching up to where the party stood changes nothing in the ladder")
    func noAdvance() {
        var measure = measure([(.carriedOut, 5, "ams-1"), (.carriedOut, 2, "rtm-1")])
        measure.apply(.escalated(step: "reminder", basis: "b", version: 3, due: at, at: at))

        measure.apply(.stated(.carriedOut, standing(6, "ams-1"), note: ""))
        #expect(measure.steps == ["reminder"])

        measure.apply(.stated(.carriedOut, standing(6, "rtm-1"), note: ""))
        #expect(measure.steps == [])
        #expect(measure.activeVersion == 6)
    }

    @Test("each edge states its facts in order and does not go back, whatever the others did")
    func orderPerEdge() throws {
        var story = MeasureStory()
        try story.carryOut(4)

        let ahead = story.refusal(of: MeasureStory.state(.carriedOut, 1, edge: "rtm-1"))
        try story.act(MeasureStory.state(.delivered, 1, edge: "rtm-1"))

        #expect(ahead?.code == .notNow)
        #expect(story.measure.edges["rtm-1"]?[.delivered]?.version == 1)
        #expect(story.measure.edges["ams-1"]?[.carriedOut]?.version == 4)
    }
}
