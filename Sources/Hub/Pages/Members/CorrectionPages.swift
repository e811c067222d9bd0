// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import Pages
import SignIn

/// Answering a request to put a report right.
struct CorrectionPages: Sendable {
    let pages: MemberPages

    var routes: [MemberPages.Route] {
        [.read(.correctionFile, .deciding, show), .send(.correctionFile, .deciding, answer)]
    }

    private func show(_ call: PageCall) async throws -> PageAnswer {
        let view = try await file(call).correctionForm(try number(call), call.view(), key: call.key)
        return titled(.page("correction-file", title: "correction-file-title", view), call)
    }

    private func answer(_ call: PageCall) async throws -> PageAnswer {
        let number = try number(call)
        let choice = call.form["toegewezen"]
        var faults: [FormFault] = []
        if !["ja", "nee"].contains(choice) { faults.append(FormFault("toegewezen", call.messages["fault-toegewezen"])) }
        if call.form["redenen"].isEmpty { faults.append(FormFault("redenen", call.messages["fault-redenen"])) }
        if faults.isEmpty {
            let answer = try await pages.ask(
                call, .post, path(call) + "/rectificaties/\(number)/beslissingen",
                ["toegewezen": .bool(choice == "ja"), "redenen": .string(call.form["redenen"])], key: call.key)
            if answer.status == 201 {
                return .redirect(
                    .caseFile, ["zaak": call.parameter("zaak")],
                    done: choice == "ja" ? "done-correction-granted" : "done-correction-refused")
            }
            faults = [
                answer.code == "invalid"
                    ? FormFault("redenen", call.messages["fault-redenen"])
                    : FormFault("", call.messages.text("refused-\(answer.code)") ?? call.messages["fault-general"])
            ]
        }
        let view = try await file(call).correctionForm(number, call.view(faults: faults), key: PageSeal.randomUUID())
        return titled(.faulty("correction-file", title: "correction-file-title", view), call)
    }

    /// The case that the path names.
    private func file(_ call: PageCall) async throws -> CaseFileView {
        let answer = try await pages.ask(call, .get, path(call))
        guard answer.status == 200 else { throw PageNotice(status: 404, notice: .notFound) }
        return CaseFileView(answer.json, messages: call.messages)
    }

    private func path(_ call: PageCall) throws -> String {
        guard let id = try? CaseID(call.parameter("zaak")) else { throw PageNotice(status: 404, notice: .notFound) }
        return "/v1/zaken/\(id)"
    }

    private func number(_ call: PageCall) throws -> Int {
        guard let number = Int(call.parameter("rectificatie")), (1...1_000_000).contains(number) else {
            throw PageNotice(status: 404, notice: .notFound)
        }
        return number
    }

    private func titled(_ answer: PageAnswer, _ call: PageCall) -> PageAnswer {
        var answer = answer
        answer.heading = call.messages.text("correction-file-title", ["case": call.parameter("zaak")])
        return answer
    }
}
