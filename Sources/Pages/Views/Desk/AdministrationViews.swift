// SPDX-License-Identifier: EUPL-1.2

public import Exchange
public import Ledger

/// What there is to administer: parties and mandates.
public struct AdministrationView: Sendable {
    let messages: Messages

    /// Shows pages in a language.
    public init(messages: Messages) { self.messages = messages }

    /// Where to go, and who joins.
    /// - Parameter joining: the milestones as the API tells them (`mijlpalen`).
    public func home(joining: JSON) -> View {
        var parties = Section(heading: messages["admin-people"], text: messages["admin-people-text"])
        parties.links = [Place.parties, .mandates].map { link($0, "nav-\($0.rawValue)") }
        var hub = Section(heading: messages["admin-hub"])
        hub.links = [link(.hubState, "state-title"), link(.rules, "rules-title")]
        var keys = Section(heading: messages["admin-certificates"], text: messages["admin-certificates-text"])
        keys.facts = [(messages["admin-certificates-command"], "schakel party certificate")]
        let onboarding = Section.joining(joining["deelnemers"]?.array ?? [], messages)
        return .sections([parties, onboarding, hub, keys], lead: messages["admin-lead"])
    }

    /// The parties.
    /// - Parameters:
    ///   - parties: as the API tells them (`deelnemers`).
    ///   - policy: the names of roles (`Beleid`).
    public func parties(_ parties: JSON, policy: JSON, done: String?) -> View {
        var section = Section(heading: messages["admin-parties-table"])
        section.buttons = [link(.newParty, "admin-add-party")]
        section.tables = [
            .table(
                id: "parties", caption: messages["admin-parties-table"],
                columns: ["admin-name", "super-number", "admin-roles", "admin-registered"].map { messages[$0] },
                rows: (parties["deelnemers"]?.array ?? []).map { party in
                    [
                        party["naam"]?.string ?? "", party["deelnemer"]?.string ?? "",
                        words(party["rollen"], in: policy["rollen"]), messages.moment(party["geregistreerd"]?.string),
                    ]
                })
        ]
        return .sections([section], done: done.map { messages[$0] } ?? "", back: link(.administration, "admin-back"))
    }

    /// Registering a party.
    /// - Parameter roles: those that were chosen.
    public func partyForm(_ form: FormView, policy: JSON, roles: [String], key: String) -> View {
        DeskForm(
            parts: [
                .field(Field(name: "deelnemer", isRequired: true, mostCharacters: 30, width: "middle", texts: "admin-number")),
                .field(Field(name: "naam", isRequired: true, mostCharacters: 200, texts: "admin-name")),
                .choice(choice("rollen", of: policy["rollen"], texts: "admin-roles", chosen: roles)),
            ],
            send: messages["admin-add-party"], back: link(.parties, "admin-back-parties")
        ).view(form, key: key)
    }

    /// The mandates: those that hold now, and those that ended.
    /// - Parameters:
    ///   - mandates: as the API tells them (`mandaten`).
    ///   - parties: their names (`deelnemers`).
    ///   - now: the present.
    public func mandates(_ mandates: JSON, parties: JSON, policy: JSON, now: Instant, done: String?) -> View {
        let all = mandates["mandaten"]?.array ?? []
        func table(_ id: String, _ shown: [JSON]) -> View {
            .table(
                id: id, caption: messages["admin-\(id)"],
                columns: [
                    "admin-mandate", "admin-party", "admin-register", "admin-rights", "case-basis", "admin-from", "admin-until",
                ].map { messages[$0] },
                rows: shown.map { mandate in
                    let number = String(mandate["nummer"]?.integer ?? 0)
                    return (
                        Place.mandateFile.path(in: messages.language, ["mandaat": number]),
                        [
                            number, name(of: mandate["deelnemer"], in: parties), mandate["register"]?.string ?? "",
                            words(mandate["rechten"], in: policy["rechten"]), messages.basis(mandate["grondslag"]?.string),
                            messages.moment(mandate["van"]?.string), messages.moment(mandate["tot"]?.string),
                        ]
                    )
                })
        }
        let hasEnded: (JSON) -> Bool = { AdministrationView.hasEnded($0, at: now) }
        var valid = Section(heading: messages["admin-mandates-valid"])
        valid.buttons = [link(.newMandate, "admin-grant")]
        valid.tables = [table("mandates-valid", all.filter { !hasEnded($0) })]
        var ended = Section(heading: messages["admin-mandates-ended"])
        ended.tables = [table("mandates-ended", all.filter(hasEnded))]
        return .sections(
            all.contains(where: hasEnded) ? [valid, ended] : [valid], lead: messages["admin-mandates-lead"],
            done: done.map { messages[$0] } ?? "", back: link(.administration, "admin-back"))
    }

