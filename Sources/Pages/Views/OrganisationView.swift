// SPDX-License-Identifier: EUPL-1.2

import Exchange
public import Ledger

/// The own organisation of whoever signed in: its mandates, persons, certificates, edges, and what it can take along.
public struct OrganisationView: Sendable {
    let messages: Messages
    /// The key of the message that says what was done just now.
    let done: String?

    /// Shows an organisation.
    public init(messages: Messages, done: String? = nil) {
        self.messages = messages
        self.done = done
    }

    var plain: FormView { FormView(messages: messages) }
    var back: (path: String, text: String) { link(.organisation, "org-back") }

    func link(_ place: Place, _ key: String) -> (path: String, text: String) {
        (place.path(in: messages.language), messages[key])
    }

    func columns(_ keys: String...) -> [String] { keys.map { messages[$0] } }

    /// The page to begin at.
    /// - Parameter party: the party (`GET /v1/deelnemer`).
    public func start(_ party: JSON) -> View {
        let mandates = (party["mandaten"]?.array ?? []).map { mandate in
            [
                mandate["register"]?.string ?? "", rights(mandate["rechten"]), messages.basis(mandate["grondslag"]?.string),
                messages.purpose(mandate["doel"]?.string), messages.moment(mandate["van"]?.string), end(mandate["tot"]),
            ]
        }
        let table = View.table(
            id: "mandates", caption: messages["org-mandates"],
            columns: columns("org-register", "org-rights", "case-basis", "org-purpose", "org-from", "org-until"), rows: mandates)
        return Sheet(
            done: done, paragraphs: [messages["org-lead"]] + (mandates.isEmpty ? [messages["org-mandates-none"]] : []),
            facts: [
                (messages["org-name"], party["naam"]?.string ?? ""), (messages["org-number"], party["deelnemer"]?.string ?? ""),
                (messages["org-roles"], roles(party["rollen"])), (messages["org-you"], party["persoon"]?.string ?? ""),
            ], tables: mandates.isEmpty ? [] : [table],
            links: [
                link(.organisationPersons, "org-to-persons"), link(.organisationCertificates, "org-to-certificates"),
                link(.organisationEdges, "org-to-edges"), link(.organisationExport, "org-to-export"),
            ]
        ).view(plain)
    }

    /// What the party can take along.
    /// - Parameter isAllowed: whether whoever looks may; to others the page says who can.
    public func export(isAllowed: Bool) -> View {
        Sheet(
            paragraphs: [messages["org-export-lead"], messages["org-export-acts"], messages["org-export-who"]],
            links: isAllowed
                ? [link(.organisationExportJSON, "org-export-json"), link(.organisationExportCSV, "org-export-csv"), back] : [back]
        ).view(plain)
    }

