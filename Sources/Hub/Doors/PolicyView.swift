// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// The rules of one register, as everybody may read them.
struct PolicyView {
    let policy: RegisterPolicy

    var json: JSON {
        [
            "register": .string(policy.register.rawValue), "titel": policy.title.json, "doel": .string(policy.purpose),
            "meldingen": .array(
                policy.reports.sorted { $0.key < $1.key }.map { kind, rule in
                    .object(
                        JSONObject([
                            ("soort", .string(kind.rawValue)), ("titel", rule.title.json),
                            ("opent", .bool(rule.stage == .opening)), ("rollen", PolicyView.json(rule.roles)),
                            ("grondslagVoorIedereen", rule.publicBasis.map { .string($0) }),
                            ("meesteOnderwerpen", .integer(Int64(rule.mostSubjects))),
                        ]))
                }),
            "besluiten": .array(policy.decisions.sorted { $0.key < $1.key }.map { decision($0.key, $0.value) }),
            "maatregelen": .array(
                policy.lists.sorted { $0.key < $1.key }.map { PolicyView.measure($0.key.rawValue, $0.value.measure) }
                    + policy.measures.sorted { $0.key < $1.key }.map { PolicyView.measure($0.key.rawValue, $0.value) }),
            "lijsten": .array(
                policy.lists.sorted { $0.key < $1.key }.map { name, rule in
                    [
                        "lijst": .string(name.rawValue), "titel": rule.title.json,
                        "standen": .array(rule.statuses.map { .string($0.rawValue) }),
                        "wijzigingenBewaard": .string(rule.changesKept.description),
                    ]
                }),
            "bezwaar": [
                "termijn": .string(policy.objection.term.description),
                "beslistermijn": .string(policy.objection.decideWithin.description),
                "grondslag": .string(policy.objection.basis),
            ],
            "bewaren": .array(
                policy.retention.terms.sorted { $0.key < $1.key }.map { kind, term in
                    .object(
                        JSONObject([
                            ("besluit", .string(kind.rawValue)), ("titel", policy.decisions[kind]?.title.json),
                            ("termijn", .string(term.description)),
                        ]))
                } + [["termijn": .string(policy.retention.otherwise.description)]]),
            "steekproef": ["antwoordBinnen": .string(policy.samples.answerWithin.description)],
            "cijfers": figures,
        ]
    }

    /// How reports are counted for the open figures.
    private var figures: JSON {
        let rule = policy.figures
        return .object(
            JSONObject([
                ("ondergrens", .integer(Int64(rule.fewest))), ("gegeven", rule.regionMember.map { .string($0) }),
                ("regios", .array(rule.regions.map { PolicyView.named($0.code.rawValue, $0.title) })),
                (
                    "soorten",
                    .array(rule.kinds.compactMap { kind in policy.reports[kind].map { PolicyView.named(kind.rawValue, $0.title) } })
                ),
            ]))
    }

    private func decision(_ kind: DecisionKind, _ rule: DecisionRule) -> JSON {
        var within: Term?
        if case .secondPerson(let term) = rule.confirmation { within = term }
        var effect: [(String, JSON?)] = []
        switch rule.effect {
        case .list(let list, let status):
            effect = [("soort", "list"), ("lijst", .string(list.rawValue)), ("stand", .string(status.rawValue))]
        case .impose(let measure): effect = [("soort", "impose"), ("maatregel", .string(measure.rawValue))]
        case .release: effect = [("soort", "release")]
        case .close: effect = [("soort", "close")]
        }
        return .object(
            JSONObject([
                ("soort", .string(kind.rawValue)), ("titel", rule.title.json), ("rollen", PolicyView.json(rule.roles)),
                ("tweedePersoonBinnen", within.map { .string($0.description) }), ("gevolg", .object(JSONObject(effect))),
                ("geldigheid", rule.validity.map { .string($0.description) }),
            ]))
    }

    private static func measure(_ name: String, _ rule: MeasureRule) -> JSON {
        [
            "soort": .string(name), "titel": rule.title.json, "rollen": json(rule.roles), "termijn": .string(rule.due.description),
            "gronden": .array(rule.grounds.sorted { $0.key < $1.key }.map { named($0.key.rawValue, $0.value) }),
            "ladder": .array(rule.ladder.map { .object(MeasureFile.json($0)) }),
        ]
    }

    private static func json(_ roles: Set<Role>) -> JSON { .array(roles.sorted().map { .string($0.rawValue) }) }

    /// A code with its name for people.
    static func named(_ code: String, _ title: Bilingual) -> JSON { ["code": .string(code), "titel": title.json] }

