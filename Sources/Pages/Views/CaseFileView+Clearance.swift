// SPDX-License-Identifier: EUPL-1.2

import Ledger

extension CaseFileView {
    /// Something that goes over a limit, to be let go out or set aside.
    public func clearanceForm(_ change: Int, _ form: FormView, key: String) -> View {
        let found = (file["wachtend"]?.array ?? []).first { $0["nummer"]?.integer == Int64(change) }
        let isOpen = (file["mogelijk"]?["vrijgeven"]?.array ?? []).contains { $0.integer == Int64(change) }
        let decision = (file["besluiten"]?.array ?? []).first { $0["nummer"] == found?["besluit"] }
        return DeskForm(
            parts: [
                .choice(Choice(name: "oordeel", answers: ["vrijgeven", "terzijde"], texts: "clearance")),
                .field(Field(name: "redenen", type: "area", isRequired: true, mostCharacters: 4_000)),
            ],
            lead: found.map(waitingText) ?? "",
            facts: [
                (messages["case-reasons"], decision?["redenen"]?.string ?? ""),
                (messages["case-by"], decision.map { messages.who($0["door"]?.string) } ?? ""),
                (messages["case-confirmed-by"], decision?["bevestigdDoor"]?.string ?? ""),
            ], idle: isOpen ? "" : messages["clearance-not-yours"], send: messages["clearance-send"],
            back: .link(.caseFile, messages["clearance-back"], ["zaak": number], in: messages.language)
        ).view(form, key: key)
    }

    /// A report, to be judged false.
    public func falseReportForm(_ report: Int, _ form: FormView, key: String) -> View {
        let found = (file["meldingen"]?.array ?? []).first { $0["nummer"]?.integer == Int64(report) }
        let isOpen = (file["mogelijk"]?["onjuistVerklaren"]?.array ?? []).contains { $0.integer == Int64(report) }
        return DeskForm(
            parts: [.field(Field(name: "redenen", type: "area", isRequired: true, mostCharacters: 4_000))],
            lead: messages["false-report-lead"],
            facts: [
                (messages["case-by"], found.map { messages.who($0["door"]?.string) } ?? ""),
                (messages["false-report-when"], messages.moment(found?["wanneer"]?.string)),
            ], idle: isOpen ? "" : messages["false-report-not-now"], send: messages["false-report-send"],
            back: .link(.caseFile, messages["clearance-back"], ["zaak": number], in: messages.language)
        ).view(form, key: key)
    }
}
