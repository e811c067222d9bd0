// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import Pages

/// Following an own report, and what one can do with it. The browser keeps the number, sealed; the secret is derived.
struct FollowPages: Sendable {
    let pages: PublicPages

    func form(_ call: PageCall) async throws -> PageAnswer {
        .page("follow", title: "follow-title", PublicForms.follow(call.view()))
    }

    /// Checks number and secret, and remembers the number for a while.
    func send(_ call: PageCall) async throws -> PageAnswer {
        let reference = try? ReportReference(call.form["melding"].filter { $0 != " " })
        let secret = call.form["geheim"]
        var faults: [FormFault] = []
        if reference == nil { faults.append(FormFault("melding", call.messages["fault-melding"])) }
        if secret.isEmpty { faults.append(FormFault("geheim", call.messages["fault-geheim"])) }
        guard let reference, faults.isEmpty else { return refused(call, faults) }
        let answer = try await volg(reference, secret: secret, call)
        switch (answer.status, answer.code) {
        case (200, _):
            let pass = ReportPass(reference, from: pages.core.timekeeper.now())
            return .redirect(.status, cookies: [pass.field(pages.desk.seal)])
        case (_, "after-term"): return refused(call, [FormFault("", call.messages["phase-erased"])])
        default: return refused(call, [FormFault("melding", call.messages["fault-pair"])])
        }
    }

    func status(_ call: PageCall) async throws -> PageAnswer {
        guard let pass = call.pass else { return .redirect(.follow) }
        let answer = try await volg(pass.reference, secret: secret(of: pass), call)
        guard answer.status == 200 else { return .redirect(.follow, cookies: [ReportPass.end]) }
        var page = PageAnswer.page(
            "status", title: "status-title", ReportViews.status(answer.json, done: pass.done, messages: call.messages))
        // What was done is said once.
        if pass.done != nil { page.cookies = [fresh(pass).field(pages.desk.seal)] }
        return page
    }

    func receipt(_ call: PageCall) async throws -> PageAnswer {
        guard let pass = call.pass else { return .redirect(.follow) }
        let answer = try await pages.house.call(
            .post, "/v1/meldingen/\(pass.reference)/_ontvangstbewijs", ["geheim": .string(secret(of: pass))], in: call.context)
        if let notice = pages.notice(answer) { throw notice }
        guard answer.status == 200, let text = answer.json["ontvangstbewijs"]?.string else { return .redirect(.follow) }
        return PageAnswer(
            content: .file(name: "ontvangstbewijs.txt", mediaType: "text/plain; charset=utf-8", Array(text.utf8)))
    }

    func recoveredForm(_ call: PageCall) async throws -> PageAnswer {
        guard call.pass != nil else { return .redirect(.follow) }
        return .page("recovered", title: "recovered-title", PublicForms.recovered(call.view(), key: call.key))
    }

    /// Tells that the device is back, or that the report was a mistake: for the register both are a recovery.
    func recovered(_ call: PageCall) async throws -> PageAnswer {
        guard let pass = call.pass else { return .redirect(.follow) }
        func refused(_ fault: FormFault) -> PageAnswer {
            .faulty(
                "recovered", title: "recovered-title", PublicForms.recovered(call.view(faults: [fault]), key: PageSeal.randomUUID())
            )
        }
        let reason = call.form["reden"]
        guard ["back", "mistake"].contains(reason) else { return refused(FormFault("reden", call.messages["fault-reden"])) }
        let said = call.messages[reason == "back" ? "recovered-said-back" : "recovered-said-mistake"]
        let text = [said, call.form["omschrijving"]].filter { !$0.isEmpty }.joined(separator: "\n")
        let answer = try await pages.house.call(
            .post, "/v1/meldingen/\(pass.reference)/vervolgmeldingen",
            ["geheim": .string(secret(of: pass)), "soort": "recovery", "gegevens": ["omschrijving": .string(text)]], key: call.key,
            in: call.context)
        if let notice = pages.notice(answer) { throw notice }
        if answer.status == 201 { return done("done-recovered", pass) }
        switch answer.code {
        case "invalid": return refused(FormFault("omschrijving", call.messages["fault-omschrijving"]))
        case "duplicate": return refused(FormFault("", call.messages["fault-resent"]))
        default: return refused(FormFault("", call.messages["fault-closed"]))
        }
    }

    func objectionForm(_ call: PageCall) async throws -> PageAnswer {
        guard call.pass != nil else { return .redirect(.follow) }
        return .page("objection", title: "objection-title", PublicForms.objection(call.view(), key: call.key))
    }

    func object(_ call: PageCall) async throws -> PageAnswer {
        guard let pass = call.pass else { return .redirect(.follow) }
        let answer = try await pages.house.call(
            .post, "/v1/meldingen/\(pass.reference)/bezwaren",
            ["geheim": .string(secret(of: pass)), "gronden": .string(call.form["gronden"])], key: call.key, in: call.context)
        if let notice = pages.notice(answer) { throw notice }
        if answer.status == 201 { return done("done-objected", pass) }
        let fault =
            switch answer.code {
            case "invalid": FormFault("gronden", call.messages["fault-gronden"])
            case "after-term": FormFault("", call.messages["fault-term"])
            case "duplicate": FormFault("", call.messages["fault-resent"])
            default: FormFault("", call.messages["fault-no-decision"])
            }
        return .faulty(
            "objection", title: "objection-title", PublicForms.objection(call.view(faults: [fault]), key: PageSeal.randomUUID()))
    }

    func stop(_ call: PageCall) async throws -> PageAnswer { .redirect(.follow, cookies: [ReportPass.end]) }

    func done(_ message: String, _ pass: ReportPass) -> PageAnswer {
        var pass = fresh(pass)
        pass.done = message
        return .redirect(.status, cookies: [pass.field(pages.desk.seal)])
    }

    private func fresh(_ pass: ReportPass) -> ReportPass { ReportPass(pass.reference, from: pages.core.timekeeper.now()) }

    func secret(of pass: ReportPass) -> String { pages.core.secrets.reportSecret(of: pass.reference.description) }

    private func volg(_ reference: ReportReference, secret: String, _ call: PageCall) async throws -> HouseAnswer {
        let answer = try await pages.house.call(
            .post, "/v1/meldingen/\(reference)/_volg", ["geheim": .string(secret)], in: call.context)
        if let notice = pages.notice(answer) { throw notice }
        return answer
    }

    private func refused(_ call: PageCall, _ faults: [FormFault]) -> PageAnswer {
        .faulty("follow", title: "follow-title", PublicForms.follow(call.view(faults: faults)))
    }
}
