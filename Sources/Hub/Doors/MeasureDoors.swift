// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Measures: what is owed, statements that it is done, refusals and their judgement.
struct MeasureDoors {
    let core: HubCore

    var endpoints: [Endpoint] { [list, state, refuse, judge] }

    private var list: Endpoint {
        Endpoint(
            id: "toonMaatregelen", method: .get, path: "/v1/maatregelen", access: .rights(.supervise, .decide, .comply, in: .field),
            tag: "Maatregelen",
            summary: "De maatregelen met hun naleving: van alle deelnemers voor de toezichthouder, de eigen voor een deelnemer",
            parameters: [
                .init(name: "register", place: .query, schema: .shortText, text: "Het register; als het ontbreekt: devices."),
                .init(
                    name: "stand", place: .query, schema: .text(1...20, choices: MeasureView.states),
                    text: "Alleen de maatregelen die zo staan; als het ontbreekt: alle."),
            ],
            answer: .init(
                status: 200, text: "De maatregelen.",
                schema: .object([.must("maatregelen", .array(MeasureView.shape, 0...10_000), "De maatregelen.")])
            )
        ) { call in
            let register = try core.register(RegisterName(rawValue: call.query["register"] ?? "devices"))
            let own = call.admission.right == .comply ? call.actor.party : nil
            let options = MeasureOptions(of: call.actor, in: register, core: core)
            let state = call.query["stand"]
            let shown = try await core.store.read { reader in
                let measures = try reader.measures(in: register.policy.register).filter { own == nil || $0.addressee == own }
                return try measures.compactMap { measure in
                    guard let view = try MeasureView(measure, in: register, options: options, core: core, reader: reader),
                        state.map(view.states.contains) ?? true
                    else { return nil as JSON? }
                    return view.json
                }
            }
            return .json(200, ["maatregelen": .array(shown)])
        }
    }

    private var state: Endpoint {
        Endpoint(
            id: "verklaarNaleving", method: .post, path: "/v1/nalevingsverklaringen", access: .rights(.comply, in: .any),
            tag: "Maatregelen",
            summary: "Ondertekend verklaren dat een maatregel is afgeleverd, aanvaard of uitgevoerd",
            body: .object([
                .must(
                    "verklaringen", .array(.text(1...4_000, keeping: .note), 1...30),
                    "Ondertekende notities; zie docs/protocol.md voor hun tekst.")
            ]),
            answer: .init(
                status: 201, text: "De verklaringen zijn vastgelegd.",
                schema: .object([
                    .must("aantal", .whole(0...30), "Hoeveel er nieuw waren."),
                    .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs van de eerste."),
                ])
            )
        ) { call in
            let notes = call.texts("verklaringen")
            let entered = try await core.sequencer.submit(
                Act("statement", key: call.key) { scope in
                    var count = 0
                    for (index, text) in notes.enumerated() {
                        count += try scope.state(
                            note: text, field: "verklaringen[\(index)]", origin: { core.signer.origin(of: $0) }, by: call.actor
                        )
                    }
                    return ["aantal": .integer(Int64(count))]
                }
            )
            return .json(201, entered.answer)
        }
    }

    private var refuse: Endpoint {
        Endpoint(
            id: "weigerMaatregel", method: .post, path: "/v1/weigeringen", access: .rights(.comply, in: .measure),
            tag: "Maatregelen",
            summary: "Een maatregel weigeren op een van de gronden van het register",
            body: .object([
                .must("maatregel", .shortText, "De naam van de maatregel."),
                .must("versie", .whole(1...JSON.largestInteger), "De versie."),
                .must("grond", .shortText, "De grond."), .must("toelichting", .text(1...8_000), "De uitleg."),
            ]),
            answer: .init(status: 201, text: "De weigering is vastgelegd.", schema: MeasureDoors.entered)
        ) { call in
            let entered = try await core.sequencer.submit(
                Act("refusal", key: call.key) { scope in
                    let measure = try scope.existingMeasure(MeasureID(stored: call.text("maatregel")))
                    let warrant = try scope.warrant(for: call)
                    let command = MeasureCommand.refuse(
                        version: Int(call.body["versie"]?.integer ?? 0), ground: RefusalGround(rawValue: call.text("grond")),
                        explanation: call.text("toelichting"), published: scope.publishedVersion(of: measure)
                    )
                    try scope.run(command, on: measure, by: warrant)
                    return ["maatregel": .string(measure.id.description)]
                }
            )
            return .json(201, entered.answer)
        }
    }

