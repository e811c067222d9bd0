// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// One party as whoever supervises it sees it: per measure what is owed and missed, what followed and why, how it goes.
public struct SupervisedPartyView: Sendable {
    /// The party as the API tells it (`Nalevingsdossier`).
    let file: JSON
    let messages: Messages

    /// Shows a party.
    public init(_ file: JSON, messages: Messages) {
        self.file = file
        self.messages = messages
    }

    /// Its name, for the title.
    public var name: String { file["naam"]?.string ?? "" }

    var id: String { file["deelnemer"]?.string ?? "" }

    /// The page.
    /// - Parameters:
    ///   - done: the key of the message that says what was done just now.
    ///   - canPlan: whether who looks may plan milestones.
    ///   - canEscalate: whether he may take a step.
    ///   - canSample: whether he may ask its edges what they answer.
    public func page(done: String?, canPlan: Bool, canEscalate: Bool, canSample: Bool = false) -> View {
        var about = Section(heading: messages["super-party"])
        about.facts = [
            (messages["super-number"], id), (messages["monitor-as-of"], messages.moment(file["peildatum"]?.string)),
            (messages["flood-false"], messages.number(file["onjuisteMeldingen"]?.integer ?? 0)),
        ]
        if file["volledig"]?.bool == false { about.alert = messages["super-incomplete"] }
        var sections = [about]
        let measures = file["maatregelen"]?.array ?? []
        for (position, measure) in measures.enumerated() {
            sections += self.measure(measure, id: "m\(position + 1)", canEscalate: canEscalate)
        }
        if measures.isEmpty { about.text = messages["super-no-measures"] }
        sections[0] = about
        if canSample || file["steekproeven"]?.array?.isEmpty == false { sections.append(samples(canSample: canSample)) }
        sections.append(evidence)
        var joining = Section(heading: messages["monitor-joining"])
        joining.tables = [.milestones(of: file["mijlpalen"]?.array ?? [], id: "joining", messages: messages)]
        if canPlan {
            joining.links = [.link(.milestones, messages["joining-title"], ["deelnemer": id], in: messages.language)]
        }
        sections.append(joining)
        return .sections(
            sections, done: done.map { messages[$0] } ?? "",
            back: .link(.supervision, messages["super-back"], in: messages.language))
    }

    private func measure(_ measure: JSON, id: String, canEscalate: Bool) -> [Section] {
        var owed = Section(heading: title(measure))
        owed.facts = [
            (messages["case-basis"], messages.basis(measure["grondslag"]?.string)),
            (messages["super-imposed"], messages.moment(measure["opgelegd"]?.string)),
            (messages["super-lifted"], messages.moment(measure["opgeheven"]?.string)),
            (
                messages["super-version"],
                messages.text(
                    "super-version-of",
                    [
                        "active": messages.number(measure["werkendeVersie"]?.integer ?? 0),
                        "newest": messages.number(measure["nieuwsteVersie"]?.integer ?? 0),
                    ])
            ), (messages["super-owed"], measure["verschuldigd"]?.integer.map { messages.number($0) } ?? ""),
            (messages["super-since"], messages.moment(measure["sinds"]?.string)),
            (messages["super-due"], messages.moment(measure["uiterlijk"]?.string)),
        ]
        if measure["teLaat"]?.bool == true { owed.alert = messages["super-is-late"] }
        owed.tables = tasks(measure, id: id)
        if canEscalate, let next = measure["volgendeStap"] {
            owed.buttons = [
                .link(
                    .escalation, messages.text("super-take-step", ["step": messages.words(next["titel"])]),
                    ["deelnemer": self.id],
                    query: "maatregel=\(SupervisedPartyView.encode(measure["maatregel"]?.string ?? ""))", in: messages.language)
            ]
        }
        var sections = [owed]
        sections += OrderSections(measure: measure, id: id, messages: messages).sections { order in
            guard canEscalate, let number = order["last"]?.integer, order["mogelijk"]?.array?.isEmpty == false else { return [] }
            let name = SupervisedPartyView.encode(measure["maatregel"]?.string ?? "")
            return [
                .link(
                    .order, messages.text("order-act", ["number": messages.number(number)]), ["deelnemer": self.id],
                    query: "maatregel=\(name)&last=\(number)", in: messages.language)
            ]
        }
        if let compliance = measure["naleving"] {
            var edges = Section(heading: messages["super-edges"], isPart: true)
            edges.tables = [self.edges(compliance, id: id)]
            var trend = Section(heading: messages["super-trend"], isPart: true)
            trend.charts = TrendCharts(periods: compliance["dagen"]?.array ?? [], id: "\(id)-trend", messages: messages).views
            sections.append(edges)
            if !trend.charts.isEmpty { sections.append(trend) }
            sections.append(missed(measure, id: id))
        }
        sections.append(ladder(measure, id: id))
        sections.append(story(measure, id: id))
        return sections
    }

    private func edges(_ compliance: JSON, id: String) -> View {
        .table(
            id: "\(id)-edges", caption: messages["super-edges-table"],
            columns: ["super-edge", "super-version", "super-in-force-since", "monitor-lag-versions", "monitor-lag-time"].map {
                messages[$0]
            },
            rows: (compliance["randknopen"]?.array ?? []).map { edge in
                let behind = edge["achterstand"]?["versies"]?.integer ?? 0
                return [
                    edge["naam"]?.string ?? "", messages.number(edge["werkendeVersie"]?.integer ?? 0),
                    messages.moment(edge["vastgelegd"]?.string), messages.number(behind),
                    behind == 0 ? "" : messages.span(milliseconds: edge["achterstand"]?["milliseconden"]?.integer ?? 0),
                ]
            })
    }

