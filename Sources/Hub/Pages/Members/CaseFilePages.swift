// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import Pages
import SignIn

/// One case, and what can be done in it: deciding, judging what another proposed, deciding on an objection.
struct CaseFilePages: Sendable {
    let pages: MemberPages

    var routes: [MemberPages.Route] {
        [
            .read(.caseFile, .reading, show), .read(.decision, .deciding, decisionForm), .send(.decision, .deciding, decide),
            .read(.proposal, .deciding, proposalForm), .send(.proposal, .deciding, judge),
            .read(.objectionFile, .deciding, objectionForm), .send(.objectionFile, .deciding, decideObjection),
        ]
    }

    private func show(_ call: PageCall) async throws -> PageAnswer {
        let file = try await file(call)
        return titled(.page("case-file", title: "case-title", file.page(done: call.done)), "case-title", call)
    }

    private func decisionForm(_ call: PageCall) async throws -> PageAnswer {
        let view = try await file(call).decisionForm(call.view(), key: call.key)
        return titled(.page("decision", title: "decision-title", view), "decision-title", call)
    }

    private func decide(_ call: PageCall) async throws -> PageAnswer {
        let answer = try await pages.ask(
            call, .post, path(call) + "/besluiten",
            ["soort": .string(call.form["soort"]), "redenen": .string(call.form["redenen"])], key: call.key)
        if answer.status == 201 {
            return back(call, done: answer.json["fase"]?.string == "proposed" ? "done-proposed" : "done-decided")
        }
        let form = call.view(faults: faults(answer, call, fields: ["soort": "fault-besluit", "redenen": "fault-redenen"]))
        let view = try await file(call).decisionForm(form, key: PageSeal.randomUUID())
        return titled(.faulty("decision", title: "decision-title", view), "decision-title", call)
    }

    private func proposalForm(_ call: PageCall) async throws -> PageAnswer {
        let view = try await file(call).proposalForm(try number(call, "besluit"), call.view(), key: call.key)
        return titled(.page("proposal", title: "proposal-title", view), "proposal-title", call)
    }

    private func judge(_ call: PageCall) async throws -> PageAnswer {
        let number = try number(call, "besluit")
        let isConfirmed = call.form["oordeel"] == "bevestigen"
        let answer = try await pages.ask(
            call, .post, path(call) + "/besluiten/\(number)/" + (isConfirmed ? "bevestigingen" : "afwijzingen"),
            isConfirmed ? [:] : ["redenen": .string(call.form["redenen"])], key: call.key)
        if answer.status == 201 { return back(call, done: isConfirmed ? "done-confirmed" : "done-rejected") }
        let form = call.view(faults: faults(answer, call, fields: ["redenen": "fault-redenen"]))
        let view = try await file(call).proposalForm(number, form, key: PageSeal.randomUUID())
        return titled(.faulty("proposal", title: "proposal-title", view), "proposal-title", call)
    }

    private func objectionForm(_ call: PageCall) async throws -> PageAnswer {
        let view = try await file(call).objectionForm(try number(call, "bezwaar"), call.view(), key: call.key)
        return titled(.page("objection-file", title: "objection-file-title", view), "objection-file-title", call)
    }

    private func decideObjection(_ call: PageCall) async throws -> PageAnswer {
        let number = try number(call, "bezwaar")
        func refused(_ faults: [FormFault]) async throws -> PageAnswer {
            let view = try await file(call).objectionForm(number, call.view(faults: faults), key: PageSeal.randomUUID())
            return titled(.faulty("objection-file", title: "objection-file-title", view), "objection-file-title", call)
        }
        let choice = call.form["gegrond"]
        var missing: [FormFault] = []
        if !["ja", "nee"].contains(choice) { missing.append(FormFault("gegrond", call.messages["fault-gegrond"])) }
        if call.form["redenen"].isEmpty { missing.append(FormFault("redenen", call.messages["fault-redenen"])) }
        guard missing.isEmpty else { return try await refused(missing) }
        let answer = try await pages.ask(
            call, .post, path(call) + "/bezwaren/\(number)/beslissingen",
            ["gegrond": .bool(choice == "ja"), "redenen": .string(call.form["redenen"])], key: call.key)
        if answer.status == 201 { return back(call, done: choice == "ja" ? "done-upheld" : "done-dismissed") }
        return try await refused(faults(answer, call, fields: ["redenen": "fault-redenen"]))
    }

    /// The case that the path names.
    private func file(_ call: PageCall) async throws -> CaseFileView {
        let answer = try await pages.ask(call, .get, path(call))
        guard answer.status == 200 else { throw PageNotice(status: 404, notice: .notFound) }
        return CaseFileView(answer.json, messages: call.messages)
    }

    /// Its path in the API.
    private func path(_ call: PageCall) throws -> String {
        guard let id = try? CaseID(call.parameter("zaak")) else { throw PageNotice(status: 404, notice: .notFound) }
        return "/v1/zaken/\(id)"
    }

    private func number(_ call: PageCall, _ name: String) throws -> Int {
        guard let number = Int(call.parameter(name)), (1...1_000_000).contains(number) else {
            throw PageNotice(status: 404, notice: .notFound)
        }
        return number
    }

    private func back(_ call: PageCall, done: String) -> PageAnswer {
        .redirect(.caseFile, ["zaak": call.parameter("zaak")], done: done)
    }

    /// The same page under a title with the number of the case in it.
    private func titled(_ answer: PageAnswer, _ key: String, _ call: PageCall) -> PageAnswer {
        var answer = answer
        answer.heading = call.messages.text(key, ["case": call.parameter("zaak")])
        return answer
    }

    /// What the API found wrong, in words and at the fields of the form.
    private func faults(_ answer: HouseAnswer, _ call: PageCall, fields: [String: String]) -> [FormFault] {
        let known = answer.faults.compactMap { fault in
            answer.code == "invalid" ? fields[fault.field].map { FormFault(fault.field, call.messages[$0]) } : nil
        }
        guard known.isEmpty else { return known }
        return [FormFault("", call.messages.text("refused-\(answer.code)") ?? call.messages["fault-general"])]
    }
}
