// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("A measure can be refused, on a ground")
struct MeasureRefusalTests {
    private let start = MeasureStory.start

    @Test("a refusal names the version, the ground and an explanation, and waits to be judged")
    func refuses() throws {
        var story = MeasureStory()

        let events = try story.act(MeasureStory.refuse(2), at: start)

        #expect(events == [.refused(version: 2, ground: "wrong", explanation: "it is ours", by: People.provider, at: start)])
        #expect(story.measure.refusal == Measure.Refused(version: 2, ground: "wrong", explanation: "it is ours", at: start))
        #expect(story.measure.refusal?.isJustified == nil)
    }

    @Test("all faults of a refusal are named at once")
    func faults() {
        let refusal = MeasureStory().refusal(of: MeasureStory.refuse(11, ground: "no-time", explanation: ""))

        #expect(refusal?.code == .invalid)
        #expect(refusal?.faults.map(\.field) == ["grond", "versie", "toelichting"])
        #expect(refusal?.faults.first?.reason == "Choose one of: failure, wrong.")
    }

    @Test("a version is refused from 1 to the newest", arguments: [(0, false), (-1, false), (1, true), (10, true), (11, false)])
    func versions(version: Int, fits: Bool) {
        let refusal = MeasureStory().refusal(of: MeasureStory.refuse(version))

        #expect(refusal?.faults.map(\.field) == (fits ? nil : ["versie"]))
    }

    @Test("an explanation has at most 8,000 bytes", arguments: [(8_000, true), (8_001, false)])
    func explanation(length: Int, fits: Bool) {
        let text = String(repeating: "e", count: length)

        #expect((MeasureStory().refusal(of: MeasureStory.refuse(1, explanation: text)) == nil) == fits)
    }

    @Test("what is carried out can no longer be refused")
    func carriedOut() throws {
        var story = MeasureStory()
        try story.carryOut(5)

        #expect(story.refusal(of: MeasureStory.refuse(5))?.code == .notNow)
        #expect(story.refusal(of: MeasureStory.refuse(6)) == nil)
    }

    @Test("while a refusal is being judged there is no second one; afterwards there is")
    func oneAtATime() throws {
        var story = MeasureStory()
        try story.act(MeasureStory.refuse(1))
        #expect(story.refusal(of: MeasureStory.refuse(2))?.faults.map(\.field) == ["weigering"])

        try story.act(MeasureStory.unjustified, by: People.first)

        #expect(story.refusal(of: MeasureStory.refuse(2)) == nil)
    }

    @Test("the authority judges an open refusal once, with reasons")
    func judges() throws {
        var story = MeasureStory()
        #expect(story.refusal(of: MeasureStory.justified, by: People.first)?.code == .notNow)
        try story.act(MeasureStory.refuse(1))
        #expect(story.refusal(of: .judge(isJustified: true, reasons: " "), by: People.first)?.faults.map(\.field) == ["redenen"])

        let events = try story.act(MeasureStory.justified, by: People.first, at: start + .hours(1))

        #expect(events == [.judged(isJustified: true, reasons: "indeed", by: People.first, at: start + .hours(1))])
        #expect(story.measure.refusal?.isJustified == true)
        #expect(story.measure.refusal?.judgedAt == start + .hours(1))
        #expect(story.refusal(of: MeasureStory.unjustified, by: People.first)?.code == .notNow)
    }

    @Test("a party cannot judge its own refusal, in any role")
    func ownRefusal() throws {
        var story = MeasureStory()
        try story.act(MeasureStory.refuse(1))
        let hat = People.warrant(People.telecom, "t-9", role: .regulator)

        for warrant in [People.provider, People.providerPerson, hat] {
            #expect(story.refusal(of: MeasureStory.justified, by: warrant)?.code == .wrongParty)
        }
        #expect(story.refusal(of: MeasureStory.justified, by: People.otherProvider) == nil)
    }

    @Test("carrying out the refused version or a later one ends the refusal; an earlier one does not")
    func overtaken() throws {
        var story = MeasureStory()
        try story.act(MeasureStory.refuse(5))

        try story.carryOut(4)
        #expect(story.measure.refusal?.version == 5)

        try story.carryOut(5)
        #expect(story.measure.refusal == nil)
    }

    @Test("delivery and acceptance of the refused version do not end the refusal")
    func stillRefused() throws {
        var story = MeasureStory()
        try story.act(MeasureStory.refuse(5))

        try story.act(MeasureStory.state(.delivered, 6))
        try story.act(MeasureStory.state(.accepted, 6))

        #expect(story.measure.refusal?.version == 5)
    }
}
