// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Reporting, following a report, and what a reporter can do with it.
struct ReportDoors {
    let core: HubCore

    var endpoints: [Endpoint] { [report, follow, followUp, object] }

    private var report: Endpoint {
        Endpoint(
            id: "meld", method: .post, path: "/v1/meldingen",
            access: .rights(.report, in: .field, roles: .reportersOfKind(.opening)).and(.everybody, on: .report), tag: "Meldingen",
            summary: "Een melding doen",
            body: .named(
                "NieuweMelding",
                .object([
                    .may("register", .shortText, "Het register; als het ontbreekt: devices."),
                    .must("soort", .text(1...200, keeping: core.reportKinds(.opening)), "De soort melding, zoals theft of loss."),
                    .must(
                        "onderwerpen", .array(.text(1...64, keeping: .imei), 0...200_000),
                        "Waar het om gaat; voor toestellen de IMEI-nummers. Leeg als die niet bekend zijn en gegevens een telefoonnummer heeft."
                    ),
                    .must(
                        "gegevens", .open(keeping: .details),
                        "Wat de melding verder zegt; welke velden kunnen, staat in het register."),
                ])
            ),
            answer: .init(status: 201, text: "De melding is vastgelegd.", schema: ReportDoors.entered), mostBytes: 16 << 20
        ) { call in
            var generator = SystemRandomNumberGenerator()
            let draft = ReportDraft(
                register: RegisterName(rawValue: call.body["register"]?.string ?? "devices"),
                kind: ReportKind(rawValue: call.text("soort")),
                subjects: call.texts("onderwerpen"), details: call.body["gegevens"] ?? [:], random: generator.next()
            )
            let entered = try await core.sequencer.submit(
                Act("report", key: call.key) { scope in
                    ["melding": .string(try scope.report(draft, by: call.actor).description)]
                }
            )
            return .json(
                201, answer(entered.answer, kind: draft.kind, in: try core.register(draft.register), isCitizen: call.isOpenDoor))
        }
    }

    private var follow: Endpoint {
        Endpoint(
            id: "volgMelding", method: .post, path: "/v1/meldingen/{melding}/_volg", access: .secret, tag: "Meldingen",
            summary: "Een eigen melding volgen, met het nummer en het geheim",
            parameters: [ReportDoors.number],
            body: .object([.must("geheim", .text(1...40, keeping: .secret), "Het geheim dat bij de melding hoort.")]),
            answer: .init(status: 200, text: "Hoe het met de melding staat.", schema: CaseView.reporterShape)
        ) { call in
            let reference = try ReportReference(call.parameter("melding"))
            try core.limits.admit(.report, reference.description, at: core.timekeeper.now())
            let register = try core.register(of: reference.caseID)
            let hash = core.secrets.hash(ofReportSecret: call.text("geheim"))
            let registry = core.board.registry
            return .json(
                200,
                try await core.store.read { reader in
                    let state = try reader.loadCase(reference.caseID, in: register.policy.register)
                    let report = try ReportDoors.ownReport(reference, in: state, hash: hash)
                    guard let state else { throw ReportDoors.unknown }
                    return try CaseView(reader: reader, register: register, registry: registry).forReporter(state, report: report)
                }
            )
        }
    }

    private var followUp: Endpoint {
        Endpoint(
            id: "meldVervolg", method: .post, path: "/v1/meldingen/{melding}/vervolgmeldingen",
            access: .rights(.report, in: .report, roles: .reportersOfKind(.following)).and(.secret, on: .report),
            tag: "Meldingen",
            summary: "Op een eigen melding terugkomen, bijvoorbeeld omdat het toestel terug is",
            parameters: [ReportDoors.number],
            body: .object([
                .may("geheim", .text(1...40, keeping: .secret), "Het geheim; voor wie zonder certificaat komt."),
                .must("soort", .text(1...200, keeping: core.reportKinds(.following)), "De soort vervolg, zoals recovery."),
                .may("gegevens", .open, "Wat de melding verder zegt."),
            ]),
            answer: .init(status: 201, text: "De vervolgmelding is vastgelegd.", schema: ReportDoors.entered)
        ) { call in
            let reference = try ReportReference(call.parameter("melding"))
            if call.isOpenDoor { try core.limits.admit(.report, reference.description, at: core.timekeeper.now()) }
            let register = try core.register(of: reference.caseID)
            let kind = ReportKind(rawValue: call.text("soort"))
            let entered = try await core.sequencer.submit(
                Act("report", key: call.key) { scope in
                    let state = try scope.ownCase(reference, call: call, of: register)
                    let details = call.body["gegevens"] ?? [:]
                    let faults = register.faults(in: details, of: kind, at: scope.now)
                    guard faults.isEmpty else { throw Refusal(.invalid, "Mend the fields named.", faults: faults) }
                    let warrant = try scope.warrant(for: call)
                    let after = try scope.run(
                        .report(kind, subjects: [], known: [], details: details, secretHash: nil), in: state, of: register,
                        by: warrant
                    )
                    return ["melding": .string(ReportReference(caseID: after.id, number: after.reports.count).description)]
                }
            )
            return .json(201, answer(entered.answer, kind: kind, in: register, isCitizen: false))
        }
    }

