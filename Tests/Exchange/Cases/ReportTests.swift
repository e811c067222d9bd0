// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("Reports open cases and follow on them")
struct ReportTests {
    private let start = CaseStory.start

    @Test("a first report opens a case with its number, register, moment and subjects")
    func opens() throws {
        var story = CaseStory()

        let events = try story.act(CaseStory.claim("a", "b"), by: People.citizen, at: start)

        #expect(events.map(\.kind) == ["report"])
        let state = story.open
        #expect(state.id == CaseStory.id)
        #expect(state.register == Trial.register)
        #expect(state.openedAt == start)
        #expect(state.subjectCount == 2)
        #expect(state.phase == .reported)
        #expect(state.reports.map(\.number) == [1])
        #expect(state.reports.first?.subjectCount == 2)
        #expect(state.reports.first?.warrant == People.citizen)
        #expect(state.reports.first?.details == ["note": "n"])
        #expect(story.decider.nextDue(state) == nil)
    }

    @Test("a report of the same subject joins the open case and adds only the subjects it did not have")
    func joins() throws {
        var story = try CaseStory.reported()
        let known = Set(CaseStory.subjects("a"))
        let again = CaseCommand.report("claim", subjects: CaseStory.subjects("a", "b"), known: known, details: [:], secretHash: nil)

        let events = try story.act(again, by: People.provider, at: start + .hours(1))

        guard case .reported(let reported) = try #require(events.first) else { throw StoryFault() }
        #expect(reported.number == 2)
        #expect(reported.subjects == CaseStory.subjects("b"))
        #expect(story.open.subjectCount == 2)
        #expect(story.open.reports.map(\.subjectCount) == [1, 1])
        #expect(story.open.openedAt == start)
    }

    @Test("a report keeps the hash of the secret with which it is followed")
    func secret() throws {
        let hash = MerkleHash.leaf([1, 2, 3])
        var story = CaseStory()

        try story.act(
            .report("claim", subjects: CaseStory.subjects("a"), known: [], details: [:], secretHash: hash), by: People.citizen,
            at: start
        )

        #expect(story.open.reports.first?.secretHash == hash)
    }

    @Test("a following report joins the case and adds no subject")
    func follows() throws {
        var story = try CaseStory.blocked()

        try story.act(CaseStory.sequel, by: People.citizen, at: start + .days(2))

        #expect(story.open.reports.map(\.kind) == ["claim", "sequel"])
        #expect(story.open.subjectCount == 1)
        #expect(story.open.phase == .inForce)
    }

    @Test("a following report needs a case to follow on, and names no subjects")
    func followsSomething() throws {
        let named = CaseCommand.report("sequel", subjects: CaseStory.subjects("a"), known: [], details: [:], secretHash: nil)

        let nothing = CaseStory().refusal(of: CaseStory.sequel, by: People.citizen, at: start)
        let subjects = try CaseStory.reported().refusal(of: named, by: People.citizen, at: start)

        #expect(nothing?.code == .unknown)
        #expect(nothing?.faults.map(\.field) == ["zaak"])
        #expect(subjects?.code == .invalid)
        #expect(subjects?.faults.map(\.field) == ["onderwerpen"])
    }

    @Test("a report of a kind the register does not know is refused, and the refusal names the kinds")
    func unknownKind() {
        let command = CaseCommand.report("rumour", subjects: CaseStory.subjects("a"), known: [], details: [:], secretHash: nil)

        let refusal = CaseStory().refusal(of: command, by: People.citizen, at: start)

        #expect(refusal?.faults == [Fault("soort", "Choose one of: claim, notice, sequel.")])
    }

    @Test("a kind without a public basis is closed to citizens")
    func publicBasis() {
        let notice = CaseCommand.report("notice", subjects: CaseStory.subjects("a"), known: [], details: [:], secretHash: nil)

        let refusal = CaseStory().refusal(of: notice, by: People.citizen, at: start)

        #expect(refusal?.code == .noMandate)
        #expect(refusal?.faults == [Fault("soort", "Open to: police.")])
        #expect(CaseStory().refusal(of: notice, by: People.system, at: start) == nil)
    }

    @Test("a party reports only what its role may report")
    func roles() {
        let refusal = CaseStory().refusal(of: CaseStory.claim("a"), by: People.magistrate, at: start)

        #expect(refusal?.code == .noMandate)
        #expect(refusal?.faults == [Fault("soort", "Open to: citizen, police, provider.")])
        #expect(CaseStory().refusal(of: CaseStory.claim("a"), by: People.provider, at: start) == nil)
    }

    @Test("a report names from one subject to as many as its kind allows, each once")
    func bounds() {
        let cases: [(CaseCommand, Bool)] = [
            (CaseStory.claim(), false), (CaseStory.claim("a"), true), (CaseStory.claim("a", "b", "c"), true),
            (CaseStory.claim("a", "b", "c", "d"), false), (CaseStory.claim("a", "a"), false),
        ]
        for (command, fits) in cases {
            let refusal = CaseStory().refusal(of: command, by: People.citizen, at: start)
            #expect(refusal?.faults.map(\.field) == (fits ? nil : ["onderwerpen"]), "\(command)")
        }
    }

    @Test("a closed case takes no report, of either stage")
    func closedCase() throws {
        let story = try CaseStory.closed()

        for command in [CaseStory.claim("b"), CaseStory.sequel] {
            let refusal = story.refusal(of: command, by: People.citizen, at: start + .days(1))
            #expect(refusal?.code == .notNow)
            #expect(refusal?.faults.map(\.field) == ["zaak"])
        }
    }

    @Test("nothing but a report begins a case")
    func beginning() {
        let commands: [CaseCommand] = [
            CaseStory.block, .confirm(1), .reject(1, reasons: "r"), CaseStory.objection,
            .decideObjection(1, upheld: true, reasons: "r"), .tick,
        ]
        for command in commands {
            #expect(CaseStory().code(of: command, by: People.first, at: start) == .unknown)
        }
        #expect(Case.evolve(nil, .lapsed(number: 1, at: start), in: Trial.register) == nil)
    }
}

/// An event was of another kind than the test is about.
struct StoryFault: Error {}
