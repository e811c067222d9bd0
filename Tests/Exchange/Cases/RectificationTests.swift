// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("Who reported can have it put right")
struct RectificationTests {
    private let start = CaseStory.start
    private let request = CaseCommand.rectify(.description, report: 1, wrong: "it is red", right: "it is blue")
    private let grant = CaseCommand.answerRectification(1, granted: true, reasons: "so it is")
    private let refuse = CaseCommand.answerRectification(1, granted: false, reasons: "the photo shows red")
    /// One month after the start, to the end of that day in Dutch time.
    private let answerBy = Term.months(1).end(from: CaseStory.start)

    private func asked() throws -> CaseStory {
        var story = try CaseStory.reported()
        try story.act(request, by: People.citizen, at: start)
        return story
    }

    @Test("a request is numbered, names the report and the part, and must be answered within a month")
    func asks() throws {
        let story = try asked()

        let found = try #require(story.open.rectifications.first)
        #expect(found.number == 1 && found.report == 1 && found.part == .description)
        #expect(found.wrong == "it is red" && found.right == "it is blue")
        #expect(found.warrant == People.citizen && found.at == start)
        #expect(found.answerBy == answerBy)
        #expect(answerBy == Trial.at("2026-04-02T21:59:59.999Z"))
        #expect(found.answer == nil && !found.isOverdue)
        #expect(story.open.openRectifications == [found])
        #expect(story.open.phase == .reported, "the case itself stands where it stood")
    }

    @Test("it changes nothing outside the case, and nothing of the report itself")
    func changesNothing() throws {
        var story = try CaseStory.blocked()
        let before = story.open
        let events = try story.act(request, by: People.citizen, at: start + .hours(3))
        let answered = try story.act(grant, by: People.first, at: start + .hours(4))

        #expect((events + answered).flatMap { story.decider.effects(of: $0, in: before) } == [])
        #expect(story.open.reports == before.reports)
        #expect(story.open.inForce == before.inForce)
    }

    @Test("what a case is about is not put right in it: the refusal says what to do instead")
    func subject() throws {
        let refusal = try CaseStory.reported().refusal(
            of: .rectify(.subject, report: 1, wrong: "a", right: "b"), by: People.citizen, at: start)

        #expect(refusal?.code == .notNow)
        #expect(refusal?.faults.map(\.field) == ["onderdeel"])
        #expect(refusal?.reason.contains("new report") == true)
    }

    @Test(
        "the part must be one of the policy's, the report one of the case, and both texts must be there and bounded",
        arguments: [
            (CaseCommand.rectify("colour", report: 1, wrong: "a", right: "b"), "onderdeel"),
            (.rectify(.kind, report: 2, wrong: "a", right: "b"), "melding"),
            (.rectify(.kind, report: 0, wrong: "a", right: "b"), "melding"),
            (.rectify(.kind, report: .min + 1, wrong: "a", right: "b"), "melding"),
            (.rectify(.kind, report: 1, wrong: " ", right: "b"), "fout"),
            (.rectify(.kind, report: 1, wrong: "a", right: ""), "moetZijn"),
            (.rectify(.kind, report: 1, wrong: "a", right: String(repeating: "x", count: 8_001)), "moetZijn"),
        ])
    func faulty(_ command: CaseCommand, _ field: String) throws {
        let refusal = try CaseStory.reported().refusal(of: command, by: People.citizen, at: start)

        #expect(refusal?.faults.map(\.field) == [field])
    }

    @Test("a case takes as many as its policy says, answered or not")
    func bounded() throws {
        var story = try CaseStory.reported()
        for _ in 0..<Trial.policy.rectification.mostPerCase { try story.act(request, by: People.citizen, at: start) }

        #expect(story.code(of: request, by: People.citizen, at: start) == .tooMany)
        try story.act(grant, by: People.first, at: start)
        #expect(story.code(of: request, by: People.citizen, at: start) == .tooMany)
    }

