// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import Pages
import SignIn

/// What is there to see of a followed device: noting what was done with its hits, and the files with a report.
struct AlertPages: Sendable {
    let pages: MemberPages

    var routes: [MemberPages.Route] {
        [
            .read(.followUp, .deciding, show), .send(.followUp, .deciding, takeUp), .read(.evidenceFile, .reading, file),
        ]
    }

    private func show(_ call: PageCall) async throws -> PageAnswer {
        titled(.page("desk-form", title: "follow-up-title", try await view(call, faults: [], key: call.key)), call)
    }

    private func takeUp(_ call: PageCall) async throws -> PageAnswer {
        var faults: [FormFault] = []
        if call.form["redenen"].isEmpty { faults.append(FormFault("redenen", call.messages["fault-follow-up"])) }
        if faults.isEmpty {
            let answer = try await pages.ask(
                call, .post, path(call) + "/opvolgingen", ["redenen": .string(call.form["redenen"])], key: call.key)
            if answer.status == 201 {
                return .redirect(.caseFile, ["zaak": call.parameter("zaak")], done: "done-follow-up")
            }
            faults = [
                answer.code == "invalid"
                    ? FormFault("redenen", call.messages["fault-follow-up"])
                    : FormFault("", call.messages.text("refused-\(answer.code)") ?? call.messages["fault-general"])
            ]
        }
        return titled(
            .faulty("desk-form", title: "follow-up-title", try await view(call, faults: faults, key: PageSeal.randomUUID())), call)
    }

    /// A file with a report, to keep.
    private func file(_ call: PageCall) async throws -> PageAnswer {
        guard let number = Int(call.parameter("bewijsstuk")), (1...1_000_000).contains(number) else {
            throw PageNotice(status: 404, notice: .notFound)
        }
        let answer = try await pages.ask(call, .get, try path(call) + "/bewijsstukken/\(number)")
        guard answer.status == 200 else { throw PageNotice(status: 404, notice: .notFound) }
        let suffix = FileKind(of: answer.bytes)?.suffix ?? "bin"
        return PageAnswer(
            content: .file(
                name: "\(call.parameter("zaak"))-\(number).\(suffix)", mediaType: "application/octet-stream", answer.bytes))
    }

    private func view(_ call: PageCall, faults: [FormFault], key: String) async throws -> View {
        let answer = try await pages.ask(call, .get, path(call))
        guard answer.status == 200 else { throw PageNotice(status: 404, notice: .notFound) }
        return CaseFileView(answer.json, messages: call.messages).followUpForm(call.view(faults: faults), key: key)
    }

    private func path(_ call: PageCall) throws -> String {
        guard let id = try? CaseID(call.parameter("zaak")) else { throw PageNotice(status: 404, notice: .notFound) }
        return "/v1/zaken/\(id)"
    }

    private func titled(_ answer: PageAnswer, _ call: PageCall) -> PageAnswer {
        var answer = answer
        answer.heading = call.messages.text("follow-up-title", ["case": call.parameter("zaak")])
        return answer
    }
}
