// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// The rules of each register as tables that anybody can read.
public struct PolicyPageView: Sendable {
    /// The rules as the API tells them (`Beleid`).
    let policy: JSON
    let messages: Messages

    /// Shows the rules.
    public init(_ policy: JSON, messages: Messages) {
        self.policy = policy
        self.messages = messages
    }

    /// The page.
    public var page: View {
        .sections(
            (policy["registers"]?.array ?? []).enumerated().flatMap { register($0.element, id: "r\($0.offset + 1)") },
            lead: messages["rules-lead"], back: .link(.about, messages["rules-back"], in: messages.language))
    }

    private func register(_ rules: JSON, id: String) -> [Section] {
        var about = Section(heading: messages.words(rules["titel"]))
        about.facts = [(messages["rules-purpose"], messages.purpose(rules["doel"]?.string))]
        var sections = [
            about, part("rules-reports", reports(rules, id: id)), part("rules-decisions", decisions(rules, id: id)),
            part("rules-measures", measures(rules, id: id)),
        ]
        for (position, measure) in (rules["maatregelen"]?.array ?? []).enumerated() {
            let heading = messages.text("rules-when-late", ["measure": messages.words(measure["titel"])])
            var section = Section(heading: heading, isPart: true)
            section.tables = [ladder(measure, id: "\(id)-ladder\(position + 1)")]
            sections.append(section)
        }
        sections.append(part("rules-terms", terms(rules, id: id)))
        if let figures = rules["cijfers"] { sections.append(part("rules-figures", counting(figures, id: id))) }
        return sections
    }

    private func part(_ key: String, _ table: View) -> Section {
        var section = Section(heading: messages[key], isPart: true)
        section.tables = [table]
        return section
    }

    private func reports(_ rules: JSON, id: String) -> View {
        table(
            "\(id)-reports", "rules-reports", ["rules-report", "rules-roles", "rules-public", "rules-most"],
            (rules["meldingen"]?.array ?? []).map { report in
                [
                    messages.words(report["titel"]), roles(report),
                    report["grondslagVoorIedereen"]?.string.map { messages.text("rules-public-yes", ["basis": $0]) }
                        ?? messages["no"], messages.number(report["meesteOnderwerpen"]?.integer ?? 0),
                ]
            })
    }

    private func decisions(_ rules: JSON, id: String) -> View {
        table(
            "\(id)-decisions", "rules-decisions",
            ["rules-decision", "rules-roles", "rules-second", "rules-effect", "rules-validity"],
            (rules["besluiten"]?.array ?? []).map { decision in
                [
                    messages.words(decision["titel"]), roles(decision),
                    decision["tweedePersoonBinnen"]?.string.map {
                        messages.text("rules-second-within", ["term": messages.term($0)])
                    } ?? messages["no"], effect(decision["gevolg"], rules), messages.term(decision["geldigheid"]?.string),
                ]
            })
    }

    private func effect(_ effect: JSON?, _ rules: JSON) -> String {
        switch effect?["soort"]?.string {
        case "list":
            let list = (rules["lijsten"]?.array ?? []).first { $0["lijst"] == effect?["lijst"] }
            let name = list.map { messages.words($0["titel"]) } ?? effect?["lijst"]?.string ?? ""
            return messages.text("rules-effect-list", ["list": name])
        case "impose": return messages.text("rules-effect-impose", ["measure": effect?["maatregel"]?.string ?? ""])
        case "release": return messages["rules-effect-release"]
        default: return messages["rules-effect-close"]
        }
    }

    private func measures(_ rules: JSON, id: String) -> View {
        table(
            "\(id)-measures", "rules-measures", ["rules-measure", "rules-roles", "rules-due", "rules-grounds"],
            (rules["maatregelen"]?.array ?? []).map { measure in
                [
                    messages.words(measure["titel"]), roles(measure), messages.term(measure["termijn"]?.string),
                    (measure["gronden"]?.array ?? []).map { messages.words($0["titel"]) }.joined(separator: ", "),
                ]
            })
    }

    private func ladder(_ measure: JSON, id: String) -> View {
        // Each table has a name of its own, for who hears the page.
        .table(
            id: id, caption: messages.text("rules-when-late", ["measure": messages.words(measure["titel"])]),
            columns: ["rules-step", "rules-after", "case-basis", "rules-penalty"].map { messages[$0] },
            rows: (measure["ladder"]?.array ?? []).map { step in
                [
                    messages.words(step["titel"]), messages.term(step["na"]?.string), messages.basis(step["grondslag"]?.string),
                    step["dwangsom"].map { rule in
                        messages.text(
                            "rules-penalty-of",
                            [
                                "each": messages.each(rule), "ceiling": messages.money(rule["plafond"]?.integer ?? 0),
                                "avoid": messages.term(rule["begunstigingstermijn"]?.string),
                            ])
                    } ?? "",
                ]
            })
    }

    private func terms(_ rules: JSON, id: String) -> View {
        let objection = rules["bezwaar"]
        let basis = messages.basis(objection?["grondslag"]?.string)
        let kept = (rules["bewaren"]?.array ?? []).map { rule in
            [
                rule["besluit"] == nil
                    ? messages["rules-kept-otherwise"]
                    : messages.text("rules-kept-after", ["decision": messages.words(rule["titel"])]),
                messages.term(rule["termijn"]?.string), "",
            ]
        }
        let changes = (rules["lijsten"]?.array ?? []).map { list in
            [
                messages.text("rules-changes-kept", ["list": messages.words(list["titel"])]),
                messages.term(list["wijzigingenBewaard"]?.string), "",
            ]
        }
        return table(
            "\(id)-terms", "rules-terms", ["rules-what", "rules-term", "case-basis"],
            [
                [messages["rules-objection"], messages.term(objection?["termijn"]?.string), basis],
                [messages["rules-objection-decision"], messages.term(objection?["beslistermijn"]?.string), basis],
                [messages["rules-sample"], messages.term(rules["steekproef"]?["antwoordBinnen"]?.string), ""],
            ] + kept + changes)
    }

    private func counting(_ rule: JSON, id: String) -> View {
        func names(_ member: String) -> String {
            (rule[member]?.array ?? []).map { messages.words($0["titel"]) }.joined(separator: ", ")
        }
        return table(
            "\(id)-figures", "rules-figures", ["rules-counted-by", "rules-counted"],
            [
                [messages["rules-counted-kinds"], names("soorten")], [messages["rules-counted-regions"], names("regios")],
                [messages["rules-counted-fewest"], messages.number(rule["ondergrens"]?.integer ?? 0)],
            ])
    }

    /// Roles in words, with commas between them.
    private func roles(_ rule: JSON) -> String {
        (rule["rollen"]?.array ?? []).map { role in
            policy["rollen"]?.array?.first { $0["code"] == role }.map { messages.words($0["titel"]) } ?? role.string ?? ""
        }.joined(separator: ", ")
    }

    private func table(_ id: String, _ caption: String, _ columns: [String], _ rows: [[String]]) -> View {
        .table(id: id, caption: messages[caption], columns: columns.map { messages[$0] }, rows: rows)
    }
}