    @Test("it can be granted and refused, with grounds, once")
    func answers() throws {
        for (command, isGranted) in [(grant, true), (refuse, false)] {
            var story = try asked()
            try story.act(command, by: People.first, at: start + .days(2))

            let answer = try #require(story.open.rectifications.first?.answer)
            #expect(answer.isGranted == isGranted)
            #expect(answer.warrant == People.first && answer.at == start + .days(2))
            #expect(!answer.reasons.isEmpty)
            #expect(story.open.openRectifications.isEmpty)
            #expect(story.code(of: command, by: People.second, at: start + .days(3)) == .notNow)
        }
    }

    @Test("an answer has grounds, and is for a request that is there")
    func faultyAnswers() throws {
        let story = try asked()

        let bare = story.refusal(of: .answerRectification(1, granted: true, reasons: ""), by: People.first, at: start)
        #expect(bare?.faults.map(\.field) == ["redenen"])
        for number in [0, 2, Int.min + 1] {
            let stray = story.refusal(
                of: .answerRectification(number, granted: true, reasons: "r"), by: People.first, at: start)
            #expect(stray?.code == .unknown && stray?.faults.map(\.field) == ["rectificatie"])
        }
    }

    @Test("a named person of a role that decides answers; a system and a provider do not")
    func who() throws {
        let story = try asked()

        #expect(story.refusal(of: grant, by: People.first, at: start) == nil)
        #expect(story.refusal(of: grant, by: People.magistrate, at: start) == nil)
        #expect(story.code(of: grant, by: People.system, at: start) == .personNeeded)
        #expect(story.code(of: grant, by: People.providerPerson, at: start) == .noMandate)
    }

    @Test("after the term the clock says so once, and it can still be answered")
    func overdue() throws {
        var story = try asked()
        #expect(story.decider.nextDue(story.open) == answerBy)
        #expect(try story.tick(at: answerBy) == [])

        let late = answerBy + Trial.millisecond
        let events = try story.act(.tick, by: People.clock, at: late)

        #expect(events == [.rectificationOverdue(number: 1, at: late)])
        #expect(story.open.rectifications.first?.isOverdue == true)
        #expect(try story.tick(at: late + .days(1)) == [])
        #expect(story.decider.nextDue(story.open) == nil)
        #expect(story.refusal(of: grant, by: People.first, at: late + .days(2)) == nil)
    }

    @Test("what was answered in time never becomes overdue")
    func inTime() throws {
        var story = try asked()
        try story.act(grant, by: People.first, at: answerBy)

        #expect(try story.tick(at: answerBy + .days(40)) == [])
    }

    @Test("it can be asked for and answered in a closed case, and no longer in an erased one")
    func closed() throws {
        var story = try CaseStory.closed()
        try story.act(request, by: People.citizen, at: start + .days(3))
        #expect(story.refusal(of: grant, by: People.first, at: start + .days(4)) == nil)

        let erased = try CaseStory.erased()
        #expect(erased.code(of: request, by: People.citizen, at: start + .days(367)) == .afterTerm)
    }

    @Test("an entry that names a request the case does not have changes nothing", arguments: [-1, 0, 2, .max])
    func stray(number: Int) throws {
        let before = try asked().open
        for event in [
            CaseEvent.rectificationAnswered(number: number, granted: true, reasons: "r", by: People.first, at: start),
            .rectificationOverdue(number: number, at: start),
        ] {
            var state = before
            state.apply(event)
            #expect(state == before, "\(event.kind)")
        }
    }

    @Test("a policy under which nothing can be put right, or the subject can, is found out")
    func policies() {
        func contradictions(_ rule: RectificationRule) -> Int {
            let policy = RegisterPolicy(
                register: Trial.register, title: Bilingual("p", "p"), purpose: "p", reports: Trial.reports,
                decisions: Trial.decisions, lists: [Trial.list: Trial.listRule], measures: ["remove": Trial.measureRule],
                objection: Trial.policy.objection, retention: Trial.policy.retention, rectification: rule)
            return policy.contradictions.count
        }

        #expect(contradictions(RectificationRule()) == 0)
        #expect(contradictions(RectificationRule(parts: [:])) == 1)
        #expect(contradictions(RectificationRule(parts: [.subject: Bilingual("o", "s")])) == 1)
        #expect(contradictions(RectificationRule(mostPerCase: 0)) == 1)
    }
}
