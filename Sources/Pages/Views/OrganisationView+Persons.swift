// SPDX-License-Identifier: EUPL-1.2

import Exchange
public import Ledger

extension OrganisationView {
    /// Who of the party may sign in.
    /// - Parameters:
    ///   - answer: the persons (`GET /v1/personen`).
    ///   - party: the own party: who administers the hub is told of others as well.
    public func persons(_ answer: JSON, of party: String) -> View {
        let rows = (answer["personen"]?.array ?? []).filter { $0["deelnemer"]?.string == party }.map { person in
            [
                person["persoon"]?.string ?? "", rights(person["rechten"]), person["vestiging"]?.string ?? "",
                end(person["tot"]), messages[person["geldig"]?.bool == true ? "org-person-valid" : "org-person-ended"],
            ]
        }
        let mayManage = answer["beheren"]?.bool == true
        let table = View.table(
            id: "persons", caption: messages["org-persons-table"],
            columns: columns("org-person", "org-rights", "org-branch", "org-until", "org-state"), rows: rows)
        return Sheet(
            done: done,
            paragraphs: [
                messages[rows.isEmpty ? "org-persons-none" : "org-persons-lead"],
                messages[mayManage ? "org-persons-manage" : "org-persons-who"],
            ],
            tables: rows.isEmpty ? [] : [table],
            links: (mayManage
                ? [link(.organisationAdmission, "org-to-admission"), link(.organisationEnd, "org-to-end")] : []) + [back]
        ).view(plain)
    }

    /// Letting somebody sign in, or giving him other rights.
    /// - Parameters:
    ///   - mayManage: whether whoever looks may.
    ///   - chosen: the rights that are ticked.
    ///   - form: as it is filled in so far.
    public func admission(mayManage: Bool, chosen: Set<String>, _ form: FormView, key: String) -> View {
        let known = Right.known.sorted { $0.key < $1.key }
        let labels = known.map { ($0.key.rawValue, messages.language == .dutch ? $0.value.dutch : $0.value.english) }
        return Sheet(
            paragraphs: [messages[mayManage ? "org-admission-lead" : "org-persons-who"]],
            form: mayManage
                ? Sheet.Form(
                    key: key, send: messages["org-admission-send"],
                    first: [
                        Field(name: "persoon", isRequired: true, mostCharacters: 64, width: "middle", texts: "org-persoon"),
                        Field(name: "code", isRequired: true, mostCharacters: 32, width: "middle", texts: "org-code"),
                    ],
                    choices: [
                        Choice(
                            name: "rechten", answers: labels.map(\.0), texts: "org-rechten",
                            labels: Dictionary(labels) { first, _ in first }, chosen: chosen)
                    ],
                    fields: [
                        Field(name: "vestiging", inputMode: "numeric", mostCharacters: 12, width: "short", texts: "org-vestiging"),
                        Field(name: "tot", type: "date", mostCharacters: 10, width: "short", texts: "org-tot"),
                    ]) : nil, links: [link(.organisationPersons, "org-back-persons")]
        ).view(form)
    }

    /// Letting somebody do nothing any more.
    /// - Parameters:
    ///   - answer: the persons (`GET /v1/personen`).
    ///   - party: the own party.
    ///   - own: whoever looks, who cannot end himself.
    ///   - form: as it is filled in so far.
    public func ending(_ answer: JSON, of party: String, except own: String?, _ form: FormView, key: String) -> View {
        let names = (answer["personen"]?.array ?? [])
            .filter { $0["deelnemer"]?.string == party && $0["geldig"]?.bool == true }
            .compactMap { $0["persoon"]?.string }.filter { $0 != own }
        let mayManage = answer["beheren"]?.bool == true
        return Sheet(
            paragraphs: [
                messages[!mayManage ? "org-persons-who" : names.isEmpty ? "org-end-none" : "org-end-lead"]
            ],
            form: mayManage && !names.isEmpty
                ? Sheet.Form(
                    key: key, send: messages["org-end-send"],
                    choices: [
                        Choice(
                            name: "persoon", answers: names, texts: "org-ended",
                            labels: Dictionary(names.map { ($0, $0) }) { first, _ in first })
                    ], fields: [OrganisationView.reasons]) : nil,
            links: [link(.organisationPersons, "org-back-persons")]
        ).view(form)
    }
}
