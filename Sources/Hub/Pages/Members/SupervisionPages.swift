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
            .read(.sampling, .acting, sampleForm), .send(.sampling, .acting, sample),
            .read(.milestones, .acting, milestoneForm), .send(.milestones, .acting, plan),
        ]
    }

    private func overview(_ call: PageCall) async throws -> PageAnswer {
        // Who decides or complies may see how it goes, and not how far others are with joining.
        var joining: JSON?
        if isOverseer(call) { joining = try await pages.ask(call, .get, "/v1/mijlpalen").json }
        let view = SupervisionView(
            compliance: try await pages.ask(call, .get, "/v1/nalevingstijden").json,
            measures: try await pages.ask(call, .get, "/v1/maatregelen").json,
            joining: joining,
            policy: try await pages.ask(call, .get, "/v1/beleid").json, messages: call.messages)
        return .page("sections", title: "super-title", view.page(isWeekly: call.query["per"] == "week"))
    }

    private func party(_ call: PageCall) async throws -> PageAnswer {
        let file = SupervisedPartyView(try await file(call), messages: call.messages)
        let canSupervise = call.rights.contains(.supervise)
        let view = file.page(done: call.done, canPlan: isOverseer(call), canEscalate: canSupervise, canSample: canSupervise)
        var answer = PageAnswer.page("sections", title: "super-title", view)
        answer.heading = call.messages.text("super-party-title", ["party": file.name])
        return answer
    }

    private func stepForm(_ call: PageCall) async throws -> PageAnswer {
        .page("desk-form", title: "step-title", try await stepView(call, of: call.query["maatregel"], call.view(), key: call.key))
    }

    private func takeStep(_ call: PageCall) async throws -> PageAnswer {
        let measure = call.form["maatregel"]
        let isOrder = call.form["last"] == "ja"
        var body: JSONObject = ["maatregel": .string(measure), "redenen": .string(call.form["redenen"])]
        if !isOrder { body["stap"] = .string(call.form["stap"]) }
        let answer = try await pages.ask(
            call, .post, isOrder ? "/v1/lasten" : "/v1/escalaties", .object(body), key: call.key)
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

    private func sampleForm(_ call: PageCall) async throws -> PageAnswer {
        let view = SupervisedPartyView(try await file(call), messages: call.messages)
            .samplingForm(of: call.query["maatregel"], call.view(), key: call.key)
        return .page("desk-form", title: "sample-title", view)
    }

    private func sample(_ call: PageCall) async throws -> PageAnswer {
        let (measure, count) = (call.form["maatregel"], call.form["aantal"])
        let answer = try await pages.ask(
            call, .post, "/v1/steekproeven",
            ["maatregel": .string(measure), "aantal": Int64(count).map { .integer($0) } ?? .string(count)], key: call.key)
        if answer.status == 201 {
            return .redirect(.supervisedParty, ["deelnemer": call.parameter("deelnemer")], done: "done-sample")
        }
        let faults = answer.formFaults(
            call.messages, fields: ["aantal": ("aantal", "fault-sample-count"), "maatregel": ("", "sample-not-now")])
        let view = SupervisedPartyView(try await file(call), messages: call.messages)
            .samplingForm(of: measure, call.view(faults: faults), key: PageSeal.randomUUID())
        return .faulty("desk-form", title: "sample-title", view)
    }

    private func milestoneForm(_ call: PageCall) async throws -> PageAnswer {
        .page("desk-form", title: "joining-title", try await milestoneView(call, call.view(), key: call.key))
    }

    private func plan(_ call: PageCall) async throws -> PageAnswer {
        var body: JSONObject = [
            "deelnemer": .string(call.parameter("deelnemer")), "mijlpaal": .string(call.form["mijlpaal"]),
        ]
        if !call.form["dag"].isEmpty { body["dag"] = .string(call.form["dag"]) }
        let answer = try await pages.ask(call, .post, "/v1/mijlpalen", .object(body), key: call.key)
        if answer.status == 201 {
            return .redirect(.milestones, ["deelnemer": call.parameter("deelnemer")], done: "done-milestone")
        }
        let faults = answer.formFaults(
            call.messages, fields: ["mijlpaal": ("mijlpaal", "fault-mijlpaal"), "dag": ("dag", "fault-joining-day")])
        let view = try await milestoneView(call, call.view(faults: faults), key: PageSeal.randomUUID())
        return .faulty("desk-form", title: "joining-title", view)
    }

    /// The form for the party that the path names, among those whose joining is told.
    private func milestoneView(_ call: PageCall, _ form: FormView, key: String) async throws -> View {
        let parties = try await pages.ask(call, .get, "/v1/mijlpalen").json["deelnemers"]?.array ?? []
        let id = try? PartyID(call.parameter("deelnemer"))
        guard let party = parties.first(where: { $0["deelnemer"]?.string == id?.description }) else {
            throw PageNotice(status: 404, notice: .notFound)
        }
        return MilestoneFormView(party, messages: call.messages).view(
            form, key: key, done: call.done, back: call.rights.contains(.supervise) ? .supervisedParty : .administration)
    }

    /// Whether he may see how far parties are with joining.
    private func isOverseer(_ call: PageCall) -> Bool { !call.rights.isDisjoint(with: [.supervise, .administer]) }

    /// The file of the party that the path names.
    private func file(_ call: PageCall) async throws -> JSON {
        // A number that is none names no party; the API says first whether he may ask.
        let id = (try? PartyID(call.parameter("deelnemer")))?.description ?? "none"
        let answer = try await pages.ask(call, .get, "/v1/nalevingsdossiers/\(id)")
        guard answer.status == 200 else { throw PageNotice(status: 404, notice: .notFound) }
        return answer.json
    }
}
