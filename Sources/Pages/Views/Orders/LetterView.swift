// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// The letter of a step, to read and to print: to whom, what, which version and by when, on which basis, what to do, how to object.
public struct LetterView: Sendable {
    /// The letter as the API tells it (`Brief`).
    let letter: JSON
    /// The address of the page of the measure, with the name of the hub.
    let address: String
    let messages: Messages

    /// Shows a letter.
    /// - Parameter hub: the name of the hub, under which its pages are.
    public init(_ letter: JSON, hub: String, messages: Messages) {
        self.letter = letter
        self.messages = messages
        address = hub + messages.measurePath(letter)
    }

    /// What it is about, for the title.
    public var subject: String {
        if isStep || kind == "order" { return messages.text("letter-subject", ["step": step, "title": title]) }
        return messages.text("letter-subject-\(kind)", else: step, ["number": number])
    }

    private var isStep: Bool { letter["soort"]?.string == "escalation" }
    /// The kind of an event of an order without what all have in front.
    private var kind: String { String(letter["soort"]?.string?.dropFirst(8) ?? "") }
    private var step: String { messages.words(letter["stap"]) }
    private var title: String { messages.words(letter["titel"]) }
    private var number: String { messages.number(letter["last"]?.integer ?? 0) }

    private func moment(_ member: String) -> String { messages.moment(letter[member]?.string) }
    private func money(_ member: String) -> String { letter[member]?.integer.map { messages.money($0) } ?? "" }

    private var values: [String: String] {
        [
            "version": messages.number(letter["versie"]?.integer ?? 0), "due": moment("uiterlijk"), "number": number,
            "begins": moment("begint"), "amount": money("bedrag"), "ceiling": money("plafond"),
            "period": messages.span(milliseconds: letter["periode"]?.integer ?? 0), "until": moment("bezwaarTot"),
            "sender": sender, "address": address, "suspended": moment("tot"), "claimed": money("verbeurd"),
            "from": moment("vanaf"), "to": moment("totEnMet"), "pay": moment("betalenVoor"),
        ]
    }

    private var sender: String { letter["afzender"]?.string ?? messages["letter-hub"] }

    /// What it says, one message after another.
    private var paragraphs: [String] {
        switch letter["soort"]?.string {
        case "escalation": return ["letter-step", "letter-step-do"]
        case "penalty-order": return ["letter-order", "letter-order-amount", "letter-order-do"]
        case "penalty-suspension": return [letter["tot"] == nil ? "letter-suspension" : "letter-suspension-until"]
        case "penalty-resumption": return ["letter-resumption"]
        case "penalty-objection-decision":
            return [letter["gegrond"]?.bool == true ? "letter-objection-upheld" : "letter-objection-dismissed"]
        case "penalty-end": return [letter["oorzaak"]?.string == "withdrawn" ? "letter-withdrawn" : "letter-end"]
        case "penalty-collection": return ["letter-collection", "letter-collection-do"]
        case "penalty-waiver": return ["letter-waiver"]
        default: return []
        }
    }

    /// How to object; that one cannot, where it is no decision.
    private var objection: String {
        if letter["bezwaarTot"] != nil { return messages.text("letter-objection", values) }
        return isStep ? messages["letter-no-decision"] : ""
    }

    /// The page.
    public var view: View {
        let index = letter["regel"]?.integer ?? 0
        let proof = "/logboek/\(letter["register"]?.string ?? "")/bewijs/\(index)"
        return [
            "sender": .text(sender), "to": .text(letter["naam"]?.string ?? ""), "number": .text(letter["deelnemer"]?.string ?? ""),
            "subject": .text(subject),
            "paragraphs": .list(paragraphs.map { .text(messages.text($0, values)) }),
            "reasons": .text(letter["redenen"]?.string ?? ""), "objection": .text(objection),
            "facts": .facts([
                (messages["letter-date"], moment("wanneer")), (messages["step-measure"], messages.measureName(letter)),
                (messages["super-a-version"], letter["versie"]?.integer.map { messages.number($0) } ?? ""),
                (messages["super-due"], moment("uiterlijk")),
                (messages["letter-basis"], messages.basis(letter["grondslag"]?.string)),
                (messages["letter-measure-basis"], messages.basis(letter["grondslagMaatregel"]?.string)),
                (
                    messages["letter-objection-basis"],
                    letter["bezwaarTot"] == nil ? "" : messages.basis(letter["bezwaarGrondslag"]?.string)
                ),
            ]),
            "proof": .text(proof), "line": .text(messages.number(index)), "measure": .text(messages.measurePath(letter)),
        ]
    }
}

extension Messages {
    /// Where the letter of a line about a measure is.
    func letterPath(_ measure: JSON, line: Int64) -> String { measurePath(measure, .letter) + "&regel=\(line)" }
}
