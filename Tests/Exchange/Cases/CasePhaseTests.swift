// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("What is possible in each phase of a case")
struct CasePhaseTests {
    /// A command, who gives it, and the refusal in each phase; nil where it is accepted.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let command: CaseCommand
        let by: Warrant
        let codes: [RefusalCode?]

        init(_ name: String, _ command: CaseCommand, by: Warrant, _ codes: RefusalCode?...) {
            self.name = name
            self.command = command
            self.by = by
            self.codes = codes
        }

        var testDescription: String { name }
    }

    /// The columns: reported, proposed, in force, closed, erased.
    static let rows = [
        Row("report", CaseStory.claim("z"), by: People.citizen, nil, nil, nil, .notNow, .notNow),
        Row("following report", CaseStory.sequel, by: People.citizen, nil, nil, nil, .notNow, .notNow),
        Row("propose a block", CaseStory.block, by: People.first, nil, .notNow, .notNow, .notNow, .afterTerm),
        Row("decide to watch", CaseStory.watch, by: People.first, nil, .notNow, nil, .notNow, .afterTerm),
        Row("release", CaseStory.release, by: People.first, .notNow, .notNow, nil, .notNow, .afterTerm),
        Row("dismiss", CaseStory.dismiss, by: People.first, nil, .notNow, .notNow, .notNow, .afterTerm),
        Row("order", CaseStory.order, by: People.magistrate, nil, .notNow, nil, .notNow, .afterTerm),
        Row("confirm", .confirm(1), by: People.second, .unknown, nil, .notNow, .notNow, .afterTerm),
        Row("reject", .reject(1, reasons: "r"), by: People.second, .unknown, nil, .notNow, .notNow, .afterTerm),
        Row("object", CaseStory.objection, by: People.citizen, .notNow, .notNow, nil, .notNow, .afterTerm),
        Row(
            "decide on an objection", .decideObjection(1, upheld: true, reasons: "r"), by: People.third, .unknown, .unknown,
            .unknown,
            .unknown, .afterTerm
        ),
        Row(
            "see", .see(CaseStory.sighting(at: CaseStory.start + .hours(4))), by: People.provider, .notNow, .notNow, nil, .notNow,
            .afterTerm),
        Row("tick", .tick, by: People.clock, nil, nil, nil, nil, nil),
    ]

    private func story(in phase: CasePhase) throws -> CaseStory {
        switch phase {
        case .reported: try .reported()
        case .proposed: try .proposed()
        case .inForce: try .blocked()
        case .closed: try .closed()
        case .erased: try .erased()
        }
    }

    @Test("each command is accepted or refused as its phase demands", arguments: rows, CasePhase.allCases)
    func table(row: Row, phase: CasePhase) throws {
        let story = try story(in: phase)
        try #require(story.open.phase == phase)
        let column = try #require(CasePhase.allCases.firstIndex(of: phase))
        let now = CaseStory.start + (phase == .erased ? .days(367) : .hours(4))

        #expect(story.code(of: row.command, by: row.by, at: now) == row.codes[column])
    }

    @Test("a phase's word is the same everywhere it is written")
    func words() {
        #expect(CasePhase.allCases.map(\.rawValue) == ["reported", "proposed", "in-force", "closed", "erased"])
    }

    @Test("a case whose retention term has ended takes no act, and the refusal names the case")
    func erased() throws {
        let story = try CaseStory.erased()

        for row in Self.rows.dropFirst(2).dropLast() {
            let refusal = story.refusal(of: row.command, by: row.by, at: CaseStory.start + .days(367))
            #expect(refusal?.code == .afterTerm, "\(row.name)")
            #expect(refusal?.faults.map(\.field) == ["zaak"], "\(row.name)")
        }
    }

    @Test("random acts never bring a case into a state that cannot be", arguments: 0..<100)
    func invariants(seed: Int) {
        var random = RandomCase(seed: UInt64(2_000 + seed))
        for _ in 0..<40 {
            guard random.step(), let state = random.story.state else { continue }
            let open = state.decisions.filter { if case .proposed = $0.stage { true } else { false } }
            #expect(open.count <= 1, "two open proposals")
            #expect(state.closedAt == nil || state.inForce == nil, "in force in a closed case")
            #expect((state.closedAt == nil) == (state.eraseAt == nil))
            #expect(!state.isErased || state.closedAt != nil)
            #expect(state.decisions.map(\.number) == Array(1..<state.decisions.count + 1))
            #expect(state.reports.reduce(0) { $0 + $1.subjectCount } == state.subjectCount)
            #expect(state.decisionInForce.map { $0.takenAt != nil } ?? true)
            for decision in state.decisions where decision.kind == "block" && decision.takenAt != nil {
                #expect(decision.confirmedBy.map { !$0.isSamePerson(as: decision.warrant) } == true, "one person alone")
            }
        }
    }

    @Test("random acts reach every phase and every event")
    func coverage() {
        var phases: Set<CasePhase> = []
        var kinds: Set<String> = []
        for seed in 0..<200 {
            var random = RandomCase(seed: UInt64(seed))
            for _ in 0..<40 where random.step() {
                if let state = random.story.state { phases.insert(state.phase) }
            }
            kinds.formUnion(random.story.events.map(\.kind))
        }

        #expect(phases == Set(CasePhase.allCases))
        #expect(kinds.count == 15)
    }
}