    static let word = Schema.object([
        .must("code", .shortText, "De code."), .must("titel", Bilingual.shape, "In woorden."),
    ])
    private static let title = Schema.Member.must("titel", Bilingual.shape, "In woorden.")
    private static let roles = Schema.array(.shortText, 0...100)
    private static let term = Schema.text(2...40)

    static let shape = Schema.named(
        "Regels",
        .object([
            .must("register", .shortText, "Het register."), title, .must("doel", .shortText, "Het doel van de verwerking."),
            .must(
                "meldingen",
                .array(
                    .object([
                        .must("soort", .shortText, "De soort."), title, .must("opent", .truth, "Of zij een zaak opent."),
                        .must("rollen", roles, "Welke deelnemers haar mogen doen."),
                        .may("grondslagVoorIedereen", .text(1...500), "Op welke grondslag iedereen haar mag doen."),
                        .must("meesteOnderwerpen", .whole(0...JSON.largestInteger), "Hoeveel onderwerpen erin passen."),
                    ]), 0...100), "Wat gemeld kan worden."),
            .must(
                "besluiten",
                .array(
                    .object([
                        .must("soort", .shortText, "De soort."), title, .must("rollen", roles, "Wie het mag nemen."),
                        .may("tweedePersoonBinnen", term, "Binnen welke termijn een tweede persoon het bevestigt."),
                        .must(
                            "gevolg",
                            .object([
                                .must("soort", .text(1...20, choices: ["list", "impose", "release", "close"]), "Wat het doet."),
                                .may("lijst", .shortText, "Op welke lijst."), .may("stand", .shortText, "Met welke stand."),
                                .may("maatregel", .shortText, "Welke maatregel."),
                            ]), "Het gevolg."),
                        .may("geldigheid", term, "Hoelang het hoogstens geldt."),
                    ]), 0...100), "Wat besloten kan worden."),
            .must(
                "maatregelen",
                .array(
                    .object([
                        .must("soort", .shortText, "De soort, of de lijst die bijgehouden wordt."), title,
                        .must("rollen", roles, "Aan wie zij opgelegd wordt."), .must("termijn", term, "Binnen welke termijn."),
                        .must("gronden", .array(word, 0...100), "Op welke gronden geweigerd kan worden."),
                        .must(
                            "ladder",
                            .array(
                                .object([
                                    .must("stap", .shortText, "De stap."), title,
                                    .must("na", term, "Hoelang na het uiterste moment."),
                                    .must("grondslag", .text(1...500), "De grondslag."), MeasureFile.penalty,
                                ]), 0...20), "Wat volgt als het te laat is, op volgorde."),
                    ]), 0...100), "Wat opgelegd kan worden."),
            .must(
                "lijsten",
                .array(
                    .object([
                        .must("lijst", .shortText, "De lijst."), title,
                        .must("standen", .array(.shortText, 0...20), "De standen, de sterkste eerst."),
                        .must("wijzigingenBewaard", term, "Hoelang de inhoud van een wijziging bewaard wordt."),
                    ]), 0...100), "De lijsten."),
            .must(
                "bezwaar",
                .object([
                    .must("termijn", term, "Binnen welke termijn."), .must("beslistermijn", term, "Binnen welke termijn beslist."),
                    .must("grondslag", .text(1...500), "De grondslag."),
                ]), "Bezwaar."),
            .must(
                "bewaren",
                .array(
                    .object([
                        .may("besluit", .shortText, "Gesloten door dit besluit; ontbreekt bij alle andere zaken."),
                        .may("titel", Bilingual.shape, "In woorden."), .must("termijn", term, "Hoelang na sluiting."),
                    ]), 0...100), "Hoelang een gesloten zaak bewaard wordt."),
            .must(
                "steekproef", .object([.must("antwoordBinnen", term, "Binnen welke termijn een randknoop antwoordt.")]),
                "Steekproeven van wat randknopen antwoorden."),
            .must(
                "cijfers",
                .object([
                    .must("ondergrens", .whole(1...JSON.largestInteger), "Een kleiner aantal wordt van een regio niet genoemd."),
                    .may("gegeven", .shortText, "Het gegeven van een melding dat zegt in welke regio het was."),
                    .must("regios", .array(word, 0...1_000), "De regio's waarnaar geteld wordt; al het andere telt als other."),
                    .must("soorten", .array(word, 0...100), "De soorten die apart geteld worden."),
                ]), "Hoe meldingen voor de openbare cijfers geteld worden."),
        ]))
}