    /// The certificates.
    /// - Parameters:
    ///   - answer: the certificates (`GET /v1/certificaten`).
    ///   - form: the form by which one is revoked, as it is filled in so far.
    public func certificates(_ answer: JSON, _ form: FormView, key: String) -> View {
        let certificates = answer["certificaten"]?.array ?? []
        let rows = certificates.map { certificate in
            let state =
                if let revoked = certificate["ingetrokken"]?.string {
                    messages.text("org-certificate-revoked", ["when": messages.moment(revoked)])
                } else {
                    messages[certificate["geldig"]?.bool == true ? "org-certificate-valid" : "org-certificate-ended"]
                }
            return [
                certificate["vingerafdruk"]?.string ?? "", certificate["persoon"]?.string ?? messages["org-certificate-system"],
                messages.moment(certificate["tot"]?.string), state, certificate["redenen"]?.string ?? "",
            ]
        }
        let valid = certificates.filter { $0["geldig"]?.bool == true }
        let labels = valid.map { certificate in
            let print = certificate["vingerafdruk"]?.string ?? ""
            let person = certificate["persoon"]?.string ?? messages["org-certificate-system"]
            return (print, messages.text("org-certificate-name", ["who": person, "print": String(print.prefix(16))]))
        }
        let who = (answer["intrekkenDoor"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
        let mayRevoke = answer["intrekken"]?.bool == true && !valid.isEmpty
        let table = View.table(
            id: "certificates", caption: messages["org-certificates-table"],
            columns: columns("org-fingerprint", "org-person", "org-until", "org-state", "case-reasons"), rows: rows)
        return Sheet(
            done: done,
            paragraphs: [messages["org-certificates-lead"], messages.text("org-certificates-who", ["who": who])]
                + (rows.isEmpty ? [messages["org-certificates-none"]] : []),
            tables: rows.isEmpty ? [] : [table],
            form: mayRevoke
                ? Sheet.Form(
                    key: key, send: messages["org-revoke"], heading: messages["org-revoke-title"],
                    choices: [
                        Choice(
                            name: "vingerafdruk", answers: labels.map(\.0), texts: "org-certificate",
                            labels: Dictionary(labels) { first, _ in first })
                    ], fields: [OrganisationView.reasons]) : nil, links: [back]
        ).view(form)
    }

    /// The edges, with how far each is.
    /// - Parameters:
    ///   - party: the party (`GET /v1/deelnemer`).
    ///   - measures: its measures (`Maatregel`).
    ///   - mayRetire: whether whoever looks may take one out of use.
    ///   - form: the form by which one is taken out of use, as it is filled in so far.
    public func edges(_ party: JSON, measures: [JSON], mayRetire: Bool, _ form: FormView, key: String) -> View {
        let edges = party["randknopen"]?.array ?? []
        let names = edges.compactMap { $0["naam"]?.string }
        let registered = View.table(
            id: "edges", caption: messages["org-edges-table"], columns: columns("measure-edge", "org-registered", "org-key"),
            rows: edges.map {
                [$0["naam"]?.string ?? "", messages.moment($0["geregistreerd"]?.string), $0["sleutel"]?.string ?? ""]
            })
        let rows = measures.flatMap { measure in
            let newest = measure["nieuwsteVersie"]?.integer ?? 0
            return names.map { name in standing(of: name, on: measure, newest: newest) }
        }
        let standings = View.table(
            id: "standings", caption: messages["org-standings-table"],
            columns: columns(
                "measure-edge", "measures-measure", "measures-active", "org-lag", "org-last-statement"), rows: rows)
        return Sheet(
            done: done,
            paragraphs: [messages[edges.isEmpty ? "org-edges-none" : "org-edges-lead"]],
            tables: (edges.isEmpty ? [] : [registered]) + (rows.isEmpty ? [] : [standings]),
            form: mayRetire && !names.isEmpty
                ? Sheet.Form(
                    key: key, send: messages["org-retire"], heading: messages["org-retire-title"],
                    choices: [
                        Choice(
                            name: "naam", answers: names, texts: "org-edge",
                            labels: Dictionary(names.map { ($0, $0) }) { first, _ in first })
                    ], fields: [OrganisationView.reasons]) : nil,
            links: [back]
        ).view(form)
    }

    private func standing(of edge: String, on measure: JSON, newest: Int64) -> [String] {
        let facts = (measure["randknopen"]?.array ?? []).first { $0["naam"]?.string == edge }
        let active = facts?["uitgevoerd"]?["versie"]?.integer ?? 0
        let moments = ["afgeleverd", "aanvaard", "uitgevoerd"].compactMap {
            facts?[$0]?["vastgelegd"]?.string.flatMap { Instant(rfc3339: $0) }
        }
        return [
            edge, messages.measureName(measure), facts == nil ? messages["org-silent"] : messages.number(active),
            facts == nil ? "" : messages.text("org-lag-versions", ["n": messages.number(max(0, newest - active))]),
            moments.max().map { messages.moment($0) } ?? "",
        ]
    }

    static let reasons = Field(name: "redenen", type: "area", isRequired: true, mostCharacters: 2_000, texts: "org-redenen")

    /// Rights in words.
    func rights(_ codes: JSON?) -> String {
        words(codes) { Right.known[Right(rawValue: $0)] }
    }

    private func roles(_ codes: JSON?) -> String {
        words(codes) { Role.known[Role(rawValue: $0)] }
    }

    private func words(_ codes: JSON?, _ text: (String) -> Bilingual?) -> String {
        (codes?.array ?? []).compactMap(\.string).map { code in
            text(code).map { messages.language == .dutch ? $0.dutch : $0.english } ?? code
        }.joined(separator: ", ")
    }

    func end(_ moment: JSON?) -> String {
        moment.map { messages.moment($0.string) } ?? messages["org-no-end"]
    }
}