    private func missed(_ measure: JSON, id: String) -> Section {
        var section = Section(heading: messages["super-missed"], isPart: true)
        let misses = measure["gemist"]?.array ?? []
        guard !misses.isEmpty else {
            section.text = messages["super-missed-none"]
            return section
        }
        section.text = messages["super-missed-text"]
        section.tables = [
            .table(
                id: "\(id)-missed", caption: messages["super-missed-table"],
                columns: ["super-a-version", "super-edge", "super-recorded", "super-due", "super-active-at"].map { messages[$0] },
                rows: misses.map { miss in
                    [
                        messages.number(miss["versie"]?.integer ?? 0), miss["randknoop"]?.string ?? messages["super-no-edge"],
                        messages.moment(miss["vastgelegd"]?.string), messages.moment(miss["uiterlijk"]?.string),
                        miss["uitgevoerd"]?.string.map { messages.moment($0) } ?? messages["status-not-yet"],
                    ]
                })
        ]
        return section
    }

    private func ladder(_ measure: JSON, id: String) -> Section {
        var section = Section(heading: messages["super-ladder"], isPart: true, text: messages["super-ladder-text"])
        section.tables = [
            .table(
                id: "\(id)-ladder", caption: messages["super-ladder-table"],
                columns: ["rules-step", "rules-after", "case-basis", "super-taken"].map { messages[$0] },
                rows: (measure["ladder"]?.array ?? []).map { step in
                    [
                        messages.words(step["titel"]), messages.term(step["na"]?.string), messages.basis(step["grondslag"]?.string),
                        messages[step["gezet"]?.bool == true ? "yes" : "no"],
                    ]
                })
        ]
        return section
    }

    private func story(_ measure: JSON, id: String) -> Section {
        var section = Section(heading: messages["case-story"], isPart: true, text: messages["case-story-text"])
        // The letters of the newest steps, to hand on or to print.
        section.links = (measure["gebeurtenissen"]?.array ?? []).filter { $0["brief"]?.bool == true }.suffix(10).reversed().map {
            event in
            let what = messages.orderEvent(event) ?? messages.words(event["titel"])
            return [
                "href": .text(messages.letterPath(measure, line: event["regel"]?.integer ?? 0)),
                "text": .text(
                    messages.text("letter-of", ["what": what, "when": messages.moment(event["wanneer"]?.string)])),
            ]
        }
        section.tables = [
            .table(
                id: "\(id)-story", caption: messages["super-story-table"],
                columns: ["case-when", "super-what", "super-a-version", "super-due", "case-basis", "case-reasons", "case-by"].map {
                    messages[$0]
                },
                rows: (measure["gebeurtenissen"]?.array ?? []).reversed().map { event in
                    (
                        "/logboek/\(SupervisedPartyView.encode(measure["register"]?.string ?? ""))/bewijs/\(event["regel"]?.integer ?? 0)",
                        [
                            messages.moment(event["wanneer"]?.string), what(event),
                            event["versie"]?.integer.map { messages.number($0) } ?? "",
                            messages.moment(event["uiterlijk"]?.string), messages.basis(event["grondslag"]?.string),
                            event["redenen"]?.string ?? event["toelichting"]?.string ?? "", by(event),
                        ]
                    )
                })
        ]
        return section
    }

    private func what(_ event: JSON) -> String {
        let words = messages.words(event["titel"])
        if let told = messages.orderEvent(event) { return told }
        switch event["soort"]?.string {
        case "measure": return messages["super-event-measure"]
        case "refusal": return messages.text("super-event-refusal", ["ground": words])
        case "refusal-judgement":
            return messages[event["terecht"]?.bool == true ? "super-event-justified" : "super-event-unjustified"]
        case "escalation": return messages.text("super-event-step", ["step": words])
        case "lifting": return messages["super-event-lifting"]
        case "accepted-by-hand": return messages["super-event-accepted"]
        case "carried-out-by-hand": return messages["super-event-carried-out"]
        default: return event["soort"]?.string ?? ""
        }
    }

    private func by(_ event: JSON) -> String {
        guard let party = event["door"]?.string else { return messages["super-by-clock"] }
        return event["persoon"]?.string.map { "\(party), \($0)" } ?? party
    }

    private var evidence: Section {
        var section = Section(heading: messages["super-evidence"], text: messages["super-evidence-text"])
        let found = file["tegenspraken"]?.array ?? []
        guard !found.isEmpty else {
            section.text = messages["super-evidence-none"]
            return section
        }
        section.tables = [
            .table(
                id: "evidence", caption: messages["super-evidence"], columns: [messages["case-when"], messages["state-log"]],
                rows: found.map { item in
                    (
                        "/logboek/parties/bewijs/\(item["regel"]?.integer ?? 0)",
                        [messages.moment(item["wanneer"]?.string), item["logboek"]?.string ?? ""]
                    )
                })
        ]
        return section
    }

    /// What a measure is called.
    func title(_ measure: JSON) -> String {
        messages.text(
            "super-measure", ["title": messages.words(measure["titel"]), "register": measure["register"]?.string ?? ""])
    }

    /// A text as it can stand in an address.
    static func encode(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F, 0x3A: String(Unicode.Scalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
