// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// What somebody can do about his own data: have it all, and have it put right (GDPR art. 15, 16 and 20).
struct RightsDoors {
    let core: HubCore

    var endpoints: [Endpoint] { [insight, rectify] }

    private var insight: Endpoint {
        Endpoint(
            id: "toonInzage", method: .post, path: "/v1/meldingen/{melding}/_inzage", access: .secret, tag: "Rechten",
            summary: "Alles wat dit knooppunt van een eigen melding heeft, met het nummer en het geheim",
            parameters: [ReportDoors.number],
            body: .object([.must("geheim", .text(1...40, keeping: .secret), "Het geheim dat bij de melding hoort.")]),
            answer: .init(status: 200, text: "Alle gegevens.", schema: InsightRecord.shape)
        ) { call in
            let reference = try ReportReference(call.parameter("melding"))
            let now = core.timekeeper.now()
            try core.limits.admit(.report, reference.description, at: now)
            let register = try core.register(of: reference.caseID)
            let hash = core.secrets.hash(ofReportSecret: call.text("geheim"))
            let registry = core.board.registry
            return .json(
                200,
                try await core.store.read { [core] reader in
                    let events = try reader.caseEvents(of: reference.caseID, in: register.policy.register)
                    let state = try reader.loadCase(reference.caseID, in: register.policy.register)
                    let report = try ReportDoors.ownReport(reference, in: state, hash: hash)
                    guard let state, !state.isErased else { throw CaseView.erased }
                    let readings = try reader.readings(
                        ReadingQuery(
                            register: register.policy.register, subject: core.secrets.subjectCode(of: state.id),
                            most: InsightRecord.mostReadings))
                    return try InsightRecord(
                        state: state, report: report, events: events, readings: readings,
                        cases: CaseView(reader: reader, register: register, registry: registry),
                        lines: ReadingView(registry: registry, hub: core.signer.hub)
                    ).json(at: now)
                }
            )
        }
    }

    private var rectify: Endpoint {
        Endpoint(
            id: "vraagRectificatie", method: .post, path: "/v1/meldingen/{melding}/rectificaties", access: .secret, tag: "Rechten",
            summary: "Vragen om iets in een eigen melding te verbeteren", parameters: [ReportDoors.number],
            body: .object([
                .must("geheim", .text(1...40, keeping: .secret), "Het geheim dat bij de melding hoort."),
                .must(
                    "onderdeel", .text(1...200, keeping: core.correctableParts), "Wat er niet klopt: kind, description of details."),
                .must("fout", .text(1...8_000, keeping: .words), "Wat er niet klopt."),
                .must("moetZijn", .text(1...8_000, keeping: .words), "Wat het moet zijn."),
            ]),
            answer: .init(status: 201, text: "Het verzoek is vastgelegd.", schema: CaseView.enteredShape)
        ) { call in
            let reference = try ReportReference(call.parameter("melding"))
            try core.limits.admit(.report, reference.description, at: core.timekeeper.now())
            let register = try core.register(of: reference.caseID)
            let entered = try await core.sequencer.submit(
                Act("rectification", key: call.key) { scope in
                    let state = try scope.ownCase(reference, call: call, of: register)
                    let warrant = Warrant.citizen(purpose: register.policy.purpose, basis: register.policy.rectification.basis)
                    let after = try scope.run(
                        .rectify(
                            RectificationPart(rawValue: call.text("onderdeel")), report: reference.number, wrong: call.text("fout"),
                            right: call.text("moetZijn")), in: state, of: register, by: warrant)
                    return CaseView.entered(after, number: after.rectifications.count)
                }
            )
            return .json(201, entered.answer)
        }
    }
}
