// SPDX-License-Identifier: EUPL-1.2

import Ledger
import PrivateChecks

extension PrivateCheckDoors {
    /// What is asked, of so many devices at most.
    static func question(of devices: Int) -> Schema {
        .object([
            .must("tijdvak", epoch, "Het tijdvak van de sleutel waaronder is verhuld."),
            .must("bits", bits, "Hoeveel bits het nummer van een vak heeft."),
            .must(
                "elementen", .array(.text(68...68, keeping: .blindedElement), 0...devices),
                "De verhulde toestellen: elk een punt van P-384 (49 bytes, base64)."),
            .must(
                "vakken", .array(.text(3...3, keeping: .bucket), 0...mostBuckets),
                "De nummers van de vakken waarvan de uitkomsten worden gevraagd: elk drie hexadecimale cijfers."),
        ])
    }

    /// What is answered.
    static var answer: Endpoint.Answer {
        .init(status: 200, text: "De evaluaties, en de uitkomsten in de vakken.", schema: answerShape)
    }

    private static let epoch = Schema.whole(0...Int64(UInt32.max))
    private static let bits = Schema.whole(0...Int64(PrivateCheck.mostBits))

    private static let age: [Schema.Member] = [
        .must("versie", .whole(0...JSON.largestInteger), "De versie van de lijst waaruit wordt geantwoord."),
        .may("gewijzigd", .moment, "Wanneer de lijst voor het laatst is gewijzigd."),
        .must("gevraagd", .moment, "Het moment van de vraag."),
    ]

    static let parametersShape = Schema.named(
        "PriveControle",
        .object(
            [
                .must("protocol", .text(1...100, choices: [PrivateCheck.name]), "Het protocol, met zijn versie."),
                .must("suite", .text(1...100, choices: [PrivateCheck.suite]), "De suite van RFC 9497, in de vorm VOPRF."),
                .must("lijst", .shortText, "De lijst waarop wordt gecontroleerd."),
                .must("tijdvak", epoch, "Het tijdvak van nu: vier weken."),
                .must("van", .moment, "Wanneer het begon."), .must("tot", .moment, "Wanneer het voorbij is."),
                .must("sleutel", .text(68...68), "De openbare sleutel van het tijdvak (49 bytes, base64)."),
                .must("verklaring", .text(1...2_000), "Welke sleutel het is, door het knooppunt ondertekend (C2SP signed-note)."),
                .must("bits", bits, "Hoeveel bits het nummer van een vak nu heeft."),
            ] + age))

    private static let answerShape = Schema.named(
        "PriveAntwoord",
        .object(
            [
                .must("tijdvak", epoch, "Het tijdvak van de sleutel waarmee is geantwoord."),
                .must(
                    "evaluaties", .array(.text(196...196), 0...mostDevices),
                    "Voor elk element, in volgorde: het punt en het bewijs (145 bytes, base64)."),
                .must(
                    "vakken",
                    .array(
                        .object([
                            .must("vak", .text(3...3), "Het nummer van het vak: drie hexadecimale cijfers."),
                            .must("uitkomsten", .text(0...(16 << 20)), "De uitkomsten in volgorde, elk acht bytes (base64)."),
                        ]), 0...mostBuckets), "De gevraagde vakken, elk aangevuld tot één lengte."),
            ] + age))
}
