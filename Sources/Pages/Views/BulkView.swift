// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// Doing the same in several cases: which, what, and what became of it.
public struct BulkView: Sendable {
    /// A case that was chosen, as the API tells it.
    public struct Item: Sendable {
        /// Its number.
        public let number: String
        /// The case (`Zaak`); null when it could not be read.
        public let file: JSON

        /// Describes a case.
        public init(number: String, file: JSON) {
            self.number = number
            self.file = file
        }

        /// The proposal that can be confirmed.
        public var proposal: Int64? { file["mogelijk"]?["bevestigen"]?.array?.first?.integer }
    }

    /// What became of a case.
    public struct Outcome: Sendable {
        /// Its number.
        public let number: String
        /// Whether it was done.
        public let isDone: Bool
        /// The key of the message that says what happened.
        public let key: String

        /// Describes an outcome.
        public init(number: String, isDone: Bool, key: String) {
            self.number = number
            self.isDone = isDone
            self.key = key
        }
    }

    /// The answer by which proposals are confirmed.
    public static let confirm = "bevestigen"

    let messages: Messages

    /// Shows pages in a language.
    public init(messages: Messages) { self.messages = messages }

    /// The chosen cases, and what can be done in them.
    /// - Parameters:
    ///   - form: as it was filled in.
    ///   - items: the cases, in the order in which they were chosen.
    ///   - key: under which the whole is recognised when it is sent again.
    public func choose(_ form: FormView, _ items: [Item], key: String) -> View {
        var kinds: [(code: String, words: String, count: Int)] = []
        for kind in items.flatMap({ $0.file["mogelijk"]?["besluiten"]?.array ?? [] }) {
            guard let code = kind["soort"]?.string else { continue }
            if let index = kinds.firstIndex(where: { $0.code == code }) {
                kinds[index].count += 1
            } else {
                let words = kind["titel"]?[messages.language.rawValue]?.string ?? code
                kinds.append(
                    (code, kind["tweedePersoon"]?.bool == true ? messages.text("decision-with-second", ["kind": words]) : words, 1))
            }
        }
        let confirmable = items.filter { $0.proposal != nil }.count
        if confirmable > 0 { kinds.append((BulkView.confirm, messages["bulk-confirm"], confirmable)) }
        let labels = Dictionary(
            kinds.map { ($0.code, messages.text("bulk-for", ["what": $0.words, "n": String($0.count)])) }
        ) { first, _ in first }
        return form.view(
            fields: [
                Field(
                    name: "redenen", type: "area", isRequired: kinds.contains { $0.code != BulkView.confirm },
                    mostCharacters: 4_000,
                    texts: "bulk-redenen")
            ],
            choices: [Choice(name: "handeling", answers: kinds.map(\.code), labels: labels)],
            besides: [
                "key": .text(key), "choosing": true, "count": .text(messages.text("bulk-count", ["n": String(items.count)])),
                "items": .list(items.map(item)), "possible": .truth(!kinds.isEmpty),
            ])
    }

    /// What happened in each case.
    public func done(_ outcomes: [Outcome]) -> View {
        let count = outcomes.filter(\.isDone).count
        return [
            "choosing": false, "all": .truth(count == outcomes.count),
            "summary": .text(
                messages.text("bulk-summary", ["n": String(count), "total": String(outcomes.count)])),
            "outcomes": .list(
                outcomes.map { outcome in
                    [
                        "number": .text(outcome.number),
                        "href": .text(Place.caseFile.path(in: messages.language, ["zaak": outcome.number])),
                        "text": .text(messages.text(outcome.key) ?? messages["fault-general"]), "done": .truth(outcome.isDone),
                    ]
                }),
        ]
    }

    private func item(_ item: Item) -> View {
        let file = item.file
        let phase = file["fase"]?.string ?? ""
        let proposal = item.proposal.flatMap { number in
            file["besluiten"]?.array?.first { $0["nummer"]?.integer == number }
        }
        let words = proposal?["titel"]?[messages.language.rawValue]?.string ?? proposal?["soort"]?.string ?? ""
        return [
            "number": .text(item.number), "href": .text(Place.caseFile.path(in: messages.language, ["zaak": item.number])),
            "phase": .text(messages.text("work-phase-\(phase)") ?? messages["bulk-unreadable"]),
            "opened": .text(messages.moment(file["geopend"]?.string)),
            "subjects": .text(messages.number(file["aantalOnderwerpen"]?.integer ?? 0)),
            "proposal": .text(
                proposal.map {
                    messages.text(
                        "bulk-proposal",
                        ["what": words, "who": messages.who($0["door"]?.string), "why": $0["redenen"]?.string ?? ""])
                } ?? "–"),
            "confirms": .text(item.proposal.map { "\(item.number)/\($0)" } ?? ""),
        ]
    }
}
