// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

extension FigurePublication {
    private static let count = Schema.whole(0...JSON.largestInteger)
    private static let year = Schema.whole(0...9_999)
    private static let period = Schema.text(4...7)
    private static let region: [Schema.Member] = [
        .must("regio", .shortText, "De code van de regio; other is anders of onbekend."),
        .must("naam", Bilingual.shape, "De naam."),
    ]
    private static let names = Schema.array(.text(1...40, choices: entries.map(\.member)), 0...entries.count)

    /// The three things that are counted, each perhaps not told.
    private static func numbers(_ schema: Schema) -> [Schema.Member] {
        [
            .must("meldingen", .orNull(schema), "Meldingen, vervolgmeldingen inbegrepen."),
            .must("blokkades", .orNull(schema), "Wijzigingen waarmee toestellen op de lijst kwamen."),
            .must("opheffingen", .orNull(schema), "Wijzigingen waarmee toestellen van de lijst gingen."),
        ]
    }

    private static let told = Schema.object(numbers(count))
    /// Differences in promille.
    private static let changes = Schema.object(numbers(.whole(-1_000...JSON.largestInteger)))

    /// The members of the answer, in its document.
    static let shape: [Schema.Member] = [
        .must("ondergrens", count, "Een kleiner aantal wordt van een regio niet genoemd."),
        .may("basisjaar", year, "Het jaar waarmee vergeleken wordt; ontbreekt zolang er geen cijfers zijn."),
        .must("basisjaren", .array(year, 0...10_000), "De jaren die basisjaar kunnen zijn."),
        .must(
            "maanden",
            .array(
                .object([
                    .must("maand", .text(7...7), "De maand, zoals 2026-11."),
                    .must("meldingen", count, "Meldingen, vervolgmeldingen inbegrepen."),
                    .must("blokkades", count, "Wijzigingen waarmee toestellen op de lijst kwamen."),
                    .must("opheffingen", count, "Wijzigingen waarmee toestellen van de lijst gingen."),
                ]), 0...12_000), "De maanden, van het hele land."),
        .must(
            "jaren",
            .array(
                .object(
                    [
                        .must("jaar", year, "Het jaar."),
                        .must("heel", .truth, "Of het voorbij is en vanaf de eerste maand geteld."),
                        .may("bron", Bilingual.shape, "Wie het getal bekendmaakte, van een jaar dat hier niet geteld is."),
                        .must("verschil", changes, "Het verschil met het basisjaar in promille, van hele jaren."),
                    ] + numbers(count)), 0...10_000), "De jaren, van het hele land."),
        .may(
            "vergelijking",
            .object([
                .must("jaar", year, "Dit jaar."), .must("basisjaar", year, "Het basisjaar."),
                .must("vanMaand", .whole(1...11), "De eerste maand van de vergelijking: januari, of de eerste die geteld is."),
                .must("totEnMetMaand", .whole(1...11), "De laatste maand die voorbij is."),
                .must("nu", told, "Dit jaar in die maanden."), .must("toen", told, "Het basisjaar in die maanden."),
                .must("verschil", changes, "Het verschil in promille; niets als het toen 0 was."),
                .must(
                    "regios",
                    .array(
                        .object(
                            region + [
                                .must("nu", told, "Dit jaar in die maanden, als elke maand genoemd wordt."),
                                .must("toen", told, "Het basisjaar in die maanden, als elke maand genoemd wordt."),
                                .must("verschil", changes, "Het verschil in promille."),
                            ]), 0...1_000), "Per regio."),
            ]), "Dit jaar naast het basisjaar; ontbreekt als er niets te vergelijken is."),
        .must(
            "soorten",
            .array(
                .object([
                    .must("soort", .shortText, "De soort; other is elke andere."), .must("naam", Bilingual.shape, "De naam."),
                    .must("periode", period, "De maand, zoals 2026-11, of het jaar."),
                    .must("meldingen", count, "Meldingen van deze soort in het hele land."),
                ]), 0...100_000), "Per soort, van dit jaar en van het basisjaar."),
        .must(
            "regios",
            .array(
                .object(
                    region + [.must("periode", period, "De maand, zoals 2026-11, of het jaar.")] + numbers(count) + [
                        .must("onderOndergrens", names, "Wat niet genoemd wordt omdat het kleiner is dan de ondergrens."),
                        .must("afgeschermd", names, "Wat niet genoemd wordt omdat een ander aantal eruit zou volgen."),
                    ]), 0...100_000), "Per regio, van dit jaar en van het basisjaar."),
    ]
}
