// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// The log of processing: who read which case, for who supervises and for whom it is about.
struct ProcessingDoors {
    let core: HubCore

    /// The most lines of a page.
    private static let most = 500

    var endpoints: [Endpoint] { [list, export, own] }

    private var list: Endpoint {
        Endpoint(
            id: "toonVerwerkingen", method: .get, path: "/v1/verwerkingen", access: .rights(.supervise, in: .field),
            tag: "Verwerkingen",
            summary: "Wie welke zaak heeft ingezien, nieuwste eerst", parameters: ProcessingDoors.filters,
            answer: .init(
                status: 200, text: "Een bladzijde van het logboek.",
                schema: .object([
                    .must("regels", .array(ProcessingDoors.line, 0...ProcessingDoors.most), "De regels."), ProcessingDoors.next,
                ]))
        ) { call in
            let (lines, next) = try await page(of: call)
            let view = ReadingView(registry: core.board.registry, hub: core.signer.hub)
            return .json(200, ProcessingDoors.answer("regels", lines.map(view.full), next))
        }
    }

    private var export: Endpoint {
        Endpoint(
            id: "voerLogregelsUit", method: .get, path: "/v1/logregels", access: .rights(.supervise, in: .field),
            tag: "Verwerkingen",
            summary: "Hetzelfde in de vorm van de standaard Logboek dataverwerkingen 1.0", parameters: ProcessingDoors.filters,
            answer: .init(
                status: 200, text: "Een bladzijde van het logboek.",
                schema: .object([
                    .must("logregels", .array(ProcessingDoors.standard, 0...ProcessingDoors.most), "De regels."),
                    ProcessingDoors.next,
                ]))
        ) { call in
            let (lines, next) = try await page(of: call)
            let view = ReadingView(registry: core.board.registry, hub: core.signer.hub)
            return .json(200, ProcessingDoors.answer("logregels", lines.map(view.standard), next))
        }
    }

    private var own: Endpoint {
        Endpoint(
            id: "toonEigenVerwerkingen", method: .post, path: "/v1/meldingen/{melding}/_verwerkingen", access: .secret,
            tag: "Verwerkingen", summary: "Wie een eigen melding heeft ingezien, met het nummer en het geheim",
            parameters: [ReportDoors.number],
            body: .object([
                .must("geheim", .text(1...40, keeping: .secret), "Het geheim dat bij de melding hoort."),
                .may("verder", .text(1...60), "Waar de vorige bladzijde ophield."),
            ]),
            answer: .init(
                status: 200, text: "Een bladzijde van het logboek.",
                schema: .object([
                    .must("regels", .array(ProcessingDoors.ownLine, 0...ProcessingDoors.most), "De regels, nieuwste eerst."),
                    ProcessingDoors.next,
                ]))
        ) { call in
            let reference = try ReportReference(call.parameter("melding"))
            try core.limits.admit(.report, reference.description, at: core.timekeeper.now())
            let name = try core.register(of: reference.caseID).policy.register
            let hash = core.secrets.hash(ofReportSecret: call.text("geheim"))
            let after = try call.body["verder"]?.string.map { text throws(Refusal) in try ReadingPosition(text, field: "verder") }
            let query = ReadingQuery(
                register: name, subject: core.secrets.subjectCode(of: reference.caseID), after: after, most: ProcessingDoors.most)
            let lines = try await core.store.read { reader in
                _ = try ReportDoors.ownReport(reference, in: try reader.loadCase(reference.caseID, in: name), hash: hash)
                return try reader.readings(query)
            }
            let view = ReadingView(registry: core.board.registry, hub: core.signer.hub)
            return .json(
                200,
                ProcessingDoors.answer("regels", lines.map(view.own), lines.count == ProcessingDoors.most ? lines.last : nil))
        }
    }

    /// The lines that a supervisor asks for, and the last one when there may be more.
    private func page(of call: Call) async throws -> (lines: [StoredReading], next: StoredReading?) {
        let register = try core.register(RegisterName(rawValue: call.query["register"] ?? "devices"))
        var query = ReadingQuery(register: register.policy.register, most: call.query["aantal"].flatMap(Int.init) ?? 50)
        if let party = call.query["deelnemer"] { query.party = try PartyID(party, field: "deelnemer") }
        if let id = call.query["zaak"] { query.subject = core.secrets.subjectCode(of: try CaseID(id)) }
        if let after = call.query["verder"] { query.after = try ReadingPosition(after, field: "verder") }
        query.from = call.query["van"].flatMap { Instant(rfc3339: $0) }
        query.until = call.query["tot"].flatMap { Instant(rfc3339: $0) }
        let asked = query
        let lines = try await core.store.read { try $0.readings(asked) }
        return (lines, lines.count == asked.most ? lines.last : nil)
    }

