// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Samples of what the edges of a party answer: what came of them, and asking one.
extension SupervisedPartyView {
    /// The part of the page that tells samples. It is read again when something is entered, so that answers appear by themselves.
    /// - Parameter canSample: whether who looks may ask one.
    func samples(canSample: Bool) -> Section {
        var section = Section(heading: messages["sample-heading"], text: messages["sample-text"])
        section.live = "samples"
        let samples = file["steekproeven"]?.array ?? []
        let edges = samples.flatMap { sample in (sample["randknopen"]?.array ?? []).map { (sample, $0) } }
        if samples.first.map(SupervisedPartyView.differs) == true { section.alert = messages["sample-alert"] }
        if canSample {
            section.buttons = (file["maatregelen"]?.array ?? []).filter(SupervisedPartyView.canBeSampled).map { measure in
                .link(
                    .sampling, messages.text("sample-ask", ["title": messages.words(measure["titel"])]),
                    ["deelnemer": file["deelnemer"]?.string ?? ""],
                    query: "maatregel=\(SupervisedPartyView.encode(measure["maatregel"]?.string ?? ""))", in: messages.language)
            }
        }
        guard !edges.isEmpty else { return section }
        section.tables = [
            .table(
                id: "samples-table", caption: messages["sample-table"],
                columns: [
                    "sample-asked", "super-edge", "sample-outcome", "sample-version", "sample-agreed", "sample-differing",
                    "sample-unanswered", "sample-unclear", "case-by",
                ].map { messages[$0] }, rows: edges.map { row($0, $1) })
        ]
        return section
    }

    private func row(_ sample: JSON, _ edge: JSON) -> (href: String?, cells: [String]) {
        let register = (sample["maatregel"]?.string ?? "").prefix { $0 != "/" }
        let by = [sample["door"]?.string, sample["persoon"]?.string].compactMap(\.self).joined(separator: ", ")
        return (
            "/logboek/\(SupervisedPartyView.encode(String(register)))/bewijs/\(sample["regel"]?.integer ?? 0)",
            [
                messages.moment(sample["gevraagd"]?.string), edge["randknoop"]?.string ?? "", outcome(edge), number(edge["versie"]),
                number(edge["gelijk"]), number(edge["afwijkend"]), number(edge["nietBeantwoord"]),
                number(edge["nietTeVergelijken"]),
                by,
            ]
        )
    }

    private func outcome(_ edge: JSON) -> String {
        switch edge["stand"]?.string {
        case "wacht": return messages["sample-waits"]
        case "zwijgt": return messages["sample-silent"]
        default: break
        }
        if edge["afwijkend"]?.integer ?? 0 > 0 { return messages["sample-differs"] }
        if edge["ouderDanVerklaard"]?.bool == true {
            return messages.text("sample-older", ["version": number(edge["verklaard"])])
        }
        return messages[edge["gelijk"]?.integer ?? 0 > 0 ? "sample-agrees" : "sample-nothing"]
    }

    private func number(_ number: JSON?) -> String { number?.integer.map { messages.number($0) } ?? "" }

    /// Whether an edge answered something else than the list, or by an older list than it had stated.
    private static func differs(_ sample: JSON) -> Bool {
        (sample["randknopen"]?.array ?? []).contains {
            $0["afwijkend"]?.integer ?? 0 > 0 || $0["ouderDanVerklaard"]?.bool == true
        }
    }

    /// Whether there are edges that keep a list for this measure.
    private static func canBeSampled(_ measure: JSON) -> Bool {
        measure["opgeheven"] == nil && measure["naleving"]?["randknopen"]?.array?.isEmpty == false
    }

    /// Asking a sample.
    /// - Parameter id: the measure.
    public func samplingForm(of id: String, _ form: FormView, key: String) -> View {
        let measure = (file["maatregelen"]?.array ?? []).first { $0["maatregel"]?.string == id }
        let canAsk = measure.map(SupervisedPartyView.canBeSampled) == true
        return DeskForm(
            parts: [
                .field(
                    Field(
                        name: "aantal", isRequired: true, inputMode: "numeric", mostCharacters: 2, width: "short",
                        texts: "sample-count"))
            ],
            hidden: [("maatregel", id)], lead: messages["sample-lead"],
            facts: [
                (messages["super-party"], name), (messages["step-measure"], measure.map { messages.words($0["titel"]) } ?? ""),
            ],
            // What is wrong with a form that was sent is told at the form.
            idle: canAsk || !form.faults.isEmpty ? "" : messages["sample-none"], send: messages["sample-send"],
            back: .link(
                .supervisedParty, messages["super-back-party"], ["deelnemer": file["deelnemer"]?.string ?? ""],
                in: messages.language)
        ).view(form, key: key)
    }
}
