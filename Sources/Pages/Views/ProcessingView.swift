// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// The log of processing, for who supervises.
public struct ProcessingView: Sendable {
    private let page: JSON
    private let form: FormView

    /// Shows a page of the log.
    /// - Parameters:
    ///   - page: what the API gives.
    ///   - form: what was filtered by.
    public init(_ page: JSON, form: FormView) {
        self.page = page
        self.form = form
    }

    /// What one can filter by. The names are those of the API, but for the days.
    private static let fields = [
        Field(name: "deelnemer", mostCharacters: 40, width: "middle"), Field(name: "zaak", mostCharacters: 30, width: "middle"),
        Field(name: "vanaf", type: "date", mostCharacters: 10, width: "short"),
        Field(name: "tot", type: "date", mostCharacters: 10, width: "short"),
    ]

    /// The page, with links to the newest and the next lines.
    /// - Parameter address: makes an address of this page with a filter in it.
    public func view(address: ([(String, String)]) -> String) -> View {
        let messages = form.messages
        let lines = page["regels"]?.array ?? []
        let filter = ProcessingView.fields.compactMap { field in
            form.values[field.name].flatMap { $0.isEmpty ? nil : (field.name, $0) }
        }
        var view = form.view(
            fields: ProcessingView.fields,
            besides: [
                "is-empty": .truth(lines.isEmpty),
                "next": .text(page["verder"]?.string.map { address(filter + [("verder", $0)]) } ?? ""),
                "first": .text(form.values["verder"]?.isEmpty == false ? address(filter) : ""),
            ])
        if !lines.isEmpty {
            view["lines"] = .list([
                .table(
                    id: "lines", caption: messages["processing-table"],
                    columns: [
                        "case-when", "processing-party", "processing-person", "processing-role", "processing-what", "case-basis",
                        "processing-subject",
                    ].map { messages[$0] }, rows: lines.map { ProcessingView.row($0, messages) })
            ])
        }
        return view
    }

    private static func row(_ line: JSON, _ messages: Messages) -> [String] {
        let role = line["rol"]?.string ?? ""
        let parts = (line["verwerkingsactiviteit"]?.string ?? "").split(separator: ":")
        let what = parts.count > 1 ? String(parts[parts.count - 2]) : ""
        return [
            messages.moment(line["begin"]?.string), line["naam"]?.string ?? "", line["persoon"]?.string ?? "",
            messages.text("role-\(role)") ?? role, messages.text("activity-\(what)") ?? what,
            messages.basis(line["grondslag"]?.string),
            line["betrokkene"]?.string ?? "",
        ]
    }
}
