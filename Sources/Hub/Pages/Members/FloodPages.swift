// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import Pages
import SignIn

/// The reports of a party beyond its limit, judged as a whole.
struct FloodPages: Sendable {
    let pages: MemberPages

    var routes: [MemberPages.Route] { [.read(.flood, .deciding, show), .send(.flood, .deciding, judge)] }

    private func show(_ call: PageCall) async throws -> PageAnswer {
        .page("desk-form", title: "flood-title", try await view(call, call.view(), key: call.key))
    }

    private func judge(_ call: PageCall) async throws -> PageAnswer {
        let choice = call.form["oordeel"]
        var faults: [FormFault] = []
        if !["overnemen", "terzijde"].contains(choice) { faults.append(FormFault("oordeel", call.messages["fault-clearance"])) }
        if call.form["redenen"].isEmpty { faults.append(FormFault("redenen", call.messages["fault-redenen"])) }
        if faults.isEmpty {
            let party = (try? PartyID(call.parameter("deelnemer")))?.description ?? "none"
            let answer = try await pages.ask(
                call, .post, "/v1/meldingsvloeden/\(party)/oordelen",
                ["overnemen": .bool(choice == "overnemen"), "redenen": .string(call.form["redenen"])], key: call.key)
            if answer.status == 201 {
                return .redirect(.worklist, done: choice == "overnemen" ? "done-flood-in" : "done-flood-aside")
            }
            faults = answer.formFaults(call.messages, fields: ["redenen": ("redenen", "fault-redenen")])
        }
        let view = try await view(call, call.view(faults: faults), key: PageSeal.randomUUID())
        return .faulty("desk-form", title: "flood-title", view)
    }

    private func view(_ call: PageCall, _ form: FormView, key: String) async throws -> View {
        let floods = try await pages.ask(call, .get, "/v1/meldingsvloeden").json["vloeden"]?.array ?? []
        let id = (try? PartyID(call.parameter("deelnemer")))?.description
        guard let flood = floods.first(where: { $0["deelnemer"]?.string == id }) else {
            throw PageNotice(status: 404, notice: .notFound)
        }
        return FloodView(flood, messages: call.messages).form(form, key: key, canJudge: call.rights.contains(.decide))
    }
}
