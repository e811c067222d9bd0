// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import Pages
import SignIn

/// Judging a report to be false.
struct FalseReportPages: Sendable {
    let pages: MemberPages

    var routes: [MemberPages.Route] {
        [.read(.falseReport, .deciding, show), .send(.falseReport, .deciding, judge)]
    }

    private func show(_ call: PageCall) async throws -> PageAnswer {
        titled(.page("desk-form", title: "false-report-title", try await view(call, call.view(), key: call.key)), call)
    }

    private func judge(_ call: PageCall) async throws -> PageAnswer {
        let path = "\(try path(call))/meldingen/\(try number(call))/onjuistverklaringen"
        let answer = try await pages.ask(call, .post, path, ["redenen": .string(call.form["redenen"])], key: call.key)
        if answer.status == 201 { return .redirect(.caseFile, ["zaak": call.parameter("zaak")], done: "done-false-report") }
        var faults = answer.formFaults(call.messages, fields: ["redenen": ("redenen", "fault-redenen")])
        if faults.isEmpty || answer.code != "invalid" {
            faults = [FormFault("", call.messages.text("refused-\(answer.code)") ?? call.messages["fault-general"])]
        }
        let view = try await view(call, call.view(faults: faults), key: PageSeal.randomUUID())
        return titled(.faulty("desk-form", title: "false-report-title", view), call)
    }

    private func view(_ call: PageCall, _ form: FormView, key: String) async throws -> View {
        let answer = try await pages.ask(call, .get, try path(call))
        guard answer.status == 200 else { throw PageNotice(status: 404, notice: .notFound) }
        return CaseFileView(answer.json, messages: call.messages).falseReportForm(try number(call), form, key: key)
    }

    private func path(_ call: PageCall) throws -> String {
        guard let id = try? CaseID(call.parameter("zaak")) else { throw PageNotice(status: 404, notice: .notFound) }
        return "/v1/zaken/\(id)"
    }

    private func number(_ call: PageCall) throws -> Int {
        guard let number = Int(call.parameter("nummer")), (1...1_000_000).contains(number) else {
            throw PageNotice(status: 404, notice: .notFound)
        }
        return number
    }

    private func titled(_ answer: PageAnswer, _ call: PageCall) -> PageAnswer {
        var answer = answer
        answer.heading = call.messages.text("false-report-title", ["case": call.parameter("zaak")])
        return answer
    }
}
