// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// Everything that there is of somebody's report, for himself.
public struct InsightView: Sendable {
    private let data: JSON
    private let messages: Messages

    /// Shows what the API gives (`Inzage`).
    public init(_ data: JSON, messages: Messages) {
        self.data = data
        self.messages = messages
    }

    /// The page.
    public var page: View {
        let phase = data["fase"]?.string ?? ""
        var view: View = [
            "facts": .facts([
                (messages["fact-melding"], data["melding"]?.string ?? ""),
                (messages["insight-made"], messages.moment(data["opgemaakt"]?.string)),
                (messages["insight-purpose"], messages.purpose(data["doel"]?.string)),
                (messages["case-phase"], messages.text("phase-\(phase)") ?? phase),
            ]),
            "reports": .list(all("meldingen").map(report)), "decisions": .list(all("besluiten").map(decision)),
            "files": .list(EvidenceView.rows(data, messages)), "has-files": .truth(!all("bewijsstukken").isEmpty),
            "has-decisions": .truth(!all("besluiten").isEmpty), "objections": .list(all("bezwaren").map(objection)),
            "has-objections": .truth(!all("bezwaren").isEmpty),
            "corrections": .list(all("rectificaties").map { .correction($0, messages) }),
            "has-corrections": .truth(!all("rectificaties").isEmpty), "kept": .text(kept),
            "withheld": .list(all("nietVerstrekt").compactMap { $0[messages.language.rawValue]?.string.map { .text($0) } }),
            "is-partial": .truth(data["inzageVolledig"]?.bool == false),
        ]
        if !all("ontvangers").isEmpty { view["recipients"] = .list([.compliance(all("ontvangers"), messages)]) }
        if !all("inzage").isEmpty { view["readings"] = .list([.readings(all("inzage"), messages)]) }
        return view
    }

    private func all(_ member: String) -> [JSON] { data[member]?.array ?? [] }

    private func report(_ report: JSON) -> View {
        let kind = report["soort"]?.string ?? ""
        let details = messages.details(of: report)
        let subjects = (report["onderwerpen"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
        return [
            "title": .text(
                messages.text(
                    "case-report",
                    ["n": String(report["nummer"]?.integer ?? 0), "kind": messages.text("kind-\(kind)") ?? kind])),
            "facts": .facts(
                [
                    (messages["case-when"], messages.moment(report["wanneer"]?.string)),
                    (messages["case-by"], report["door"].map { messages.who($0.string) } ?? messages["insight-you"]),
                    (messages["case-subjects"], subjects), (messages["case-basis"], messages.basis(report["grondslag"]?.string)),
                ] + details),
        ]
    }

    private func decision(_ decision: JSON) -> View {
        let kind = decision["soort"]?.string ?? ""
        return [
            "title": .text(messages.text("decision-\(kind)") ?? kind),
            "facts": .facts([
                (messages["case-when"], messages.moment(decision["genomen"]?.string)),
                (messages["case-reasons"], decision["redenen"]?.string ?? ""),
                (messages["case-by"], messages.who(decision["door"]?.string)),
                (messages["case-confirmed-by"], decision["bevestigdDoor"]?.string ?? ""),
                (messages["case-basis"], messages.basis(decision["grondslag"]?.string)),
                (messages["case-objection-until"], messages.moment(decision["bezwaarTot"]?.string)),
                (messages["case-valid-until"], messages.moment(decision["geldigTot"]?.string)),
            ]),
        ]
    }

    private func objection(_ objection: JSON) -> View {
        let outcome =
            switch objection["gegrond"]?.bool {
            case true?: "objection-upheld"
            case false?: "objection-dismissed"
            case nil: "objection-open"
            }
        return [
            "title": .text(messages.text("case-objection", ["n": String(objection["nummer"]?.integer ?? 0)])),
            "facts": .facts([
                (messages["case-grounds"], objection["gronden"]?.string ?? ""),
                (messages["case-when"], messages.moment(objection["wanneer"]?.string)),
                (messages["case-decide-by"], messages.moment(objection["beslissenVoor"]?.string)),
                (messages["case-outcome"], messages[outcome]), (messages["case-reasons"], objection["redenen"]?.string ?? ""),
            ]),
        ]
    }

    /// How long it is kept, in words.
    private var kept: String {
        guard let day = data["bewaring"]?["wissenNa"]?.string else { return messages["insight-kept-open"] }
        return messages.text("insight-kept-until", ["when": messages.moment(day)])
    }
}

extension View {
    /// Who read a case, as the person sees it.
    static func readings(_ lines: [JSON], _ messages: Messages) -> View {
        .table(
            id: "readings", caption: messages["insight-readings-table"],
            columns: ["case-when", "processing-party", "processing-role", "processing-what", "case-basis"].map { messages[$0] },
            rows: lines.map { line in
                let (role, what) = (line["rol"]?.string ?? "", line["wat"]?.string ?? "")
                return [
                    messages.moment(line["wanneer"]?.string), line["deelnemer"]?.string ?? "",
                    messages.text("role-\(role)") ?? role, messages.text("activity-\(what)") ?? what,
                    messages.basis(line["grondslag"]?.string),
                ]
            })
    }
}
