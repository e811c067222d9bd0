// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import Pages
import SignIn

/// For whoever administers the hub: parties, mandates, how it is with the hub.
struct AdministrationPages: Sendable {
    let pages: MemberPages

    var routes: [MemberPages.Route] {
        [
            .read(.administration, .reading, home), .read(.hubState, .reading, state), .read(.parties, .reading, parties),
            .read(.newParty, .deciding, partyForm), .send(.newParty, .deciding, register),
            .read(.mandates, .reading, mandates), .read(.newMandate, .deciding, mandateForm),
            .send(.newMandate, .deciding, grant), .read(.mandateFile, .deciding, mandate),
            .send(.mandateFile, .deciding, end),
        ]
    }

    private func home(_ call: PageCall) async throws -> PageAnswer {
        _ = try await pages.ask(call, .get, "/v1/deelnemers")
        let joining = try await pages.ask(call, .get, "/v1/mijlpalen").json
        return .page("sections", title: "nav-administration", view(call).home(joining: joining))
    }

    private func state(_ call: PageCall) async throws -> PageAnswer {
        let view = HubStateView(
            try await pages.ask(call, .get, "/v1/toestand").json,
            retention: try await pages.ask(call, .get, "/v1/bewaartermijnen").json, messages: call.messages)
        return .page(
            "sections", title: "state-title", view.page(back: call.rights.contains(.administer) ? .administration : .supervision))
    }

    private func parties(_ call: PageCall) async throws -> PageAnswer {
        let shown = view(call).parties(
            try await pages.ask(call, .get, "/v1/deelnemers").json, policy: try await policy(call), done: call.done)
        return .page("sections", title: "nav-parties", shown)
    }

    private func partyForm(_ call: PageCall) async throws -> PageAnswer {
        _ = try await pages.ask(call, .get, "/v1/deelnemers")
        let form = view(call).partyForm(call.view(), policy: try await policy(call), roles: [], key: call.key)
        return .page("desk-form", title: "admin-add-party", form)
    }

    private func register(_ call: PageCall) async throws -> PageAnswer {
        let roles = call.form.all("rollen")
        let answer = try await pages.ask(
            call, .post, "/v1/deelnemers",
            [
                "deelnemer": .string(call.form["deelnemer"]), "naam": .string(call.form["naam"]),
                "rollen": .array(roles.map { .string($0) }),
            ], key: call.key)
        if answer.status == 201 { return .redirect(.parties, done: "done-party") }
        let faults = answer.formFaults(
            call.messages,
            fields: [
                "deelnemer": ("deelnemer", answer.code == "duplicate" ? "fault-admin-known" : "fault-admin-number"),
                "naam": ("naam", "fault-admin-name"), "rollen": ("rollen", "fault-admin-roles"),
            ])
        let form = view(call).partyForm(
            call.view(faults: faults), policy: try await policy(call), roles: roles, key: PageSeal.randomUUID())
        return .faulty("desk-form", title: "admin-add-party", form)
    }

    private func mandates(_ call: PageCall) async throws -> PageAnswer {
        let shown = view(call).mandates(
            try await pages.ask(call, .get, "/v1/mandaten").json, parties: try await pages.ask(call, .get, "/v1/deelnemers").json,
            policy: try await policy(call), now: pages.core.timekeeper.now(), done: call.done)
        return .page("sections", title: "nav-mandates", shown)
    }

    private func mandateForm(_ call: PageCall) async throws -> PageAnswer {
        _ = try await pages.ask(call, .get, "/v1/mandaten")
        let form = view(call).mandateForm(call.view(), policy: try await policy(call), rights: [], key: call.key)
        return .page("desk-form", title: "admin-grant", form)
    }

