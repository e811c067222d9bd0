// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import Pages
import SignIn

/// The log of processing, for who supervises.
struct ProcessingPages: Sendable {
    let pages: MemberPages

    var routes: [MemberPages.Route] { [.read(.processing, .reading, show)] }

    private func show(_ call: PageCall) async throws -> PageAnswer {
        var parameters: [(String, String)] = []
        var faults: [FormFault] = []
        for name in ["deelnemer", "zaak", "verder"] where !call.query[name].isEmpty { parameters.append((name, call.query[name])) }
        for (name, parameter) in [("vanaf", "van"), ("tot", "tot")] where !call.query[name].isEmpty {
            guard let day = CivilDate(call.query[name]) else {
                faults.append(FormFault(name, call.messages["fault-dag"]))
                continue
            }
            // Up to and including the day that is named.
            let start = DutchTime.startOfDay(name == "tot" ? day.adding(days: 1) : day)
            parameters.append((parameter, start.description))
        }
        var answer: HouseAnswer?
        if faults.isEmpty {
            answer = try await pages.ask(call, .get, "/v1/verwerkingen" + ProcessingPages.query(parameters))
            faults = answer?.faults.map { FormFault($0.field, call.messages.text("fault-\($0.field)") ?? $0.reason) } ?? []
        }
        let form = FormView(values: call.query.texts, faults: faults, messages: call.messages)
        let own = Place.processing.path(in: call.language)
        let view = ProcessingView(answer?.json ?? .null, form: form).view { own + ProcessingPages.query($0) }
        return faults.isEmpty
            ? .page("processing", title: "nav-processing", view) : .faulty("processing", title: "nav-processing", view)
    }

    private static func query(_ parameters: [(String, String)]) -> String {
        parameters.isEmpty ? "" : "?" + FormText.encode(parameters)
    }
}
