// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import Pages

/// Reporting a device, and the answer to it.
struct ReportPages: Sendable {
    let pages: PublicPages

    func form(_ call: PageCall) async throws -> PageAnswer {
        .page("report", title: "report-title", PublicForms.report(call.view(), regions: try regions(call.language), key: call.key))
    }

    /// Enters the report. What is wrong is shown all at once: what the register says of the fields, and what the API says.
    func send(_ call: PageCall) async throws -> PageAnswer {
        let words = FaultTranslation(messages: call.messages)
        let kind = call.form["soort"]
        let imeis = PublicForms.imeis.map { (field: $0, text: call.form[$0]) }.filter { !$0.text.isEmpty }
        let details = ReportForm.details(call.form)
        let faults = try self.faults(kind: kind, imeis: imeis, details: details, words)
        guard faults.isEmpty else { return try refused(call, faults) }
        let body: JSON = [
            "soort": .string(kind), "onderwerpen": .array(imeis.map { .string($0.text) }), "gegevens": details,
        ]
        let answer = try await pages.house.call(.post, "/v1/meldingen", body, key: call.key, in: call.context)
        if let notice = pages.notice(answer) { throw notice }
        if answer.status == 201, let reference = try answer.json["melding"]?.string.map({ try ReportReference($0) }) {
            let pass = ReportPass(reference, from: pages.core.timekeeper.now(), isNew: true)
            return .redirect(.reported, cookies: [pass.field(pages.desk.seal)])
        }
        if answer.code == "duplicate" {
            return try refused(call, [FormFault("", call.messages["fault-resent"])], key: PageSeal.randomUUID())
        }
        let translated = words.report(answer.faults, imeis: imeis)
        return try refused(call, translated.isEmpty ? [FormFault("", call.messages["fault-general"])] : translated)
    }

    /// The report was entered: its number, its secret, and what to do now.
    func answer(_ call: PageCall) async throws -> PageAnswer {
        guard let pass = call.pass else { return .redirect(.follow) }
        guard pass.isNew else { return .redirect(.status) }
        let secret = pages.core.secrets.reportSecret(of: pass.reference.description)
        let answer = try await pages.house.call(
            .post, "/v1/meldingen/\(pass.reference)/_volg", ["geheim": .string(secret)], in: call.context)
        if let notice = pages.notice(answer) { throw notice }
        guard answer.status == 200 else { return .redirect(.follow, cookies: [ReportPass.end]) }
        return .page(
            "reported", title: "reported-title",
            ReportViews.reported(answer.json, secret: secret, keys: pages.keys(of: pass.reference), messages: call.messages))
    }

    private func refused(_ call: PageCall, _ faults: [FormFault], key: String? = nil) throws -> PageAnswer {
        .faulty(
            "report", title: "report-title",
            PublicForms.report(call.view(faults: faults), regions: try regions(call.language), key: key ?? call.key))
    }

    /// The regions that can be chosen. A report says the Dutch name, whatever the language it is made in.
    private func regions(_ language: Language) throws -> [Selection.Option] {
        try pages.core.register(.devices).policy.figures.regions.map { region in
            Selection.Option(region.title.dutch, language == .dutch ? region.title.dutch : region.title.english)
        }
    }

    /// Everything that the register finds wrong, in the order of the form.
    private func faults(
        kind: String, imeis: [(field: String, text: String)], details: JSON, _ words: FaultTranslation
    ) throws -> [FormFault] {
        let register = try pages.core.register(.devices)
        var faults: [FormFault] = []
        if !["theft", "loss"].contains(kind) { faults.append(FormFault("soort", words.messages["fault-soort"])) }
        if imeis.isEmpty, details["telefoonnummer"] == nil {
            faults.append(FormFault("imei", words.messages["fault-imei-or-number"]))
        }
        var subjects: Set<Subject> = []
        for (field, text) in imeis {
            do {
                let isNew = subjects.insert(try register.subject(text, field: field)).inserted
                if !isNew { faults.append(FormFault(field, words.messages["fault-imei-twice"])) }
            } catch {
                faults.append(words.imei(text, field: field) ?? FormFault(field, words.messages["fault-imei-other"]))
            }
        }
        let wrong = register.faults(
            in: details, of: kind == "loss" ? .loss : .theft, at: pages.core.timekeeper.now()
        ).map(words.general)
        let order = ["merk", "model"] + PublicForms.details + PublicForms.grouped
        return faults
            + FaultTranslation.once(wrong).sorted { (order.firstIndex(of: $0.field) ?? 0) < (order.firstIndex(of: $1.field) ?? 0) }
    }
}
