// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Case, decision, second person, objection.
struct CaseDoors {
    let core: HubCore

    var endpoints: [Endpoint] {
        [show, decide, confirm, reject, object, decideObjection, answerRectification, takeUp] + clearances
    }

    private var show: Endpoint {
        Endpoint(
            id: "toonZaak", method: .get, path: "/v1/zaken/{zaak}", access: .rights(.decide, .confirm, .supervise, in: .caseNumber),
            tag: "Zaken",
            summary: "Een zaak met haar hele verloop",
            parameters: [CaseDoors.number], answer: .init(status: 200, text: "De zaak.", schema: CaseView.fullShape),
            notesReading: true
        ) { call in
            let begun = core.timekeeper.now()
            let id = try CaseID(call.parameter("zaak"))
            let register = try core.register(of: id)
            guard let warrant = call.admission.warrant else { throw Access.unidentified }
            let registry = core.board.registry
            let options = CaseOptions(register: register, registry: registry, now: begun)
            let shown = try await core.store.read { reader in
                guard let state = try reader.loadCase(id, in: register.policy.register) else {
                    throw Refusal.field("zaak", "There is no case with this number.", code: .unknown)
                }
                let view = CaseView(reader: reader, register: register, registry: registry)
                return try view.full(
                    state, showsHits: call.admission.right != .supervise, options: options.json(for: call.actor, in: state))
            }
            try await core.note(.caseFile, of: [id], in: register, by: warrant, for: call, since: begun)
            return .json(200, shown)
        }
    }

    private var decide: Endpoint {
        act(
            id: "besluit", path: "/v1/zaken/{zaak}/besluiten", tag: "Besluiten",
            summary: "Een besluit nemen, of voorstellen als een tweede persoon nodig is",
            body: .named(
                "NieuwBesluit",
                .object([
                    .must("soort", .text(1...200, keeping: core.decisionKinds), "De soort besluit, zoals block."),
                    .must("redenen", .text(1...8_000, keeping: .words), "Waarom."),
                    .may(
                        "geadresseerden", .array(.text(1...200, keeping: .party), 0...1_000),
                        "De deelnemers die het moeten uitvoeren, als het besluit die noemt."),
                ])
            ),
            access: .rights(.decide, in: .caseNumber, roles: .decidersOfKind, needsPerson: true)
        ) { call throws(Refusal) in
            var addressees: [PartyID] = []
            for (index, text) in call.texts("geadresseerden").enumerated() {
                addressees.append(try PartyID(text, field: "geadresseerden[\(index)]"))
            }
            return .decide(DecisionKind(rawValue: call.text("soort")), reasons: call.text("redenen"), addressees: addressees)
        } number: {
            $0.decisions.count
        }
    }

    private var confirm: Endpoint {
        act(
            id: "bevestigBesluit", path: "/v1/zaken/{zaak}/besluiten/{besluit}/bevestigingen", tag: "Besluiten",
            summary: "Een voorgesteld besluit als tweede persoon bevestigen", parameters: [CaseDoors.decision], body: .object([]),
            access: .rights(.confirm, in: .caseNumber, needsPerson: true)
        ) { call throws(Refusal) in
            .confirm(try call.number("besluit"))
        } number: {
            $0.decisions.count
        }
    }

    private var reject: Endpoint {
        act(
            id: "wijsBesluitAf", path: "/v1/zaken/{zaak}/besluiten/{besluit}/afwijzingen", tag: "Besluiten",
            summary: "Een voorgesteld besluit afwijzen of intrekken", parameters: [CaseDoors.decision],
            body: .object([.must("redenen", .text(1...8_000, keeping: .words), "Waarom.")]),
            access: .rights(.confirm, in: .caseNumber, needsPerson: true)
        ) { call throws(Refusal) in
            .reject(try call.number("besluit"), reasons: call.text("redenen"))
        } number: {
            $0.decisions.count
        }
    }

    private var object: Endpoint {
        act(
            id: "maakBezwaar", path: "/v1/zaken/{zaak}/bezwaren", tag: "Bezwaren",
            summary: "Als deelnemer bezwaar maken tegen een besluit",
            body: .object([.must("gronden", .text(1...8_000, keeping: .words), "Waarom.")]),
            access: .rights(.comply, in: .caseNumber)
        ) { call throws(Refusal) in
            .object(grounds: call.text("gronden"))
        } number: {
            $0.objections.count
        }
    }

    private var decideObjection: Endpoint {
        act(
            id: "beslisOpBezwaar", path: "/v1/zaken/{zaak}/bezwaren/{bezwaar}/beslissingen", tag: "Bezwaren",
            summary: "Op een bezwaar beslissen",
            parameters: [.init(name: "bezwaar", place: .path, schema: .whole(1...1_000_000), text: "Het nummer van het bezwaar.")],
            body: .object([
                .must("gegrond", .truth, "Of het bezwaar gegrond is."),
                .must("redenen", .text(1...8_000, keeping: .words), "Waarom."),
            ]),
            access: .rights(.decide, in: .caseNumber, needsPerson: true)
        ) { call throws(Refusal) in
            .decideObjection(try call.number("bezwaar"), upheld: call.body["gegrond"]?.bool ?? false, reasons: call.text("redenen"))
        } number: {
            $0.objections.count
        }
    }

    private var takeUp: Endpoint {
        act(
            id: "volgTreffersOp", path: "/v1/zaken/{zaak}/opvolgingen", tag: "Zaken",
            summary: "Vastleggen wat er met de treffers in een zaak is gedaan",
            body: .object([.must("redenen", .text(1...8_000, keeping: .words), "Wat er is gedaan.")]),
            access: .rights(.decide, in: .caseNumber, needsPerson: true)
        ) { call throws(Refusal) in
            .takeUp(reasons: call.text("redenen"))
        } number: {
            $0.hitsTakenUp
        }
    }

    /// An endpoint that runs one command in an existing case under a right.
    func act(
        id: String, path: String, tag: String, summary: String, parameters: [Endpoint.Parameter] = [], body: Schema, access: Access,
        command: @escaping @Sendable (Call) throws(Refusal) -> CaseCommand, number: @escaping @Sendable (Case) -> Int
    ) -> Endpoint {
        Endpoint(
            id: id, method: .post, path: path, access: access, tag: tag, summary: summary,
            parameters: [CaseDoors.number] + parameters,
            body: body, answer: .init(status: 201, text: "Vastgelegd.", schema: CaseView.enteredShape)
        ) { call in
            let caseID = try CaseID(call.parameter("zaak"))
            let command = try command(call)
            let entered = try await core.sequencer.submit(
                Act(id, key: call.key) { scope in
                    let register = try core.register(of: caseID)
                    let warrant = try scope.warrant(for: call)
                    let (state, _) = try scope.existingCase(caseID)
                    let after = try scope.run(command, in: state, of: register, by: warrant)
                    return CaseView.entered(after, number: number(after))
                }
            )
            return .json(201, entered.answer)
        }
    }

    static let number = Endpoint.Parameter(
        name: "zaak", place: .path, schema: .text(1...30, keeping: .caseNumber),
        text: "Het nummer van de zaak, zoals DV-7K3M-Q9TX-2HRA."
    )
    private static let decision = Endpoint.Parameter(
        name: "besluit", place: .path, schema: .whole(1...1_000_000), text: "Het nummer van het besluit binnen de zaak."
    )
}