    private var judge: Endpoint {
        Endpoint(
            id: "beoordeelWeigering", method: .post, path: "/v1/weigeringsoordelen",
            access: .rights(.decide, in: .measure, needsPerson: true), tag: "Maatregelen",
            summary: "Een weigering beoordelen",
            body: .object([
                .must("maatregel", .shortText, "De naam van de maatregel."), .must("terecht", .truth, "Of de grond opgaat."),
                .must("redenen", .text(1...8_000, keeping: .words), "Waarom."),
            ]),
            answer: .init(status: 201, text: "Het oordeel is vastgelegd.", schema: MeasureDoors.entered)
        ) { call in
            let entered = try await core.sequencer.submit(
                Act("refusal-judgement", key: call.key) { scope in
                    let measure = try scope.existingMeasure(MeasureID(stored: call.text("maatregel")))
                    let warrant = try scope.warrant(for: call)
                    let isJustified = call.body["terecht"]?.bool ?? false
                    try scope.run(.judge(isJustified: isJustified, reasons: call.text("redenen")), on: measure, by: warrant)
                    return ["maatregel": .string(measure.id.description)]
                }
            )
            return .json(201, entered.answer)
        }
    }

    /// The short answer to an act upon a measure.
    static let entered = Schema.object([
        .must("maatregel", .shortText, "De naam van de maatregel."),
        .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs dat zonder ons is na te gaan (C2SP tlog-proof)."),
    ])
}

extension ActScope {
    /// Enters one signed statement.
    /// - Returns: 1 when it is new, 0 when it was stated before.
    func state(note text: String, field: String, origin: (RegisterName) -> String, by actor: Actor) throws -> Int {
        guard let party = actor.party else { throw Refusal(.unidentified, "Only a party can state this.") }
        let note: SignedNote
        do {
            note = try SignedNote(parsing: text)
        } catch {
            throw Refusal.field(field, "This is no signed note: \(error.reason)")
        }
        let edges = (state.registry.edges[party] ?? [:]).values
        let edge = edges.first { edge in note.signatures.contains { $0.name == EdgeNode.keyName(party: party, edge: edge.name) } }
        guard let edge else {
            throw Refusal.field(
                field, "No registered edge of this party signed it: register the edge's key first.", code: .badProof)
        }
        let statement: FactStatement
        do {
            _ = try note.verified(by: [NoteVerifier(vkey: edge.verifierKey)])
            statement = try FactStatement(text: note.text, edge: edge.name)
        } catch let error as LedgerError {
            throw Refusal.field(field, "The signature does not hold: \(error.reason)", code: .badProof)
        } catch let error as MalformedRecord {
            throw Refusal.field(field, error.description)
        }
        let measure = try existingMeasure(statement.measure)
        let register = try register(measure.register)
        try checkTree(of: statement, in: measure.register, origin: origin, field: field)
        let warrant = try warrant(actor, to: .comply, in: register)
        let before = state.measures[measure.id]
        try run(.state(statement, note: text, published: publishedVersion(of: measure)), on: measure, by: warrant)
        return before == state.measures[measure.id] ? 0 : 1
    }

    /// What an edge states, it states of a tree it saw. It must be this log's: a hub that showed edges different logs would be found out here.
    private func checkTree(of statement: FactStatement, in log: RegisterName, origin: (RegisterName) -> String, field: String)
        throws
    {
        guard statement.origin == origin(log), let open = state.logs[log] else {
            throw Refusal.field(field, "The statement is about another log.", code: .badProof)
        }
        guard statement.treeSize > 0, statement.treeSize <= open.tree.size,
            try open.tree.root(at: statement.treeSize, reading: LogTiles(writer, log: log)) == statement.root
        else {
            throw Refusal.field(
                field, "The statement stands on a tree that this log never had: follow the log anew.", code: .badProof)
        }
    }
}
