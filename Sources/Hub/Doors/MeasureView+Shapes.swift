// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

extension MeasureView {
    private static let version = Schema.whole(0...JSON.largestInteger)

    /// How a stated fact is shown.
    static let standing = Schema.named(
        "StandVanFeit",
        .object([
            .must("versie", .whole(1...JSON.largestInteger), "De versie."),
            .must("vastgelegd", .moment, "Wanneer het knooppunt het vastlegde."),
            .must("gesteld", .moment, "Wanneer, naar de klok van wie het stelde."),
            .may("randknoop", .shortText, "De randknoop die het ondertekend stelde."),
            .may("metDeHand", .truth, "Of een persoon het stelde, zonder bewijs van een randknoop."),
        ])
    )

    private static let edge = Schema.object([
        .must("naam", .shortText, "De randknoop."), .may("afgeleverd", standing, "Aangekomen."),
        .may("aanvaard", standing, "Begrepen en overgenomen."), .may("uitgevoerd", standing, "In werking."),
    ])

    private static let byHand = Schema.object([
        .may("afgeleverd", standing, "Komt niet voor."), .may("aanvaard", standing, "Aanvaard door een persoon."),
        .may("uitgevoerd", standing, "Uitgevoerd, naar een persoon zegt."),
    ])

    private static let refusal = Schema.object([
        .must("versie", version, "De geweigerde versie."), .must("grond", .shortText, "De grond."),
        .may("titel", Bilingual.shape, "De grond in woorden."), .must("toelichting", .text(0...8_000), "De uitleg."),
        .must("wanneer", .moment, "Wanneer."), .may("terecht", .truth, "Het oordeel; ontbreekt zolang het er niet is."),
    ])

    /// The members of a measure.
    static let shapes: [Schema.Member] = [
        .must("maatregel", .shortText, "De naam van de maatregel."), .must("register", .shortText, "Het register."),
        .may("lijst", .shortText, "De lijst, als het om een lijst gaat."), .must("titel", Bilingual.shape, "Wat hij vraagt."),
        .must("deelnemer", .shortText, "De deelnemer."), .must("naam", .shortText, "Zijn naam."),
        .must("grondslag", .text(1...500), "De wettelijke grondslag."),
        .must("standen", .array(.text(1...20, choices: states), 1...5), "Hoe hij staat."),
        .must("opgelegd", .moment, "Wanneer opgelegd."), .may("opgeheven", .moment, "Wanneer opgeheven."),
        .must("nieuwsteVersie", version, "De nieuwste versie die er is."),
        .must("werkendeVersie", version, "De nieuwste die bij al zijn randknopen werkt, of zonder randknoop met de hand; 0: geen."),
        .may("achterstandSinds", .moment, "Sinds wanneer een versie niet is uitgevoerd."),
        .may("uiterlijk", .moment, "Wanneer die uiterlijk uitgevoerd moet zijn."),
        .must("teLaat", .truth, "Of dat moment voorbij is."),
        .must("stappen", .array(.shortText, 0...20), "De stappen van de ladder die gezet zijn."),
        .may("laatsteStap", Bilingual.shape, "De laatste daarvan in woorden."),
        .may("afgeleverd", standing, "Aangekomen."), .may("aanvaard", standing, "Begrepen en overgenomen."),
        .may("uitgevoerd", standing, "In werking."),
        .must("randknopen", .array(edge, 0...1_000), "Wat elke randknoop stelde die meetelt."),
        .must("metDeHand", byHand, "Wat personen stelden; het telt alleen zolang geen randknoop meetelt."),
        .may("weigering", refusal, "De laatste weigering."), .must("mogelijk", MeasureOptions.shape, "Wat u nu kunt doen."),
    ]

    /// A measure in a list.
    static let shape = Schema.named("Maatregel", .object(shapes))
}