    private var object: Endpoint {
        Endpoint(
            id: "maakBezwaarBijMelding", method: .post, path: "/v1/meldingen/{melding}/bezwaren",
            access: .rights(.report, in: .report).and(.secret, on: .objection),
            tag: "Bezwaren",
            summary: "Bezwaar maken tegen het besluit op een eigen melding",
            parameters: [ReportDoors.number],
            body: .object([
                .may("geheim", .text(1...40, keeping: .secret), "Het geheim; voor wie zonder certificaat komt."),
                .must("gronden", .text(1...8_000, keeping: .words), "Waarom u het er niet mee eens bent."),
            ]),
            answer: .init(status: 201, text: "Het bezwaar is vastgelegd.", schema: CaseView.enteredShape)
        ) { call in
            let reference = try ReportReference(call.parameter("melding"))
            if call.isOpenDoor { try core.limits.admit(.report, reference.description, at: core.timekeeper.now()) }
            let register = try core.register(of: reference.caseID)
            let entered = try await core.sequencer.submit(
                Act("objection", key: call.key) { scope in
                    let state = try scope.ownCase(reference, call: call, of: register)
                    let warrant = try scope.warrant(for: call)
                    let after = try scope.run(.object(grounds: call.text("gronden")), in: state, of: register, by: warrant)
                    return CaseView.entered(after, number: after.objections.count)
                }
            )
            return .json(201, entered.answer)
        }
    }

    /// The answer to a report: its number, the secret where there is one, and what the reporter can do now.
    private func answer(_ entered: JSON, kind: ReportKind, in register: any Register, isCitizen: Bool) -> JSON {
        guard case .object(var object) = entered, let reference = object["melding"]?.string else { return entered }
        if isCitizen { object["geheim"] = .string(core.secrets.reportSecret(of: reference)) }
        object["zaak"] = (try? ReportReference(reference)).map { .string($0.caseID.description) }
        object["nuDoen"] = .array(register.advice(after: kind).map { ["nl": .string($0.dutch), "en": .string($0.english)] })
        return .object(object)
    }

    static let unknown = Refusal.field("melding", "There is no report with this number and this secret.", code: .unknown)

    /// The report with this number, when the secret is its own. Wrong number and wrong secret answer alike.
    static func ownReport(_ reference: ReportReference, in state: Case?, hash: Digest) throws(Refusal) -> Report {
        guard let state, state.reports.indices.contains(reference.number - 1) else { throw unknown }
        let report = state.reports[reference.number - 1]
        guard report.secretHash == hash else { throw unknown }
        return report
    }

    static let number = Endpoint.Parameter(
        name: "melding", place: .path, schema: .text(1...40, keeping: .reportNumber),
        text: "Het nummer van de melding, zoals DV-7K3M-Q9TX-2HRA-1."
    )

    private static let entered = Schema.named(
        "VastgelegdeMelding",
        .object([
            .must("melding", .shortText, "Het nummer van de melding."), .must("zaak", .shortText, "Het nummer van de zaak."),
            .may("geheim", .shortText, "Hiermee volgt u de melding. Het wordt nergens bewaard."),
            .must(
                "nuDoen",
                .array(
                    .object([.must("nl", .text(1...500), "Nederlands."), .must("en", .text(1...500), "Engels.")]), 0...20
                ),
                "Wat u nu kunt doen."
            ),
            .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs dat zonder ons is na te gaan (C2SP tlog-proof)."),
        ])
    )
}

extension ActScope {
    /// The case of one's own report: by the secret for a citizen, by the report itself for a party.
    func ownCase(_ reference: ReportReference, call: Call, of register: any Register) throws -> Case {
        let state = try loadCase(reference.caseID, in: register.policy.register)
        if let party = call.actor.party {
            guard let state, state.reports.indices.contains(reference.number - 1) else { throw ReportDoors.unknown }
            guard state.reports[reference.number - 1].warrant.party == party else {
                throw Refusal.field("melding", "This report was made by another party.", code: .wrongParty)
            }
            return state
        }
        _ = try ReportDoors.ownReport(reference, in: state, hash: secrets.hash(ofReportSecret: call.text("geheim")))
        guard let state else { throw ReportDoors.unknown }
        return state
    }
}
