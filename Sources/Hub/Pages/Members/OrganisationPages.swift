// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import Pages
import SignIn

/// The own organisation: mandates, persons, certificates, edges, and what it can take along.
struct OrganisationPages: Sendable {
    let pages: MemberPages

    var routes: [MemberPages.Route] {
        [
            .read(.organisation, .reading, show), .read(.organisationPersons, .reading, persons),
            .read(.organisationAdmission, .deciding, admissionForm), .send(.organisationAdmission, .deciding, admit),
            .read(.organisationEnd, .deciding, endForm), .send(.organisationEnd, .deciding, end),
            .read(.organisationCertificates, .reading, certificates),
            .send(.organisationCertificates, .deciding, revoke),
            .read(.organisationEdges, .reading, edges), .send(.organisationEdges, .acting, retire),
            .read(.organisationExport, .reading, export), .read(.organisationExportJSON, .reading, exportJSON),
            .read(.organisationExportCSV, .reading, exportCSV),
        ]
    }

    private func view(_ call: PageCall) -> OrganisationView { OrganisationView(messages: call.messages, done: call.done) }

    private func show(_ call: PageCall) async throws -> PageAnswer {
        let party = try await pages.ask(call, .get, "/v1/deelnemer").json
        return .page("sheet", title: "org-title", view(call).start(party))
    }

    // MARK: Persons

    private func people(_ call: PageCall) async throws -> JSON { try await pages.ask(call, .get, "/v1/personen").json }

    private func own(_ call: PageCall) -> String { call.visitor.actor.party?.description ?? "" }

    private func persons(_ call: PageCall) async throws -> PageAnswer {
        let answer = try await people(call)
        return .page("sheet", title: "org-persons-title", view(call).persons(answer, of: own(call)))
    }

    private func admissionForm(_ call: PageCall) async throws -> PageAnswer {
        let mayManage = try await people(call)["beheren"]?.bool == true
        let view = view(call).admission(mayManage: mayManage, chosen: [], call.view(), key: call.key)
        return .page("sheet", title: "org-admission-title", view)
    }

    private func admit(_ call: PageCall) async throws -> PageAnswer {
        let chosen = call.form.all("rechten")
        let day = call.form["tot"]
        let until = CivilDate(day).map { DutchTime.endOfDay($0) }
        var wrong: [FormFault] = []
        if !day.isEmpty, until == nil { wrong.append(FormFault("tot", call.messages["fault-org-tot"])) }
        if wrong.isEmpty {
            let body = JSONObject([
                ("deelnemer", .string(own(call))), ("persoon", .string(call.form["persoon"])),
                ("code", .string(call.form["code"].lowercased())), ("rechten", .array(chosen.map { .string($0) })),
                ("vestiging", call.form["vestiging"].isEmpty ? nil : .string(call.form["vestiging"])),
                ("tot", until.map { .string($0.description) }),
            ])
            let answer = try await pages.ask(call, .post, "/v1/personen", .object(body), key: call.key)
            if answer.status == 201 { return .redirect(.organisationPersons, done: "done-person-admitted") }
            wrong = faults(answer, call, ["persoon", "code", "rechten", "vestiging", "tot"])
        }
        let mayManage = try await people(call)["beheren"]?.bool == true
        let view = view(call).admission(
            mayManage: mayManage, chosen: Set(chosen), call.view(faults: wrong), key: PageSeal.randomUUID())
        return .faulty("sheet", title: "org-admission-title", view)
    }

    private func endForm(_ call: PageCall) async throws -> PageAnswer {
        let view = view(call).ending(
            try await people(call), of: own(call), except: call.visitor.actor.person, call.view(), key: call.key)
        return .page("sheet", title: "org-end-title", view)
    }

    private func end(_ call: PageCall) async throws -> PageAnswer {
        let answer = try await pages.ask(
            call, .post, "/v1/uitschrijvingen",
            [
                "deelnemer": .string(own(call)), "persoon": .string(call.form["persoon"]),
                "redenen": .string(call.form["redenen"]),
            ], key: call.key)
        if answer.status == 201 { return .redirect(.organisationPersons, done: "done-person-ended") }
        let wrong = faults(answer, call, ["persoon", "redenen"], keys: ["persoon": "fault-org-ended"])
        let view = view(call).ending(
            try await people(call), of: own(call), except: call.visitor.actor.person, call.view(faults: wrong),
            key: PageSeal.randomUUID())
        return .faulty("sheet", title: "org-end-title", view)
    }