    /// Granting a mandate.
    /// - Parameter rights: those that were chosen.
    public func mandateForm(_ form: FormView, policy: JSON, rights: [String], key: String) -> View {
        let registers = (policy["doelen"]?.array ?? []).compactMap { $0["register"]?.string }
        let titles = (policy["registers"]?.array ?? []).map { ($0["register"]?.string ?? "", messages.words($0["titel"])) }
        let labels = Dictionary([("parties", messages["admin-participation"])] + titles) { first, _ in first }
        return DeskForm(
            parts: [
                .field(Field(name: "deelnemer", isRequired: true, mostCharacters: 30, width: "middle", texts: "admin-number")),
                .choice(Choice(name: "register", answers: registers, texts: "admin-register", labels: labels)),
                .choice(choice("rechten", of: policy["rechten"], texts: "admin-rights", chosen: rights)),
                .field(Field(name: "grondslag", isRequired: true, mostCharacters: 500, texts: "admin-basis")),
                .field(Field(name: "van", type: "date", mostCharacters: 10, width: "short", texts: "admin-from")),
                .field(Field(name: "tot", type: "date", mostCharacters: 10, width: "short", texts: "admin-until")),
            ],
            lead: messages["admin-grant-lead"], send: messages["admin-grant"], back: link(.mandates, "admin-back-mandates")
        ).view(form, key: key)
    }

    /// One mandate, and ending it.
    public func mandate(_ mandate: JSON, parties: JSON, policy: JSON, now: Instant, _ form: FormView, key: String) -> View {
        let hasEnded = AdministrationView.hasEnded(mandate, at: now)
        return DeskForm(
            parts: [.field(Field(name: "redenen", type: "area", isRequired: true, mostCharacters: 4_000, texts: "admin-end"))],
            lead: hasEnded ? "" : messages["admin-end-lead"],
            facts: [
                (messages["admin-party"], name(of: mandate["deelnemer"], in: parties)),
                (messages["admin-register"], mandate["register"]?.string ?? ""),
                (messages["admin-rights"], words(mandate["rechten"], in: policy["rechten"])),
                (messages["rules-purpose"], messages.purpose(mandate["doel"]?.string)),
                (messages["case-basis"], messages.basis(mandate["grondslag"]?.string)),
                (messages["admin-from"], messages.moment(mandate["van"]?.string)),
                (messages["admin-until"], messages.moment(mandate["tot"]?.string)),
            ], idle: hasEnded ? messages["admin-has-ended"] : "", send: messages["admin-end-send"],
            back: link(.mandates, "admin-back-mandates")
        ).view(form, key: key)
    }

    private static func hasEnded(_ mandate: JSON, at now: Instant) -> Bool {
        mandate["tot"]?.string.flatMap { Instant(rfc3339: $0) }.map { $0 <= now } ?? false
    }

    private func choice(_ name: String, of words: JSON?, texts: String, chosen: [String]) -> Choice {
        let labels = (words?.array ?? []).map { ($0["code"]?.string ?? "", messages.words($0["titel"])) }
        return Choice(
            name: name, answers: labels.map(\.0), texts: texts, labels: Dictionary(labels) { first, _ in first },
            chosen: Set(chosen))
    }

    /// Codes in words, with commas between them.
    private func words(_ codes: JSON?, in words: JSON?) -> String {
        (codes?.array ?? []).map { code in
            words?.array?.first { $0["code"] == code }.map { messages.words($0["titel"]) } ?? code.string ?? ""
        }.joined(separator: ", ")
    }

    private func name(of id: JSON?, in parties: JSON) -> String {
        parties["deelnemers"]?.array?.first { $0["deelnemer"] == id }?["naam"]?.string ?? id?.string ?? ""
    }

    private func link(_ place: Place, _ key: String) -> View { .link(place, messages[key], in: messages.language) }
}
