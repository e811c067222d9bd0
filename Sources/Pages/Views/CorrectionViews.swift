// SPDX-License-Identifier: EUPL-1.2

import Ledger

extension View {
    /// A request to put something right, with its answer.
    static func correction(_ request: JSON, _ messages: Messages) -> View {
        let outcome =
            switch request["toegewezen"]?.bool {
            case true?: "correction-granted"
            case false?: "correction-refused"
            case nil: request["teLaat"]?.bool == true ? "correction-late" : "correction-open"
            }
        let part = request["onderdeel"]?.string ?? ""
        return [
            "title": .text(messages.text("correction-number", ["n": String(request["nummer"]?.integer ?? 0)])),
            "facts": .facts([
                (messages["correction-part"], messages.text("onderdeel-\(part)") ?? part),
                (messages["correction-wrong"], request["fout"]?.string ?? ""),
                (messages["correction-right"], request["moetZijn"]?.string ?? ""),
                (messages["case-when"], messages.moment(request["wanneer"]?.string)),
                (messages["correction-before"], messages.moment(request["antwoordVoor"]?.string)),
                (messages["case-outcome"], messages[outcome]), (messages["case-reasons"], request["redenen"]?.string ?? ""),
                (messages["case-by"], messages.who(request["door"]?.string)),
            ]),
        ]
    }
}

extension CaseFileView {
    /// A request to put something right, to be answered.
    public func correctionForm(_ request: Int, _ form: FormView, key: String) -> View {
        let found = (file["rectificaties"]?.array ?? []).first { $0["nummer"]?.integer == Int64(request) }
        let isOpen = (file["mogelijk"]?["rectificaties"]?.array ?? []).contains { $0.integer == Int64(request) }
        return form.view(
            fields: [Field(name: "redenen", type: "area", isRequired: true, mostCharacters: 4_000, texts: "toewijzing-redenen")],
            choices: [Choice(name: "toegewezen", answers: ["ja", "nee"])],
            besides: [
                "key": .text(key), "facts": brief, "request": found.map { .list([.correction($0, messages)]) } ?? [],
                "possible": .truth(isOpen), "back": back,
            ])
    }
}
