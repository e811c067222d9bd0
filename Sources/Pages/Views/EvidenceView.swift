// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// Files with a report: those that are there, and the form that adds one.
public enum EvidenceView {
    /// The form.
    /// - Parameters:
    ///   - state: what the API tells of the report (`StandVanMelding`).
    ///   - key: under which a repetition is recognised.
    public static func form(_ form: FormView, state: JSON, key: String) -> View {
        let fault = form.faults.first { $0.field == "bestand" }?.text ?? ""
        let described = ["bestand-hint"] + (fault.isEmpty ? [] : ["bestand-fault"])
        let files = rows(state, form.messages)
        return form.view(
            fields: [],
            besides: [
                "key": .text(key), "file-fault": .text(fault), "described": .text(described.joined(separator: " ")),
                "files": .list(files), "has-files": .truth(!files.isEmpty),
            ])
    }

    /// The files, in words.
    static func rows(_ state: JSON, _ messages: Messages) -> [View] {
        (state["bewijsstukken"]?.array ?? []).map { .text(line($0, messages)) }
    }

    /// One file: its name, how large it is, since when.
    static func line(_ file: JSON, _ messages: Messages) -> String {
        let size = max(1, (file["grootte"]?.integer ?? 0) / 1_024)
        return messages.text(
            "evidence-line",
            [
                "name": file["naam"]?.string ?? "", "size": messages.number(size),
                "when": messages.moment(file["wanneer"]?.string),
            ])
    }
}
