// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

extension MeasureFile {
    private static let version = Schema.whole(0...JSON.largestInteger)
    private static let step: [Schema.Member] = [
        .must("stap", .shortText, "De stap."), .must("titel", Bilingual.shape, "In woorden."),
        .must("na", .shortText, "Hoelang na het uiterste moment het systeem haar zet."),
        .must("grondslag", .text(1...500), "De wettelijke grondslag."),
    ]

    static let shape = Schema.named(
        "MaatregelInToezicht",
        .object([
            .must("maatregel", .shortText, "De naam van de maatregel."), .must("register", .shortText, "Het register."),
            .must("titel", Bilingual.shape, "In woorden."), .must("grondslag", .text(1...500), "De wettelijke grondslag."),
            .must("opgelegd", .moment, "Wanneer opgelegd."), .may("opgeheven", .moment, "Wanneer opgeheven."),
            .must("nieuwsteVersie", version, "De nieuwste versie die er is."),
            .must("werkendeVersie", version, "De nieuwste die bij al zijn randknopen werkt."),
            .must("teLaat", .truth, "Of het uiterste moment voorbij is."),
            .may("verschuldigd", version, "De oudste versie die nog uitgevoerd moet worden."),
            .may("sinds", .moment, "Sinds wanneer."), .may("uiterlijk", .moment, "Wanneer die uiterlijk uitgevoerd moet zijn."),
            .must(
                "ladder", .array(.object(step + [.must("gezet", .truth, "Of zij gezet is.")]), 0...20), "De ladder, op volgorde."),
            .may(
                "volgendeStap", .object(step + [.may("vanzelf", .moment, "Wanneer het systeem haar zelf zet.")]),
                "De stap die nu met de hand gezet kan worden."),
            .may("naleving", ComplianceView.shape, "Achterstand en tijden, bij een lijst."),
            .must(
                "gemist",
                .array(
                    .object([
                        .must("versie", version, "De versie."), .must("vastgelegd", .moment, "Wanneer zij er was."),
                        .must("uiterlijk", .moment, "Wanneer zij uiterlijk moest werken."),
                        .may("randknoop", .shortText, "Bij welke randknoop; niet als de deelnemer er geen heeft die meetelt."),
                        .may("uitgevoerd", .moment, "Wanneer zij werkte; ontbreekt zolang dat niet zo is."),
                    ]), 0...100), "De nieuwste honderd versies die te laat of nog niet werken, per randknoop."),
            .must(
                "gebeurtenissen",
                .array(
                    .object([
                        .must("soort", .shortText, "Wat er gebeurde, zoals in de kop van het blad."),
                        .must("wanneer", .moment, "Wanneer."), .must("regel", version, "De regel in het logboek."),
                        .may("versie", version, "Over welke versie."), .may("stap", .shortText, "Welke stap van de ladder."),
                        .may("titel", Bilingual.shape, "De stap of de grond in woorden."),
                        .may("grondslag", .text(1...500), "De wettelijke grondslag."),
                        .may("uiterlijk", .moment, "Het uiterste moment dat voorbij was."),
                        .may(
                            "toelichting", .text(0...8_000), "De uitleg van een weigering, of hoe iemand het met de hand uitvoerde."
                        ),
                        .may("terecht", .truth, "Of de grond opgaat."), .may("redenen", .text(0...8_000), "Waarom."),
                        .may("door", .shortText, "Wie; ontbreekt als het systeem het deed."),
                        .may("persoon", .shortText, "Welke medewerker, voor toezicht en wie besluit."),
                    ]), 0...MeasureStories.most), "Opleggen, weigeren, oordelen, stappen en opheffen, op volgorde."),
        ]))
}
