// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import Pages
import SignIn

/// The worklist: what waits for whom, and the cases about a device.
struct WorklistPages: Sendable {
    let pages: MemberPages

    var routes: [MemberPages.Route] {
        [.read(.worklist, .reading, show), .send(.worklist, .reading, find)] + BulkPages(pages: pages).routes
    }

    private func show(_ call: PageCall) async throws -> PageAnswer {
        let now = pages.core.timekeeper.now()
        let filter = WorklistFilter(call.query.texts)
        async let counted = pages.ask(call, .get, "/v1/zaken/_tel")
        let answer = try await pages.ask(call, .get, filter.request(at: now))
        let view = WorklistView(
            answer.status == 200 ? answer.json : [:], counts: try await counted.json, filter: filter, rights: call.rights, now: now,
            messages: call.messages)
        var faults = filter.unread.map { FormFault($0, call.messages["fault-dag"]) }
        if answer.status != 200 {
            faults += answer.faults.map { fault in
                FormFault(fault.field == "volgorde" ? "volgorde" : "", call.messages["fault-werkvoorraad"])
            }
        }
        let form = FormView(values: call.query.texts, faults: faults, messages: call.messages)
        var shown = view.page(form)
        shown["done"] = .text(call.done.map { call.messages[$0] } ?? "")
        let floods = try await pages.ask(call, .get, "/v1/meldingsvloeden").json["vloeden"]?.array ?? []
        shown["floods"] = .list(floods.map { FloodView($0, messages: call.messages).link })
        return faults.isEmpty
            ? .page("worklist", title: "nav-worklist", shown) : .faulty("worklist", title: "nav-worklist", shown)
    }

    /// The cases about a device. Its number is sent, never asked for in an address, and is not shown again.
    private func find(_ call: PageCall) async throws -> PageAnswer {
        async let counted = pages.ask(call, .get, "/v1/zaken/_tel")
        let answer = try await pages.ask(call, .post, "/v1/zaken/_zoek", ["onderwerp": .string(call.form["imei"])])
        let counts = try await counted.json
        let isFound = answer.status == 200
        let view = WorklistView(
            isFound ? answer.json : [:], counts: counts, filter: WorklistFilter(.all), rights: call.rights,
            now: pages.core.timekeeper.now(), messages: call.messages)
        let faults = isFound ? [] : [imeiFault(call)]
        let shown = view.page(call.view(faults: faults), isSearch: true)
        return isFound ? .page("worklist", title: "nav-worklist", shown) : .faulty("worklist", title: "nav-worklist", shown)
    }

    private func imeiFault(_ call: PageCall) -> FormFault {
        FaultTranslation(messages: call.messages).imei(call.form["imei"], field: "imei")
            ?? FormFault("imei", call.messages["fault-imei-other"])
    }
}
