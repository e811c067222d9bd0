// SPDX-License-Identifier: EUPL-1.2

public import Exchange

extension Devices {
    /// The rules as Schakel ships them. Terms without a statutory source are defaults of the product; a deployment sets its own.
    public static let standard = RegisterPolicy(
        register: .devices,
        title: Bilingual("Gestolen toestellen", "Stolen devices"),
        purpose: "making stolen devices useless",
        reports: [
            .theft: ReportRule(
                title: Bilingual("diefstal", "theft"), stage: .opening, roles: [.police, .provider, .insurer],
                publicBasis: "Wetboek van Strafvordering art. 161", mostSubjects: 10, insteadOfSubjects: "telefoonnummer"
            ),
            .loss: ReportRule(
                title: Bilingual("vermissing", "loss"), stage: .opening, roles: [.police, .provider, .insurer],
                publicBasis: "AVG art. 6(1)(a)", mostSubjects: 10, insteadOfSubjects: "telefoonnummer"
            ),
            .consignment: ReportRule(
                title: Bilingual("partij of lijst", "consignment or list"), stage: .opening, roles: [.police, .insurer, .provider],
                publicBasis: nil, mostSubjects: 200_000
            ),
            .recovery: ReportRule(
                title: Bilingual("terug bij de eigenaar", "recovered"), stage: .following, roles: [.police, .provider, .insurer],
                publicBasis: "AVG art. 16", mostSubjects: 0
            ),
        ],
        decisions: [
            .block: DecisionRule(
                title: Bilingual("blokkeren", "block"), roles: [.police, .prosecutor],
                confirmation: .secondPerson(within: .workingDays(2)),
                effect: .list(.stolen, .prohibited), validity: .years(10)
            ),
            .track: DecisionRule(
                title: Bilingual("volgen", "track"), roles: [.police, .prosecutor],
                confirmation: .secondPerson(within: .workingDays(2)),
                effect: .list(.stolen, .tracking), validity: .years(1)
            ),
            .unblock: DecisionRule(
                title: Bilingual("deblokkeren", "unblock"), roles: [.police, .prosecutor], confirmation: .single, effect: .release
            ),
            .dismiss: DecisionRule(
                title: Bilingual("niet in behandeling nemen", "dismiss"), roles: [.police, .prosecutor], confirmation: .single,
                effect: .close
            ),
        ],
        decideWithin: .workingDays(2),
        lists: [
            .stolen: ListRule(
                title: Bilingual("gestolen", "stolen"), statuses: [.prohibited, .tracking], measure: keepActive, valve: valve)
        ],
        measures: [.identify: identify],
        objection: ObjectionRule(term: .weeks(6), decideWithin: .weeks(6), basis: "Algemene wet bestuursrecht art. 6:7, 7:10"),
        retention: RetentionRule(terms: [.dismiss: .months(3), .unblock: .years(1)], otherwise: .years(2)),
        hits: HitRule(alerts: [.tracking]),
        questions: [
            .identify: QuestionRule(
                title: Bilingual("welk toestel hoort bij een nummer", "which device belongs to a number"),
                roles: [.police, .prosecutor], member: "telefoonnummer", measure: .identify
            )
        ],
        attachments: AttachmentRule(),
        confidential: ["aankoop", "locatie"],
        figures: figures,
        checkers: [.retailer, .insurer, .provider],
        flood: FloodRule(mostPerHour: 500, mostPerDay: 2_000)
    )

    /// The standing duty of every provider: the newest version of the list is in force within the hour.
    static let keepActive = MeasureRule(
        title: Bilingual("lijst actueel houden", "keep the list active"),
        roles: [.provider],
        due: .plain(.hours(1)),
        grounds: [
            "erroneous-listing": Bilingual("kennelijk onjuiste vermelding", "plainly wrong listing"),
            "protected-device": Bilingual("toestel van een hulpdienst", "device of an emergency service"),
            "technical-failure": Bilingual("technische storing", "technical failure"),
            "conflict-of-law": Bilingual("strijd met andere wet", "conflict with another law"),
        ],
        ladder: [
            EscalationStep(
                name: "reminder", title: Bilingual("herinnering", "reminder"), after: .plain(.minutes(1)),
                basis: "policy of the register"
            ),
            EscalationStep(
                name: "warning", title: Bilingual("waarschuwing", "formal warning"), after: .workingDays(1),
                basis: "policy of the register"
            ),
            EscalationStep(
                name: "penalty-order", title: Bilingual("last onder dwangsom", "order under penalty"), after: .workingDays(5),
                basis: "Algemene wet bestuursrecht art. 5:32", penalty: penalty
            ),
        ]
    )

    /// The duty of each provider that is asked: to answer from its own records within a day, also that it has nothing.
    static let identify = MeasureRule(
        title: Bilingual("toestel bij een nummer opzoeken", "find the device of a number"),
        roles: [.provider],
        due: .plain(.hours(24)),
        grounds: [
            "technical-failure": Bilingual("technische storing", "technical failure"),
            "conflict-of-law": Bilingual("strijd met andere wet", "conflict with another law"),
        ],
        ladder: [
            EscalationStep(
                name: "reminder", title: Bilingual("herinnering", "reminder"), after: .plain(.minutes(1)),
                basis: "policy of the register"
            ),
            EscalationStep(
                name: "warning", title: Bilingual("waarschuwing", "formal warning"), after: .workingDays(2),
                basis: "policy of the register"
            ),
        ],
        isAnswered: true
    )

    /// What it costs to stay behind under an order. No law sets these figures: they are defaults of the product, and a deployment sets
    /// its own, in proportion to the interest and to what makes a party act (Awb art. 5:32b(3)).
    static let penalty = PenaltyRule(
        amount: .euros(10_000), period: .hours(24), ceiling: .euros(500_000), avoidWithin: .workingDays(2),
        basis: "Algemene wet bestuursrecht art. 5:32", confirmation: .secondPerson(within: .workingDays(5)),
        objection: ObjectionRule(term: .weeks(6), decideWithin: .weeks(6), basis: "Algemene wet bestuursrecht art. 6:7, 7:10")
    )
}
