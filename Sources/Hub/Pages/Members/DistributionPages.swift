// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import Pages
import SignIn

/// How the lists of a register go out: the emergency stop, and ending it.
struct DistributionPages: Sendable {
    let pages: MemberPages

    var routes: [MemberPages.Route] {
        [.read(.distribution, .reading, show), .send(.distribution, .deciding, act)]
    }

    private func show(_ call: PageCall) async throws -> PageAnswer {
        .page("desk-form", title: "distribution-title", try await view(call, call.view(), key: call.key, done: call.done))
    }

    private func act(_ call: PageCall) async throws -> PageAnswer {
        let number = call.form["noodstop"]
        let ends = !number.isEmpty
        let stop = Int(number).flatMap { (1...1_000_000).contains($0) ? $0 : nil }
        guard !ends || stop != nil else { throw PageNotice(status: 404, notice: .notFound) }
        let answer = try await pages.ask(
            call, .post, stop.map { "/v1/noodstops/\($0)/opheffingen" } ?? "/v1/noodstops",
            ["redenen": .string(call.form["redenen"])], key: call.key)
        if answer.status == 201 { return .redirect(.distribution, done: ends ? "done-resumed" : "done-stopped") }
        var faults = answer.formFaults(
            call.messages, fields: ["redenen": ("redenen", "fault-redenen"), "noodstop": ("", "distribution-changed")])
        if answer.code == "same-person" { faults = [FormFault("", call.messages["distribution-same-person"])] }
        let view = try await view(call, call.view(faults: faults), key: PageSeal.randomUUID(), done: nil)
        return .faulty("desk-form", title: "distribution-title", view)
    }

    private func view(_ call: PageCall, _ form: FormView, key: String, done: String?) async throws -> View {
        let state = try await pages.ask(call, .get, "/v1/verspreiding").json
        let back: Place = call.rights.contains(.administer) ? .administration : .supervision
        return DistributionView(state, messages: call.messages).page(
            form, key: key, canAct: !call.rights.isDisjoint(with: [.administer, .supervise]), done: done, back: back)
    }
}
