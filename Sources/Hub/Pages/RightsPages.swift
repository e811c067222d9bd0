// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import Pages

/// Reading everything that there is of an own report, and asking to put something right.
struct RightsPages: Sendable {
    let pages: PublicPages
    private var following: FollowPages { FollowPages(pages: pages) }

    func insight(_ call: PageCall) async throws -> PageAnswer {
        guard let pass = call.pass, let data = try await data(pass, call) else { return .redirect(.follow) }
        return .page("insight", title: "insight-title", InsightView(data, messages: call.messages).page)
    }

    /// The same as a file, as the API gives it.
    func file(_ call: PageCall) async throws -> PageAnswer {
        guard let pass = call.pass, let data = try await data(pass, call) else { return .redirect(.follow) }
        return PageAnswer(
            content: .file(name: "inzage-\(pass.reference).json", mediaType: "application/json", data.canonical()))
    }

    func correctionForm(_ call: PageCall) async throws -> PageAnswer {
        guard call.pass != nil else { return .redirect(.follow) }
        return .page("correction", title: "correction-title", PublicForms.correction(call.view(), key: call.key))
    }

    func correct(_ call: PageCall) async throws -> PageAnswer {
        guard let pass = call.pass else { return .redirect(.follow) }
        let names = ["onderdeel", "fout", "moetZijn"]
        let answer = try await pages.house.call(
            .post, "/v1/meldingen/\(pass.reference)/rectificaties",
            .object(
                JSONObject(
                    [("geheim", .string(following.secret(of: pass)))] + names.map { ($0, JSON.string(call.form[$0])) })),
            key: call.key, in: call.context)
        if let notice = pages.notice(answer) { throw notice }
        if answer.status == 201 { return following.done("done-correction", pass) }
        var faults: [FormFault] = []
        if answer.code == "invalid" {
            let wrong = Set(answer.faults.map(\.field))
            faults = names.filter(wrong.contains).map { FormFault($0, call.messages["fault-\($0)"]) }
        } else {
            let key =
                switch answer.code {
                case "duplicate": "fault-resent"
                case "too-many": "fault-corrections"
                default: "fault-closed"
                }
            faults = [FormFault("", call.messages[key])]
        }
        if faults.isEmpty { faults = [FormFault("", call.messages["fault-general"])] }
        return .faulty(
            "correction", title: "correction-title",
            PublicForms.correction(call.view(faults: faults), key: PageSeal.randomUUID()))
    }

    /// What the API gives; nil when the report is no longer there.
    private func data(_ pass: ReportPass, _ call: PageCall) async throws -> JSON? {
        let answer = try await pages.house.call(
            .post, "/v1/meldingen/\(pass.reference)/_inzage", ["geheim": .string(following.secret(of: pass))], in: call.context)
        if let notice = pages.notice(answer) { throw notice }
        return answer.status == 200 ? answer.json : nil
    }
}
