// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import Pages
import SignIn

/// For the regulator: all providers, one of them, taking a step of the ladder, planning milestones.
struct SupervisionPages: Sendable {
    let pages: MemberPages

    var routes: [MemberPages.Route] {
        [
            .read(.supervision, .reading, overview), .read(.supervisedParty, .reading, party),
            .read(.escalation, .deciding, stepForm), .send(.escalation, .deciding, takeStep),
            .read(.milestones, .acting, milestoneForm), .send(.milestones, .acting, plan),
        ]
    }

    private func overview(_ call: PageCall) async throws -> PageAnswer {
        let view = SupervisionView(
            compliance: try await pages.ask(call, .get, "/v1/nalevingstijden").json,
            measures: try await pages.ask(call, .get, "/v1/maatregelen").json,
            joining: try await pages.ask(call, .get, "/v1/mijlpalen").json,
            policy: try await pages.ask(call, .get, "/v1/beleid").json, messages: call.messages)
        return .page("sections", title: "super-title", view.page(isWeekly: call.query["per"] == "week"))
    }

    private func party(_ call: PageCall) async throws -> PageAnswer {
        let file = SupervisedPartyView(try await file(call), messages: call.messages)
        var answer = PageAnswer.page("sections", title: "super-title", file.page(done: call.done))
        answer.heading = call.messages.text("super-party-title", ["party": file.name])
        return answer
    }

    private func stepForm(_ call: PageCall) async throws -> PageAnswer {
        .page("desk-form", title: "step-title", try await stepView(call, of: call.query["maatregel"], call.view(), key: call.key))
    }

    private func takeStep(_ call: PageCall) async throws -> PageAnswer {
        let measure = call.form["maatregel"]
        let answer = try await pages.ask(
            call, .post, "/v1/escalaties",
            ["maatregel": .string(measure), "stap": .string(call.form["stap"]), "redenen": .string(call.form["redenen"])],
            key: call.key)
        if answer.status == 201 {
            return .redirect(.supervisedParty, ["deelnemer": call.parameter("deelnemer")], done: "done-step")
        }
        let faults = answer.formFaults(
            call.messages,
            fields: ["redenen": ("redenen", "fault-redenen"), "stap": ("", "step-not-now"), "maatregel": ("", "step-not-now")])
        let view = try await stepView(call, of: measure, call.view(faults: faults), key: PageSeal.randomUUID())
        return .faulty("desk-form", title: "step-title", view)
    }

    private func stepView(_ call: PageCall, of measure: String, _ form: FormView, key: String) async throws -> View {
        SupervisedPartyView(try await file(call), messages: call.messages).escalationForm(of: measure, form, key: key)
    }

    private func milestoneForm(_ call: PageCall) async throws -> PageAnswer {
        let view = MilestoneFormView(try await file(call), messages: call.messages).view(call.view(), key: call.key)
        return .page("desk-form", title: "joining-title", view)
    }

    private func plan(_ call: PageCall) async throws -> PageAnswer {
        var body: JSONObject = [
            "deelnemer": .string(call.parameter("deelnemer")), "mijlpaal": .string(call.form["mijlpaal"]),
        ]
        if !call.form["dag"].isEmpty { body["dag"] = .string(call.form["dag"]) }
        let answer = try await pages.ask(call, .post, "/v1/mijlpalen", .object(body), key: call.key)
        if answer.status == 201 {
            return .redirect(.supervisedParty, ["deelnemer": call.parameter("deelnemer")], done: "done-milestone")
        }
        let faults = answer.formFaults(
            call.messages, fields: ["mijlpaal": ("mijlpaal", "fault-mijlpaal"), "dag": ("dag", "fault-joining-day")])
        let form = MilestoneFormView(try await file(call), messages: call.messages)
        return .faulty("desk-form", title: "joining-title", form.view(call.view(faults: faults), key: PageSeal.randomUUID()))
    }

    /// The file of the party that the path names.
    private func file(_ call: PageCall) async throws -> JSON {
        guard let id = try? PartyID(call.parameter("deelnemer")) else { throw PageNotice(status: 404, notice: .notFound) }
        let answer = try await pages.ask(call, .get, "/v1/nalevingsdossiers/\(id)")
        guard answer.status == 200 else { throw PageNotice(status: 404, notice: .notFound) }
        return answer.json
    }
}