    private static func answer(_ member: String, _ lines: [JSON], _ last: StoredReading?) -> JSON {
        .object(
            JSONObject([
                (member, .array(lines)),
                ("verder", last.map { .string(ReadingPosition(startedAt: $0.startedAt, span: $0.span).text) }),
            ]))
    }
}

extension ProcessingDoors {
    private static let filters: [Endpoint.Parameter] = [
        .init(name: "register", place: .query, schema: .shortText, text: "Het register; als het ontbreekt: devices."),
        .init(name: "deelnemer", place: .query, schema: .text(1...200, keeping: .party), text: "Alleen wat deze deelnemer inzag."),
        .init(name: "zaak", place: .query, schema: .text(1...30, keeping: .caseNumber), text: "Alleen wie deze zaak inzag."),
        .init(name: "van", place: .query, schema: .moment, text: "Alleen vanaf dit moment."),
        .init(name: "tot", place: .query, schema: .moment, text: "Alleen van voor dit moment."),
        .init(name: "verder", place: .query, schema: .text(1...60), text: "Waar de vorige bladzijde ophield."),
        .init(name: "aantal", place: .query, schema: .whole(1...Int64(most)), text: "Hoeveel hoogstens; als het ontbreekt: 50."),
    ]

    private static let next = Schema.Member.may(
        "verder", .text(1...60), "Waar de volgende bladzijde begint; ontbreekt als er niets meer komt.")

    private static let line = Schema.named(
        "Verwerking",
        .object([
            .must("begin", .moment, "Wanneer het inzien begon."), .must("einde", .moment, "Wanneer het antwoord klaar was."),
            .must("spoor", .shortText, "De verwerking (trace_id)."), .must("actie", .shortText, "De actie (span_id)."),
            .may("onderdeelVan", .shortText, "De actie waar deze bij hoort (parent_span_id)."),
            .must("handeling", .shortText, "De handeling in deze API."),
            .must("verwerkingsactiviteit", .shortText, "De verwerkingsactiviteit."),
            .may("betrokkene", .shortText, "Pseudoniem van de zaak; ontbreekt als die gewist is of als niets gevonden is."),
            .must("deelnemer", .text(0...200), "Wie inzag."), .must("naam", .text(0...200), "De naam."),
            .may("persoon", .shortText, "Welke medewerker."), .must("rol", .shortText, "In welke rol."),
            .may("mandaat", .whole(1...JSON.largestInteger), "Onder welk mandaat."), .must("doel", .text(1...500), "Waarvoor."),
            .must("grondslag", .text(1...500), "Op welke grondslag."),
        ]))

    /// A line as the person sees it.
    static let ownLine = Schema.named(
        "EigenVerwerking",
        .object([
            .must("wanneer", .moment, "Wanneer."), .must("wat", .shortText, "Wat er gebeurde, zoals zaak-inzien."),
            .must("deelnemer", .text(0...200), "Welke organisatie."), .must("rol", .shortText, "In welke rol."),
            .must("doel", .text(1...500), "Waarvoor."), .must("grondslag", .text(1...500), "Op welke grondslag."),
        ]))

    private static let standard = Schema.named(
        "Logregel",
        .object([
            .must("trace_id", .shortText, "De verwerking, 16 bytes."), .must("span_id", .shortText, "De actie, 8 bytes."),
            .must("status", .text(1...5, choices: ["Unset", "Ok", "Error"]), "Of het lukte."),
            .must("name", .shortText, "De naam van de actie."),
            .must("start_time", .whole(0...JSON.largestInteger), "Begin, in milliseconden sinds 1970."),
            .must("end_time", .whole(0...JSON.largestInteger), "Einde, in milliseconden sinds 1970."),
            .may("parent_span_id", .shortText, "De actie waar deze bij hoort."),
            .must("resource", .open, "Het systeem."), .must("attributes", .open, "De velden met dpl.core."),
        ]))
}
