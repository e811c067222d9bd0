// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// The worklist: which cases wait for whom, page by page, how many there are, and which are about a subject.
struct WorklistDoors {
    let core: HubCore

    /// How far is counted; a larger number tells nobody more.
    static let mostCounted = 500
    /// The most cases about one subject that are shown.
    private static let mostFound = 500

    var endpoints: [Endpoint] { [list, counts, find] }

    private var list: Endpoint {
        Endpoint(
            id: "toonZaken", method: .get, path: "/v1/zaken", access: .rights(.decide, .confirm, .supervise, in: .field),
            tag: "Zaken",
            summary: "De zaken van een register, een blad tegelijk",
            parameters: [
                WorklistDoors.register,
                .init(name: "wachtOp", place: .query, schema: WorklistRow.tasks, text: WorklistDoors.waitingText),
                .init(name: "fase", place: .query, schema: CaseView.phases, text: "Alleen zaken in deze fase."),
                .init(
                    name: "termijnVoor", place: .query, schema: .moment,
                    text: "Alleen zaken waarvan de termijn voor dit moment eindigt."),
                .init(
                    name: "geopendVan", place: .query, schema: .moment, text: "Alleen zaken die op of na dit moment zijn geopend."),
                .init(name: "geopendTot", place: .query, schema: .moment, text: "Alleen zaken die voor dit moment zijn geopend."),
                .init(
                    name: "volgorde", place: .query, schema: .text(1...20, choices: WorklistOrder.allCases.map(\.rawValue)),
                    text: WorklistDoors.orderText),
                .init(
                    name: "blad", place: .query, schema: .text(1...120),
                    text: "Welk blad: de tekst die een eerder antwoord geeft; als hij ontbreekt: het eerste."),
                .init(name: "aantal", place: .query, schema: .whole(1...500), text: "Hoeveel hoogstens; als het ontbreekt: 50."),
            ],
            answer: .init(status: 200, text: "Een blad met zaken.", schema: WorklistDoors.pageShape)
        ) { call in
            let register = try core.register(RegisterName(rawValue: call.query["register"] ?? "devices"))
            let name = register.policy.register
            let person = core.proposer(call.actor)
            let query = try WorklistRequest(call.query, person: person).query
            // One row more than asked for tells whether there is a page beyond.
            var asked = query
            asked.most += 1
            let (question, most) = (asked, query.most)
            let found = try await core.store.read { try $0.worklist(question, in: name) }
            return .json(
                200, WorklistPage(found, of: query, most: most).json { WorklistRow.json($0, for: person, in: register.policy) })
        }
    }

    private var counts: Endpoint {
        Endpoint(
            id: "telZaken", method: .get, path: "/v1/zaken/_tel", access: .rights(.decide, .confirm, .supervise, in: .field),
            tag: "Zaken",
            summary: "Hoeveel zaken er wachten, waarop", parameters: [WorklistDoors.register],
            answer: .init(status: 200, text: "De aantallen; hoger dan de grens is niet geteld.", schema: WorklistDoors.countShape)
        ) { call in
            let register = try core.register(RegisterName(rawValue: call.query["register"] ?? "devices"))
            let name = register.policy.register
            let person = core.proposer(call.actor)
            let now = core.timekeeper.now()
            let counted = try await core.store.read { reader in
                func count(_ selection: WorklistQuery.Selection, dueBefore: Instant? = nil) throws -> JSON {
                    let query = WorklistQuery(selection, order: .due, dueBefore: dueBefore, most: WorklistDoors.mostCounted + 1)
                    return .integer(Int64(try reader.count(query, in: name)))
                }
                var members = try CaseTask.allCases.map {
                    ($0.rawValue, JSON?.some(try count(.waiting($0, butOf: $0 == .confirm ? person : nil))))
                }
                members.append(("teLaat", try count(.all, dueBefore: now)))
                members.append(("alle", try count(.all)))
                members.append(("grens", .integer(Int64(WorklistDoors.mostCounted))))
                return JSONObject(members)
            }
            return .json(200, .object(counted))
        }
    }

    private var find: Endpoint {
        Endpoint(
            id: "zoekZaken", method: .post, path: "/v1/zaken/_zoek", access: .rights(.decide, .confirm, .supervise, in: .field),
            tag: "Zaken",
            summary: "De zaken over één onderwerp, ook gesloten, nieuwste eerst",
            body: .object([
                .may("register", .shortText, "Het register; als het ontbreekt: devices."),
                .must("onderwerp", .text(1...200, keeping: .imei), "Het onderwerp, zoals een IMEI-nummer."),
            ]),
            answer: .init(
                status: 200, text: "De zaken.",
                schema: .object([.must("zaken", .array(WorklistRow.rowShape, 0...WorklistDoors.mostFound), "De zaken.")])),
            mostBytes: 4 << 10, notesReading: true
        ) { call in
            let register = try core.register(RegisterName(rawValue: call.body["register"]?.string ?? "devices"))
            let name = register.policy.register
            let begun = core.timekeeper.now()
            guard let warrant = call.admission.warrant else { throw Access.unidentified }
            let subject = try register.subject(call.text("onderwerp"), field: "onderwerp")
            let person = core.proposer(call.actor)
            let rows = try await core.store.read { try $0.cases(about: subject, in: name, most: WorklistDoors.mostFound) }
            try await core.note(.search, of: rows.map(\.id), in: register, by: warrant, for: call, since: begun)
            return .json(200, ["zaken": .array(rows.map { WorklistRow.json($0, for: person, in: register.policy) })])
        }
    }

    private static let register = Endpoint.Parameter(
        name: "register", place: .query, schema: .shortText, text: "Het register; als het ontbreekt: devices.")
    private static let waitingText =
        "Alleen zaken die hierop wachten: decide op een besluit, confirm op een tweede persoon (niet wat u zelf voorstelde), objection op een beslissing op bezwaar, rectification op een antwoord op een verzoek om verbetering, clearance op vrijgave van wat een grens overschrijdt."
    private static let orderText =
        "termijn: eerste termijn eerst; bijgewerkt: laatste handeling eerst; geopend: nieuwste zaak eerst. Als het ontbreekt: termijn met wachtOp of termijnVoor, geopend met een periode, anders bijgewerkt."

    private static let pageShape = Schema.named(
        "Werklijst",
        .object([
            .must("zaken", .array(WorklistRow.rowShape, 0...500), "De zaken."),
            .may("eerste", .text(1...120), "Het eerste blad, als dit het niet is."),
            .may("vorige", .text(1...120), "Het vorige blad, als dat er is."),
            .may("volgende", .text(1...120), "Het volgende blad, als dat er is."),
            .may("laatste", .text(1...120), "Het laatste blad, als dit het niet is."),
        ]))

    private static let countShape = Schema.named(
        "Aantallen",
        .object(
            CaseTask.allCases.map { .must($0.rawValue, number, "Zaken die hierop wachten.") } + [
                .must("teLaat", number, "Zaken waarvan de termijn voorbij is."), .must("alle", number, "Alle zaken."),
                .must("grens", .whole(1...1_000_000), "Tot hoe ver is geteld: een hoger aantal betekent meer dan dit."),
            ]))
    private static let number = Schema.whole(0...1_000_000)
}

extension HubCore {
    /// What stands for a person in the rows of cases; nil for a system.
    func proposer(_ actor: Actor) -> String? {
        guard let party = actor.party, let person = actor.person else { return nil }
        return secrets.proposerCode(of: party, person: person)
    }
}