    private func grant(_ call: PageCall) async throws -> PageAnswer {
        let policy = try await policy(call)
        let rights = call.form.all("rechten")
        func refused(_ faults: [FormFault]) -> PageAnswer {
            let form = view(call).mandateForm(
                call.view(faults: faults), policy: policy, rights: rights, key: PageSeal.randomUUID())
            return .faulty("desk-form", title: "admin-grant", form)
        }
        let register = call.form["register"]
        let (from, until) = (CivilDate(call.form["van"]), CivilDate(call.form["tot"]))
        var faults: [FormFault] = []
        if from == nil, !call.form["van"].isEmpty { faults.append(FormFault("van", call.messages["fault-admin-day"])) }
        if until == nil, !call.form["tot"].isEmpty { faults.append(FormFault("tot", call.messages["fault-admin-day"])) }
        guard let purpose = policy["doelen"]?.array?.first(where: { $0["register"]?.string == register })?["doel"] else {
            return refused(faults + [FormFault("register", call.messages["fault-admin-register"])])
        }
        guard faults.isEmpty else { return refused(faults) }
        var body: JSONObject = [
            "deelnemer": .string(call.form["deelnemer"]), "register": .string(register),
            "rechten": .array(rights.map { .string($0) }), "doel": purpose, "grondslag": .string(call.form["grondslag"]),
        ]
        // A day counts as a whole: from its midnight, up to and including its last moment.
        if let from { body["van"] = .string(DutchTime.startOfDay(from).description) }
        if let until { body["tot"] = .string(DutchTime.startOfDay(until.adding(days: 1)).description) }
        let answer = try await pages.ask(call, .post, "/v1/mandaten", .object(body), key: call.key)
        if answer.status == 201 { return .redirect(.mandates, done: "done-mandate") }
        return refused(
            answer.formFaults(
                call.messages,
                fields: [
                    "deelnemer": ("deelnemer", "fault-admin-party"), "register": ("register", "fault-admin-register"),
                    "rechten": ("rechten", "fault-admin-rights"), "grondslag": ("grondslag", "fault-admin-basis"),
                    "van": ("van", "fault-admin-day"), "tot": ("tot", "fault-admin-until"),
                ]))
    }

    private func mandate(_ call: PageCall) async throws -> PageAnswer {
        titled(.page("desk-form", title: "nav-mandates", try await mandateView(call, call.view(), key: call.key)), call)
    }

    private func end(_ call: PageCall) async throws -> PageAnswer {
        let number = try number(call)
        let answer = try await pages.ask(
            call, .post, "/v1/mandaten/\(number)/beeindigingen", ["redenen": .string(call.form["redenen"])], key: call.key)
        if answer.status == 201 { return .redirect(.mandates, done: "done-mandate-end") }
        let faults = answer.formFaults(
            call.messages, fields: ["redenen": ("redenen", "fault-redenen"), "mandaat": ("", "fault-admin-last")])
        let view = try await mandateView(call, call.view(faults: faults), key: PageSeal.randomUUID())
        return titled(.faulty("desk-form", title: "nav-mandates", view), call)
    }

    private func mandateView(_ call: PageCall, _ form: FormView, key: String) async throws -> View {
        let mandates = try await pages.ask(call, .get, "/v1/mandaten").json
        let number = Int64(try number(call))
        guard let mandate = (mandates["mandaten"]?.array ?? []).first(where: { $0["nummer"]?.integer == number }) else {
            throw PageNotice(status: 404, notice: .notFound)
        }
        return view(call).mandate(
            mandate, parties: try await pages.ask(call, .get, "/v1/deelnemers").json, policy: try await policy(call),
            now: pages.core.timekeeper.now(), form, key: key)
    }

    private func titled(_ answer: PageAnswer, _ call: PageCall) -> PageAnswer {
        var answer = answer
        answer.heading = call.messages.text("admin-mandate-title", ["n": call.parameter("mandaat")])
        return answer
    }

    private func number(_ call: PageCall) throws -> Int {
        guard let number = Int(call.parameter("mandaat")), (1...1_000_000).contains(number) else {
            throw PageNotice(status: 404, notice: .notFound)
        }
        return number
    }

    private func policy(_ call: PageCall) async throws -> JSON { try await pages.ask(call, .get, "/v1/beleid").json }

    private func view(_ call: PageCall) -> AdministrationView { AdministrationView(messages: call.messages) }
}
