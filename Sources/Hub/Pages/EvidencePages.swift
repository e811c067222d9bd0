// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import Pages

/// Adding a proof of purchase to an own report.
struct EvidencePages: Sendable {
    let pages: PublicPages

    private var following: FollowPages { FollowPages(pages: pages) }

    func form(_ call: PageCall) async throws -> PageAnswer {
        guard let pass = call.pass, let state = try await state(pass, call) else { return .redirect(.follow) }
        return .page("evidence", title: "evidence-title", EvidenceView.form(call.view(), state: state, key: call.key))
    }

    func send(_ call: PageCall) async throws -> PageAnswer {
        guard let pass = call.pass else { return .redirect(.follow) }
        guard let file = call.form.file, !file.bytes.isEmpty else {
            return try await refused(FormFault("bestand", call.messages["fault-bestand-none"]), pass, call)
        }
        let answer = try await pages.house.call(
            .post, "/v1/meldingen/\(pass.reference)/bewijsstukken",
            [
                "geheim": .string(following.secret(of: pass)), "naam": .string(EvidencePages.name(file.name)),
                "inhoud": .string(Base64.encode(file.bytes)),
            ], key: call.key, in: call.context)
        if answer.status == 413 { return try await refused(FormFault("bestand", call.messages["fault-bestand-size"]), pass, call) }
        if let notice = pages.notice(answer) { throw notice }
        if answer.status == 201 { return following.done("done-evidence", pass) }
        let fault =
            switch answer.code {
            case "invalid":
                FormFault(
                    "bestand", call.messages[file.bytes.count > 1 << 20 ? "fault-bestand-size" : "fault-bestand-kind"])
            case "too-many": FormFault("bestand", call.messages["fault-bestand-many"])
            case "duplicate": FormFault("", call.messages["fault-resent"])
            default: FormFault("", call.messages["fault-bestand-there"])
            }
        return try await refused(fault, pass, call)
    }

    private func refused(_ fault: FormFault, _ pass: ReportPass, _ call: PageCall) async throws -> PageAnswer {
        guard let state = try await state(pass, call) else { return .redirect(.follow) }
        return .faulty(
            "evidence", title: "evidence-title",
            EvidenceView.form(call.view(faults: [fault]), state: state, key: PageSeal.randomUUID()))
    }

    /// How it is with the report; nil when it can no longer be told.
    private func state(_ pass: ReportPass, _ call: PageCall) async throws -> JSON? {
        let answer = try await pages.house.call(
            .post, "/v1/meldingen/\(pass.reference)/_volg", ["geheim": .string(following.secret(of: pass))], in: call.context)
        if let notice = pages.notice(answer) { throw notice }
        return answer.status == 200 ? answer.json : nil
    }

    /// The name of a file without its folders, and no longer than a name may be.
    static func name(_ text: String) -> String {
        let last = text.split { $0 == "/" || $0 == "\\" }.last.map { String($0) } ?? ""
        var name = ""
        for scalar in last.unicodeScalars where scalar.value >= 0x20 && scalar.value != 0x7F {
            guard name.utf8.count + scalar.utf8.count <= Attachment.mostNameBytes else { break }
            name.unicodeScalars.append(scalar)
        }
        return name.isEmpty ? "bestand" : name
    }
}
