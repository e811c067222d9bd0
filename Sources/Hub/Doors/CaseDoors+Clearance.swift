// SPDX-License-Identifier: EUPL-1.2

import Exchange

extension CaseDoors {
    /// What was decided and goes over a limit: letting it go out, or setting it aside.
    var clearances: [Endpoint] {
        [
            act(
                id: "geefVrij", path: "/v1/zaken/{zaak}/wachtend/{nummer}/vrijgaven", tag: "Besluiten",
                summary: "Wat een grens overschrijdt toch verspreiden: door wie toezicht houdt, of een andere deelnemer",
                parameters: [CaseDoors.waiting], body: .object(CaseDoors.judgement), access: CaseDoors.judges
            ) { call throws(Refusal) in
                .clear(try call.number("nummer"), reasons: call.text("redenen"))
            } number: {
                $0.changes.count
            },
            act(
                id: "legTerzijde", path: "/v1/zaken/{zaak}/wachtend/{nummer}/terzijdeleggingen", tag: "Besluiten",
                summary: "Wat een grens overschrijdt niet verspreiden; het besluit werkt dan niet",
                parameters: [CaseDoors.waiting], body: .object(CaseDoors.judgement), access: CaseDoors.judges
            ) { call throws(Refusal) in
                .setAside(try call.number("nummer"), reasons: call.text("redenen"))
            } number: {
                $0.changes.count
            },
            act(
                id: "verklaarOnjuist", path: "/v1/zaken/{zaak}/meldingen/{nummer}/onjuistverklaringen", tag: "Zaken",
                summary: "Een melding onjuist verklaren; het telt mee op het dossier van wie haar deed",
                parameters: [CaseDoors.reportNumber], body: .object(CaseDoors.judgement),
                access: .rights(.decide, in: .caseNumber, needsPerson: true)
            ) { call throws(Refusal) in
                .judgeFalse(try call.number("nummer"), reasons: call.text("redenen"))
            } number: {
                $0.reports.count
            },
        ]
    }

    private static let judges = Access(
        parties: .inPerson(.rights([.supervise, .confirm], in: .caseNumber, roles: .ofRight, needsPerson: false)))
    private static let judgement: [Schema.Member] = [.must("redenen", .text(1...8_000, keeping: .words), "Waarom.")]
    private static let reportNumber = Endpoint.Parameter(
        name: "nummer", place: .path, schema: .whole(1...1_000_000), text: "Het nummer van de melding, binnen de zaak.")
    private static let waiting = Endpoint.Parameter(
        name: "nummer", place: .path, schema: .whole(1...1_000_000), text: "Het nummer van wat wacht, binnen de zaak.")
}
