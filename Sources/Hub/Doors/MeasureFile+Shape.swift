// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

extension MeasureFile {
    private static let version = Schema.whole(0...JSON.largestInteger)
    private static let step: [Schema.Member] = [
        .must("stap", .shortText, "De stap."), .must("titel", Bilingual.shape, "In woorden."),
        .must("na", .shortText, "Hoelang na het uiterste moment het systeem haar zet."),
        .must("grondslag", .text(1...500), "De wettelijke grondslag."), penalty,
    ]

    /// What a step costs that is an order under penalty.
    static let penalty = Schema.Member.may(
        "dwangsom",
        .object([
            .must("bedrag", version, "Wat elke begonnen periode kost, in eurocenten."),
            .must("periode", version, "Hoelang een periode is, in milliseconden."),
            .must("plafond", version, "Wat hoogstens verbeurd wordt, in eurocenten."),
            .must("begunstigingstermijn", .text(2...40), "Binnen welke termijn de dwangsom te voorkomen is."),
            .must("grondslag", .text(1...500), "De wettelijke grondslag."),
            .may("tweedePersoonBinnen", .text(2...40), "Binnen welke termijn een tweede persoon de last bevestigt."),
            .must("bezwaartermijn", .text(2...40), "Binnen welke termijn bezwaar mogelijk is."),
            .must("betaaltermijn", .text(2...40), "Binnen welke termijn na invordering betaald wordt."),
            .must("verjaringstermijn", .text(2...40), "Hoelang na het verbeuren ingevorderd kan worden."),
        ]), "Wat de stap kost als hij een last onder dwangsom is: een persoon besluit ertoe.")

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
                "volgendeStap",
                .object(
                    step + [
                        .may("vanzelf", .moment, "Wanneer het systeem haar zelf zet."),
                        .may(
                            "voorstel", .moment,
                            "Vanaf wanneer het systeem vraagt erover te besluiten, bij een last onder dwangsom."),
                    ]),
                "De stap die nu met de hand gezet kan worden."),
            .must("lasten", .array(OrderView.shape, 0...1_000), "De lasten onder dwangsom, op volgorde."),
            .must("taken", OrderOptions.taskShape, "Wat bij die lasten op de toezichthouder wacht."),
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
                        .may("last", version, "Welke last onder dwangsom."), .may("brief", .truth, "Of er een brief van is."),
                        .may("gegrond", .truth, "Of een bezwaar gegrond is."),
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
