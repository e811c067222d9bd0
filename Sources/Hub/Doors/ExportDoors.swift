// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Pages

/// What a party can take along: everything the hub holds of it.
struct ExportDoors {
    let core: HubCore

    var endpoints: [Endpoint] { [everything, table] }

    private var everything: Endpoint {
        Endpoint(
            id: "toonUitvoer", method: .get, path: "/v1/uitvoer", access: ExportDoors.access, tag: "Deelnemers",
            summary: "Alles wat het knooppunt van de eigen deelnemer heeft, voor wie zijn personen beheert of voor hem uitvoert",
            answer: .init(status: 200, text: "De uitvoer.", schema: ExportDoors.shape), notesReading: true
        ) { call in
            let export = try export(call)
            let begun = core.timekeeper.now()
            let trace = call.trace?.trace ?? HubSecrets.randomBytes(16)
            let standing = try await export.standing()
            return .stream(mediaType: "application/json") { write in
                // The acts come as they are read; what else there is stands behind them.
                try await write(Array("{\"handelingen\":[".utf8))
                var isFirst = true
                try await export.acts { piece in
                    // What a piece shows of cases is noted before it is shown.
                    try await note(piece, for: call, trace: trace, since: begun)
                } _: { act in
                    try await write((isFirst ? [] : [UInt8(ascii: ",")]) + act.json(for: export.party).canonical())
                    isFirst = false
                }
                try await write([UInt8(ascii: "]")])
                for member in standing {
                    try await write(
                        [UInt8(ascii: ",")] + JSON.string(member.key).canonical() + [UInt8(ascii: ":")] + member.value.canonical())
                }
                try await write([UInt8(ascii: "}")])
            }
        }
    }

    private var table: Endpoint {
        Endpoint(
            id: "toonHandelingen", method: .get, path: "/v1/uitvoer/handelingen", access: ExportDoors.access, tag: "Deelnemers",
            summary:
                "De handelingen van de eigen deelnemer als CSV (RFC 4180), voor wie zijn personen beheert of voor hem uitvoert",
            answer: .init(status: 200, text: "De handelingen.", schema: nil, mediaType: "text/csv")
        ) { call in
            let export = try export(call)
            return .stream(mediaType: "text/csv; charset=utf-8") { write in
                try await write(Array(TableText.line(PartyExport.Act.columns).utf8))
                try await export.acts { try await write(Array(TableText.line($0.cells(for: export.party)).utf8)) }
            }
        }
    }

    private func note(_ piece: [PartyExport.Act], for call: Call, trace: [UInt8], since begun: Instant) async throws {
        guard let log = piece.first?.log, let register = core.registers[log], let warrant = call.admission.warrant else { return }
        let cases = Set(piece.compactMap(\.shownCase)).sorted()
        guard !cases.isEmpty else { return }
        try await core.note(.export, of: cases, in: register, by: warrant, for: call, trace: trace, since: begun)
    }

    /// Whoever manages the persons of the party, and whoever carries measures out for it.
    private static let access = Access(
        parties: .oneOf([.managers, .rights([.comply], in: .any, roles: .ofRight, needsPerson: false)]))

    private func export(_ call: Call) throws(Refusal) -> PartyExport {
        guard let own = call.actor.party else { throw Access.unidentified }
        return PartyExport(core: core, party: own)
    }

    private static let shape = Schema.named(
        "Uitvoer",
        .object([
            .must("deelnemer", .shortText, "De deelnemer."), .must("naam", .text(0...200), "Zijn naam."),
            .must("rollen", .array(.shortText, 0...20), "Zijn rollen."), .may("geregistreerd", .moment, "Sinds wanneer."),
            .must("peildatum", .moment, "Wanneer dit is gemaakt."),
            .must("mandaten", .array(MandateDoors.shape, 0...100_000), "Zijn mandaten, ook geëindigde."),
            .must("personen", .array(PersonDoors.shape, 0...100_000), "Zijn personen."),
            .must("certificaten", .array(CertificateDoors.shape, 0...100_000), "Zijn certificaten."),
            .must(
                "randknopen",
                .array(
                    .object([
                        .must("naam", .shortText, "De randknoop."), .must("sleutel", .text(1...500), "Zijn openbare sleutel."),
                        .must("geregistreerd", .moment, "Wanneer."),
                    ]), 0...100_000), "Zijn randknopen."),
            .must("maatregelen", .array(.open, 0...100_000), "Zijn maatregelen, zoals het knooppunt ze bewaart."),
            .must("handelingen", .array(act, 0...Int(Int32.max)), "Wat hij deed, en wat over hem is vastgelegd, in volgorde."),
        ]))

    private static let act = Schema.object([
        .must("logboek", .shortText, "Het logboek."), .must("regel", .whole(0...JSON.largestInteger), "De regel daarin."),
        .must("soort", .shortText, "Wat er gebeurde."), .must("wanneer", .moment, "Wanneer."),
        .must("hoortBij", .text(1...300), "De zaak of de maatregel waar het bij hoort."),
        .may("persoon", .shortText, "De persoon van de deelnemer die het deed."),
        .may("grondslag", .text(1...1_000), "De wettelijke grondslag."),
        .may("mandaat", .whole(1...JSON.largestInteger), "Het mandaat waarop het steunt."),
        .may("inhoud", .open, "Wat is vastgelegd; ontbreekt als het over een andere deelnemer gaat."),
    ])
}
