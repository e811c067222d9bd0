// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

extension CaseView {
    /// The phases of a case.
    static let phases = Schema.text(1...20, choices: CasePhase.allCases.map(\.rawValue))

    /// The short answer to an act in a case.
    static let enteredShape = Schema.named(
        "Vastgelegd",
        .object([
            .must("zaak", .shortText, "Het nummer van de zaak."),
            .must("nummer", .whole(1...1_000_000), "Het nummer binnen de zaak."),
            .must("fase", phases, "Waar de zaak nu staat."),
            .may("wacht", .truth, "Of iets van wat in de zaak besloten is nog niet is verspreid; dan staat in de zaak waarom."),
            .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs dat zonder ons is na te gaan (C2SP tlog-proof)."),
        ])
    )

    static let compliance = Schema.named(
        "Uitvoering",
        .object([
            .must("deelnemer", .shortText, "De deelnemer."), .may("naam", .shortText, "De naam."),
            .must("lijst", .shortText, "De lijst."),
            .must("versie", .whole(0...JSON.largestInteger), "De versie van de lijst waarin dit besluit is verwerkt."),
            .may("afgeleverd", MeasureView.standing, "Aangekomen."),
            .may("aanvaard", MeasureView.standing, "Begrepen en overgenomen."),
            .may("uitgevoerd", MeasureView.standing, "In werking."),
        ])
    )

    private static let rectification = Schema.named(
        "Rectificatie",
        .object([
            .must("nummer", .whole(1...1_000_000), "Het nummer binnen de zaak."),
            .must("melding", .whole(1...1_000_000), "Het nummer van de melding binnen de zaak."),
            .must("onderdeel", .shortText, "Wat er niet klopt: kind, description of details."),
            .must("fout", .text(1...8_000), "Wat er niet klopt."), .must("moetZijn", .text(1...8_000), "Wat het moet zijn."),
            .must("wanneer", .moment, "Wanneer het gevraagd is."), .must("antwoordVoor", .moment, "Wanneer er antwoord moet zijn."),
            .must("teLaat", .truth, "Of dat moment voorbijging zonder antwoord."),
            .may("toegewezen", .truth, "Of het verbeterd is; ontbreekt zolang er geen antwoord is."),
            .may("redenen", .text(1...8_000), "Waarom."), .may("beantwoord", .moment, "Wanneer het antwoord kwam."),
            .may("door", .shortText, "Wie antwoordde; alleen voor deelnemers."),
        ])
    )

    private static let advice = Schema.array(
        .object([.must("nl", .text(1...500), "Nederlands."), .must("en", .text(1...500), "Engels.")]), 0...20
    )

    /// What a reporter sees.
    static let reporterShape = Schema.named(
        "StandVanMelding",
        .object([
            .must("melding", .shortText, "Het nummer van de melding."), .must("soort", .shortText, "De soort melding."),
            .must("gemeld", .moment, "Wanneer."), .must("fase", phases, "Waar de zaak nu staat."),
            .must(
                "besluiten",
                .array(
                    .object([
                        .must("soort", .shortText, "De soort besluit."), .may("naam", .shortText, "In woorden."),
                        .must("genomen", .moment, "Wanneer."), .must("redenen", .text(1...8_000), "Waarom."),
                        .may("bezwaarTot", .moment, "Tot wanneer bezwaar kan."),
                    ]),
                    0...1_000
                ),
                "Wat er besloten is."
            ),
            .must("rectificaties", .array(rectification, 0...10_000), "Uw verzoeken om verbetering."),
            .must("uitvoering", .array(compliance, 0...1_000), "Wie het wanneer heeft uitgevoerd."),
            .must("wacht", .truth, "Of wat besloten is nog niet is verspreid."),
            .must("bewijsstukken", .array(attachment, 0...100), "De bestanden bij deze melding."),
            .must("vragen", .array(questionCount, 0...100), "Wat aan deelnemers is gevraagd, en hoever dat is."),
            .must("standen", .array(.shortText, 0...10), "Hoe het onderwerp op een lijst staat: prohibited of tracking."),
            .must("nuDoen", advice, "Wat u nu kunt doen."),
        ])
    )

    /// What a party with a mandate sees.
    static let fullShape = Schema.named(
        "Zaak",
        .object([
            .must("zaak", .shortText, "Het nummer."), .must("register", .shortText, "Het register."),
            .must("fase", phases, "Waar de zaak staat."),
            .must("geopend", .moment, "Wanneer geopend."), .may("gesloten", .moment, "Wanneer gesloten."),
            .may("wissenNa", .moment, "Wanneer de inhoud wordt gewist."),
            .must("aantalOnderwerpen", .whole(0...1_000_000), "Het aantal onderwerpen."),
            .must("onderwerpen", .array(.shortText, 0...100), "De onderwerpen, als het er honderd of minder zijn."),
            .must("meldingen", .array(.open, 0...10_000), "De meldingen."),
            .must("besluiten", .array(.open, 0...10_000), "De besluiten."),
            .may("vloed", .truth, "Of de melding boven de grens van haar deelnemer kwam, en met de andere op een oordeel wacht."),
            .must("wachtend", waitingShape, "Wat besloten is en nog niet is verspreid."),
            .must("bezwaren", .array(.open, 0...10_000), "De bezwaren."),
            .must("rectificaties", .array(rectification, 0...10_000), "De verzoeken om verbetering."),
            .must("uitvoering", .array(compliance, 0...1_000), "Wie het wanneer heeft uitgevoerd."),
            .must("aantalTreffers", .whole(0...1_000_000), "Hoe vaak een onderwerp is gezien."),
            .may("treffers", .array(.open, 0...10_000), "Wanneer en waar, nieuwste eerst; alleen voor wie besluit."),
            .may("bewijsstukken", .array(attachment, 0...10_000), "De bestanden bij meldingen; alleen voor wie besluit."),
            .may("vragen", .array(.open, 0...100), "Wat aan deelnemers is gevraagd, met hun antwoorden; alleen voor wie besluit."),
            .must("alarm", .truth, "Of een gevolgd onderwerp is gezien en nog niemand daarnaar keek."),
            .must("verloop", storyShape, "Wat er gebeurd is, in volgorde."),
            .must("mogelijk", CaseOptions.shape, "Wat u nu in de zaak kunt doen."),
        ])
    )
}
