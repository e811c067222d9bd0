// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// A register that exists in tests only: every kind of rule once, with terms in plain time so that ends are easy to name.
enum Trial {
    static let register: RegisterName = "trial"
    static let list: ListName = "held"
    static let purpose = "trying the lifecycle"

    static let policy = policy()

    /// The trial policy, with parts replaced.
    static func policy(
        reports: [ReportKind: ReportRule] = reports,
        decisions: [DecisionKind: DecisionRule] = decisions,
        decideWithin: Term? = nil,
        lists: [ListName: ListRule] = [list: listRule],
        measures: [MeasureKind: MeasureRule] = ["remove": measureRule],
        hits: HitRule? = HitRule(),
        questions: [QuestionKind: QuestionRule] = [:],
        attachments: AttachmentRule? = AttachmentRule()
    ) -> RegisterPolicy {
        RegisterPolicy(
            register: register, title: Bilingual("proef", "trial"), purpose: purpose, reports: reports, decisions: decisions,
            decideWithin: decideWithin, lists: lists, measures: measures,
            objection: ObjectionRule(term: .plain(.days(42)), decideWithin: .plain(.days(30)), basis: "Awb art. 6:7"),
            retention: RetentionRule(
                terms: ["dismiss": .plain(.days(90)), "release": .plain(.days(365))], otherwise: .plain(.days(730))
            ),
            hits: hits, questions: questions, attachments: attachments
        )
    }

    static let reports: [ReportKind: ReportRule] = [
        "claim": ReportRule(
            title: Bilingual("bewering", "claim"), stage: .opening, roles: [.police, .provider], publicBasis: "Sv art. 161",
            mostSubjects: 3
        ),
        "notice": ReportRule(
            title: Bilingual("kennisgeving", "notice"), stage: .opening, roles: [.police], publicBasis: nil, mostSubjects: 5
        ),
        "sequel": ReportRule(
            title: Bilingual("vervolg", "sequel"), stage: .following, roles: [.police, .provider], publicBasis: "AVG art. 16",
            mostSubjects: 0
        ),
    ]

    static let decisions: [DecisionKind: DecisionRule] = [
        "block": DecisionRule(
            title: Bilingual("blokkeren", "block"), roles: [.police, .prosecutor],
            confirmation: .secondPerson(within: .plain(.hours(48))), effect: .list(list, "prohibited"), validity: .plain(.days(100))
        ),
        "watch": DecisionRule(
            title: Bilingual("volgen", "watch"), roles: [.police], confirmation: .single, effect: .list(list, "tracking")
        ),
        "release": DecisionRule(
            title: Bilingual("vrijgeven", "release"), roles: [.police, .prosecutor], confirmation: .single, effect: .release
        ),
        "dismiss": DecisionRule(
            title: Bilingual("afwijzen", "dismiss"), roles: [.police], confirmation: .single, effect: .close
        ),
        "order": DecisionRule(
            title: Bilingual("bevelen", "order"), roles: [.prosecutor], confirmation: .single, effect: .impose("remove")
        ),
    ]

    static let listRule = ListRule(
        title: Bilingual("vastgehouden", "held"), statuses: ["prohibited", "tracking"], measure: measureRule
    )

    static let measureRule = MeasureRule(
        title: Bilingual("uitvoeren", "carry out"), roles: [.provider], due: .plain(.hours(1)),
        grounds: ["wrong": Bilingual("onjuist", "wrong"), "failure": Bilingual("storing", "failure")],
        ladder: [
            step("reminder", .minutes(1)), step("warning", .hours(2)), step("penalty", .days(5)),
        ]
    )

    static func step(_ name: String, _ after: Span) -> EscalationStep {
        EscalationStep(name: name, title: Bilingual(name, name), after: .plain(after), basis: "basis of \(name)")
    }

    /// A written moment.
    static func at(_ text: String) -> Instant {
        guard let instant = Instant(rfc3339: text) else { preconditionFailure("\(text) is no moment") }
        return instant
    }

    static let millisecond: Span = .milliseconds(1)
}
