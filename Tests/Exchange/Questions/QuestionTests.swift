// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("Questions to parties")
struct QuestionTests {
    private static let rule = QuestionRule(
        title: Bilingual("wie", "who"), roles: [.police], member: "number", measure: "tell", mostCandidates: 2, mostPerCase: 2)
    private static let policy = Trial.policy(
        reports: [
            "claim": ReportRule(
                title: Bilingual("bewering", "claim"), stage: .opening, roles: [.police], publicBasis: "b", mostSubjects: 3,
                insteadOfSubjects: "number")
        ],
        measures: [
            "tell": MeasureRule(
                title: Bilingual("zeggen", "tell"), roles: [.provider], due: .plain(.hours(1)), grounds: [:], ladder: [],
                isAnswered: true)
        ],
        questions: ["who": rule])
    private static let now = CaseStory.start
    private static let today = DutchTime.date(of: CaseStory.start)

    private static func report(_ details: JSON = ["number": "+31612345678"]) -> CaseCommand {
        .report("claim", subjects: [], known: [], details: details, secretHash: nil)
    }

    private static let ask = CaseCommand.ask("who", of: [People.telecom], reasons: "stolen")

    private static func candidate(_ value: String = "a", last: CivilDate = today, confidence: Int = 90) -> Candidate {
        Candidate(subject: Subject(kind: "thing", value: value), firstSeen: today, lastSeen: last, confidence: confidence)
    }

    private static func asked() throws -> CaseStory {
        var story = CaseStory(policy)
        try story.act(report(), by: People.citizen, at: now)
        try story.act(ask, by: People.first, at: now)
        return story
    }

    @Test("a report without a subject needs what can be asked about; nothing can be put on a list before there is a subject")
    func without() throws {
        var story = CaseStory(Self.policy)
        #expect(story.refusal(of: Self.report([:]), by: People.citizen, at: Self.now)?.faults.map(\.field) == ["onderwerpen"])
        try story.act(Self.report(), by: People.citizen, at: Self.now)

        #expect(story.code(of: CaseStory.watch, by: People.first, at: Self.now) == .notNow)
        #expect(story.open.subjectCount == 0)
    }

    @Test("asked, answered, chosen: the candidate is the subject of the case, and the entries read back as they were")
    func whole() throws {
        var story = try Self.asked()
        try story.act(
            .answer(1, candidates: [Self.candidate(), Self.candidate("b", confidence: 5)]), by: People.provider, at: Self.now)
        let subject = Self.candidate().subject
        let chosen = try story.act(.choose(1, [subject], known: [], reasons: "box"), by: People.first, at: Self.now)

        #expect(chosen == [.identified(number: 1, subjects: [subject], reasons: "box", by: People.first, at: Self.now)])
        #expect(story.open.subjectCount == 1 && story.open.questions[0].chosenAt == Self.now && !story.open.questions[0].isOpen)
        for event in story.events { #expect(try CaseEvent(json: JSON(parsing: event.json.canonical())) == event) }
        try story.act(CaseStory.watch, by: People.first, at: Self.now)
        #expect(story.open.inForce == 1)
    }

    @Test(
        "a question lays a measure on each party that is asked; it is over when somebody chose, or nothing is done with the report")
    func effects() throws {
        var story = try Self.asked()
        let before = story.open
        #expect(
            story.decider.effects(of: story.events[1], in: before)
                == [.ask("tell", number: 1, of: [People.telecom], basis: People.first.basis)])
        try story.act(.answer(1, candidates: [Self.candidate()]), by: People.provider, at: Self.now)
        var other = story
        let chosen = try story.act(
            .choose(1, [Self.candidate().subject], known: [], reasons: "box"), by: People.first, at: Self.now)
        #expect(chosen.flatMap { story.decider.effects(of: $0, in: before) } == [.settle])
        let open = other.open
        let dismissed = try other.act(CaseStory.dismiss, by: People.first, at: Self.now)
        #expect(dismissed.flatMap { other.decider.effects(of: $0, in: open) } == [.settle])
    }

    @Test("nothing is chosen while what was decided has not gone out: it is about what those who decided saw")
    func waiting() throws {
        var story = CaseStory(Self.policy)
        let report = CaseCommand.report(
            "claim", subjects: [Subject(kind: "thing", value: "x")], known: [], details: ["number": "+31612345678"],
            secretHash: nil)
        try story.act(report, by: People.citizen, at: Self.now)
        try story.act(Self.ask, by: People.first, at: Self.now)
        try story.act(.answer(1, candidates: [Self.candidate()]), by: People.provider, at: Self.now)
        try story.act(CaseStory.watch, by: People.first, at: Self.now)
        let choice = CaseCommand.choose(1, [Self.candidate().subject], known: [], reasons: "box")
        #expect(story.code(of: choice, by: People.first, at: Self.now) == nil)

        let wait = try #require(
            story.open.waits(.hold(Trial.list, "tracking"), subjects: 1, causes: [.emergencyStop], at: Self.now))
        let waiting = try #require(Case.evolve(story.open, wait, in: Trial.register))
        do throws(Refusal) {
            _ = try story.decider.decide(choice, in: waiting, id: CaseStory.id, by: People.first, at: Self.now)
            Issue.record("a candidate was chosen while something waited")
        } catch { #expect(error.code == .notNow) }
    }