    // MARK: Certificates

    private func certificates(_ call: PageCall) async throws -> PageAnswer {
        let answer = try await pages.ask(call, .get, "/v1/certificaten").json
        return .page(
            "sheet", title: "org-certificates-title", view(call).certificates(answer, call.view(), key: call.key))
    }

    private func revoke(_ call: PageCall) async throws -> PageAnswer {
        let revoked = try await pages.ask(
            call, .post, "/v1/intrekkingen",
            ["vingerafdruk": .string(call.form["vingerafdruk"]), "redenen": .string(call.form["redenen"])], key: call.key)
        if revoked.status == 201 { return .redirect(.organisationCertificates, done: "done-certificate-revoked") }
        let wrong = faults(revoked, call, ["vingerafdruk", "redenen"])
        let answer = try await pages.ask(call, .get, "/v1/certificaten").json
        let view = view(call).certificates(answer, call.view(faults: wrong), key: PageSeal.randomUUID())
        return .faulty("sheet", title: "org-certificates-title", view)
    }

    // MARK: Edges

    private func edges(_ call: PageCall) async throws -> PageAnswer {
        .page("sheet", title: "org-edges-title", try await edgesView(call, call.view(), key: call.key))
    }

    private func edgesView(_ call: PageCall, _ form: FormView, key: String) async throws -> View {
        let party = try await pages.ask(call, .get, "/v1/deelnemer").json
        let mayComply = call.rights.contains(.comply)
        let measures = mayComply ? try await pages.measures(call).filter { $0["deelnemer"]?.string == own(call) } : []
        return view(call).edges(party, measures: measures, mayRetire: mayComply, form, key: key)
    }

    private func retire(_ call: PageCall) async throws -> PageAnswer {
        let answer = try await pages.ask(
            call, .post, "/v1/randknoopbeeindigingen",
            ["naam": .string(call.form["naam"]), "redenen": .string(call.form["redenen"])], key: call.key)
        if answer.status == 201 { return .redirect(.organisationEdges, done: "done-edge-retired") }
        let form = call.view(faults: faults(answer, call, ["naam", "redenen"]))
        return .faulty("sheet", title: "org-edges-title", try await edgesView(call, form, key: PageSeal.randomUUID()))
    }

    // MARK: Export

    private func export(_ call: PageCall) async throws -> PageAnswer {
        let isAllowed = !call.rights.isDisjoint(with: [.administer, .comply])
        return .page("sheet", title: "org-export-title", view(call).export(isAllowed: isAllowed))
    }

    private func exportJSON(_ call: PageCall) async throws -> PageAnswer {
        let answer = try await pages.ask(call, .get, "/v1/uitvoer")
        return PageAnswer(content: .file(name: "schakel-uitvoer.json", mediaType: "application/json", answer.bytes))
    }

    private func exportCSV(_ call: PageCall) async throws -> PageAnswer {
        let answer = try await pages.ask(call, .get, "/v1/uitvoer/handelingen")
        return PageAnswer(
            content: .file(name: "schakel-handelingen.csv", mediaType: "text/csv; charset=utf-8", answer.bytes))
    }

    /// What the API found wrong, in words and at the fields of the form.
    /// - Parameter keys: the messages of fields that say something else than `fault-org-` and their name.
    private func faults(
        _ answer: HouseAnswer, _ call: PageCall, _ fields: [String], keys: [String: String] = [:]
    ) -> [FormFault] {
        var known: [FormFault] = []
        for fault in answer.faults where answer.code == "invalid" || answer.code == "same-person" {
            guard let field = fields.first(where: { fault.field == $0 || fault.field.hasPrefix($0 + "[") }),
                !known.contains(where: { $0.field == field })
            else { continue }
            known.append(FormFault(field, call.messages[keys[field] ?? "fault-org-\(field)"]))
        }
        guard known.isEmpty else { return known }
        if answer.code == "same-person" { return [FormFault("", call.messages["org-not-yourself"])] }
        if answer.code == "not-now" { return [FormFault("", call.messages["org-not-now"])] }
        return [FormFault("", call.messages.text("refused-\(answer.code)") ?? call.messages["fault-general"])]
    }
}
