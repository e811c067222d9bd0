// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// How a measure and its compliance are shown.
struct MeasureView {
    let scope: Compliance

    /// What is needed to tell how far a measure is behind.
    struct Compliance {
        let measure: Measure
        let rule: MeasureRule
        let published: Int
        let outstanding: OutstandingVersion?
        let name: String
        let now: Instant
    }

    /// The facts in order, with their Dutch members.
    static let members: [(MeasureFact, String)] = [
        (.delivered, "afgeleverd"), (.accepted, "aanvaard"), (.carriedOut, "uitgevoerd"),
    ]

    var json: JSON {
        let measure = scope.measure
        let due = scope.outstanding.map { MeasureDecider(rule: scope.rule).due($0, in: measure) }
        var members: [(String, JSON?)] = [
            ("maatregel", .string(measure.id.description)), ("register", .string(measure.register.rawValue)),
            ("deelnemer", .string(measure.addressee.description)), ("naam", .string(scope.name)),
            ("grondslag", .string(measure.basis)),
            ("opgelegd", .string(measure.imposedAt.description)), ("opgeheven", measure.liftedAt.map { .string($0.description) }),
            ("nieuwsteVersie", .integer(Int64(scope.published))),
            ("achterstandSinds", scope.outstanding.map { .string($0.since.description) }),
            ("uiterlijk", due.map { .string($0.description) }),
            ("teLaat", .bool(due.map { scope.now > $0 } ?? false)), ("stappen", .array(measure.steps.map { .string($0) })),
        ]
        for (fact, member) in MeasureView.members {
            members.append(
                (
                    member,
                    measure.standings[fact].map(MeasureView.json)
                )
            )
        }
        if let refusal = measure.refusal {
            members.append(
                (
                    "weigering",
                    .object(
                        JSONObject([
                            ("versie", .integer(Int64(refusal.version))), ("grond", .string(refusal.ground.rawValue)),
                            ("toelichting", .string(refusal.explanation)), ("wanneer", .string(refusal.at.description)),
                            ("terecht", refusal.isJustified.map { .bool($0) }),
                        ])
                    )
                )
            )
        }
        return .object(JSONObject(members))
    }

    /// What was stated of one fact.
    static func json(_ standing: Measure.Standing) -> JSON {
        [
            "versie": .integer(Int64(standing.version)), "vastgelegd": .string(standing.at.description),
            "gesteld": .string(standing.statedAt.description), "randknoop": .string(standing.edge),
        ]
    }

    static let standing = Schema.named(
        "StandVanFeit",
        .object([
            .must("versie", .whole(1...JSON.largestInteger), "De versie."),
            .must("vastgelegd", .moment, "Wanneer het knooppunt het vastlegde."),
            .must("gesteld", .moment, "Wanneer, naar de klok van de randknoop."), .must("randknoop", .shortText, "De randknoop."),
        ])
    )

    static let shape = Schema.named(
        "Maatregel",
        .object([
            .must("maatregel", .shortText, "De naam van de maatregel."), .must("register", .shortText, "Het register."),
            .must("deelnemer", .shortText, "De deelnemer."), .must("naam", .shortText, "Zijn naam."),
            .must("grondslag", .text(1...500), "De wettelijke grondslag."), .must("opgelegd", .moment, "Wanneer opgelegd."),
            .may("opgeheven", .moment, "Wanneer opgeheven."),
            .must("nieuwsteVersie", .whole(0...JSON.largestInteger), "De nieuwste versie die er is."),
            .may("achterstandSinds", .moment, "Sinds wanneer een versie niet is uitgevoerd."),
            .may("uiterlijk", .moment, "Wanneer die uiterlijk uitgevoerd moet zijn."),
            .must("teLaat", .truth, "Of dat moment voorbij is."),
            .must("stappen", .array(.shortText, 0...20), "De stappen van de ladder die gezet zijn."),
            .may("afgeleverd", standing, "Aangekomen."), .may("aanvaard", standing, "Begrepen en overgenomen."),
            .may("uitgevoerd", standing, "In werking."), .may("weigering", .open, "De laatste weigering."),
        ])
    )
}