    @Test("who may ask, and when")
    func asking() throws {
        var story = CaseStory(Self.policy)
        try story.act(CaseStory.claim("a"), by: People.citizen, at: Self.now)
        #expect(story.code(of: Self.ask, by: People.first, at: Self.now) == .notNow, "nothing to ask about")
        story = try Self.asked()

        #expect(story.code(of: Self.ask, by: People.first, at: Self.now) == .notNow, "one is open")
        try story.act(.answer(1, candidates: []), by: People.provider, at: Self.now)
        #expect(story.code(of: Self.ask, by: People.magistrate, at: Self.now) == .noMandate)
        #expect(story.code(of: Self.ask, by: People.system, at: Self.now) == .personNeeded)
        #expect(story.code(of: .ask("who", of: [], reasons: "x"), by: People.first, at: Self.now) == .notNow)
        #expect(story.code(of: .ask("why", of: [People.telecom], reasons: "x"), by: People.first, at: Self.now) == .invalid)
        try story.act(Self.ask, by: People.first, at: Self.now)
        try story.act(.answer(2, candidates: []), by: People.provider, at: Self.now)
        #expect(story.code(of: Self.ask, by: People.first, at: Self.now) == .tooMany)
    }

    @Test("an answer is given once, by who was asked, with few candidates that can be")
    func answering() throws {
        var story = try Self.asked()
        func fields(_ candidates: [Candidate]) -> [String]? {
            story.refusal(of: .answer(1, candidates: candidates), by: People.provider, at: Self.now)?.faults.map(\.field)
        }
        #expect(fields([Self.candidate("a"), Self.candidate("b"), Self.candidate("c")]) == ["kandidaten"])
        #expect(
            fields([Self.candidate(last: Self.today.adding(days: 1)), Self.candidate(confidence: 101)])
                == ["kandidaten[0].laatstGezien", "kandidaten[1].zekerheid", "kandidaten[1].onderwerp"])
        #expect(story.code(of: .answer(1, candidates: []), by: People.first, at: Self.now) == .wrongParty)
        #expect(story.code(of: .answer(2, candidates: []), by: People.provider, at: Self.now) == .unknown)

        try story.act(.answer(1, candidates: [Self.candidate()]), by: People.provider, at: Self.now)
        #expect(story.code(of: .answer(1, candidates: []), by: People.provider, at: Self.now) == .notNow)
    }

    @Test("only a candidate can be chosen, by a named person, once")
    func choosing() throws {
        var story = try Self.asked()
        try story.act(.answer(1, candidates: [Self.candidate()]), by: People.provider, at: Self.now)
        let (subject, other) = (Self.candidate().subject, Self.candidate("z").subject)
        func code(_ subjects: [Subject], by warrant: Warrant) -> RefusalCode? {
            story.code(of: .choose(1, subjects, known: [], reasons: "box"), by: warrant, at: Self.now)
        }
        #expect(code([other], by: People.first) == .invalid)
        #expect(code([subject, other], by: People.first) == .invalid)
        #expect(code([], by: People.first) == .invalid)
        #expect(code([subject], by: People.system) == .personNeeded)
        #expect(code([subject], by: People.provider) == .noMandate)

        try story.act(.choose(1, [subject], known: [], reasons: "box"), by: People.first, at: Self.now)
        #expect(code([subject], by: People.first) == .notNow)
        #expect(story.code(of: .answer(1, candidates: []), by: People.provider, at: Self.now) == .notNow)
    }

    @Test("a measure that is a question is carried out by its answer only: no hand and no edge can say so")
    func measure() throws {
        let rule = try #require(Self.policy.measures["tell"])
        let decider = MeasureDecider(rule: rule)
        let id = MeasureID(register: Trial.register, caseID: CaseStory.id, question: 1, party: People.telecom)
        var measure = Measure(
            id: id, register: Trial.register, addressee: People.telecom, target: .question(CaseStory.id, number: 1, "tell"),
            basis: "b",
            imposedAt: Self.now)
        #expect(try Measure(json: measure.json) == measure)

        #expect(throws: Refusal.self) {
            try decider.decide(.carryOut(version: 1, how: "x", published: 1), in: measure, by: People.provider, at: Self.now)
        }
        #expect(throws: Refusal.self) { try decider.decide(.answer, in: measure, by: People.first, at: Self.now) }
        for event in try decider.decide(.answer, in: measure, by: People.provider, at: Self.now) { measure.apply(event) }
        #expect(measure.activeVersion == 1)
    }
}
