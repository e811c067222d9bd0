// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// The form with which whoever supervises does something with an order under penalty, and that with which the addressee objects.
public struct OrderActView: Sendable {
    /// The measure as the API tells it, with its orders (`lasten`).
    let measure: JSON
    /// The number of the order.
    let number: Int64
    let messages: Messages

    /// Shows the forms of an order.
    public init(_ measure: JSON, order number: Int64, messages: Messages) {
        self.measure = measure
        self.number = number
        self.messages = messages
    }

    private var order: JSON? { (measure["lasten"]?.array ?? []).first { $0["last"]?.integer == number } }

    /// The acts that are possible, as the form names them, with what each says.
    private var acts: [(answer: String, label: String)] {
        (order?["mogelijk"]?.array ?? []).flatMap { possible -> [(answer: String, label: String)] in
            let (act, of) = (possible["doen"]?.string ?? "", possible["nummer"]?.integer)
            let values = ["number": messages.number(of ?? 0)]
            func entry(_ name: String) -> (answer: String, label: String) {
                (of.map { "\(name)-\($0)" } ?? name, messages.text("order-do-\(name)", values))
            }
            switch act {
            case "bezwaar": return []
            case "beslissen": return [entry("ongegrond"), entry("gegrond")]
            default: return [entry(act)]
            }
        }
    }

    /// The form of whoever supervises.
    public func form(_ form: FormView, key: String, party: String) -> View {
        let acts = acts
        let choice = Choice(
            name: "doen", answers: acts.map(\.answer), texts: "order-doen",
            labels: Dictionary(acts.map { ($0.answer, $0.label) }) { first, _ in first })
        var parts: [DeskForm.Part] = [
            .choice(choice), .field(Field(name: "redenen", type: "area", mostCharacters: 4_000, texts: "order-redenen")),
        ]
        if acts.contains(where: { $0.answer == "opschorten" }) {
            parts.append(.field(Field(name: "tot", type: "date", texts: "order-tot")))
        }
        return DeskForm(
            parts: parts, lead: messages["order-lead"], facts: facts, idle: acts.isEmpty ? messages["order-idle"] : "",
            send: messages["order-send"],
            back: .link(.supervisedParty, messages["super-back-party"], ["deelnemer": party], in: messages.language)
        ).view(form, key: key)
    }

    /// The form of the addressee.
    /// - Parameter collection: the decision to collect that he objects to; nil for the order.
    public func objection(_ form: FormView, key: String, collection: Int64?) -> View {
        let isPossible = (order?["mogelijk"]?.array ?? []).contains {
            $0["doen"]?.string == "bezwaar" && $0["nummer"]?.integer == collection
        }
        return DeskForm(
            parts: [
                .field(Field(name: "gronden", type: "area", isRequired: true, mostCharacters: 4_000, texts: "order-gronden")),
                .choice(Choice(name: "opschorting", answers: ["nee", "ja"], texts: "order-opschorting")),
            ], lead: messages["order-objection-lead"], facts: facts,
            idle: isPossible ? "" : messages["order-objection-idle"], send: messages["order-objection-send"],
            back: ["href": .text(messages.measurePath(measure)), "text": .text(messages["measure-back"])]
        ).view(form, key: key)
    }

    private var facts: [(name: String, value: String)] {
        [
            (messages["step-measure"], messages.measureName(measure)),
            (messages["rules-step"], messages.text("order-heading", ["number": messages.number(number)])),
            (messages["order-stage"], messages.stage(order?["stand"]?.string)),
            (messages["order-amount"], order?["verbeurd"]?.integer.map { messages.money($0) } ?? ""),
            (messages["order-undecided"], order?["teBeslissen"]?.integer.map { messages.money($0) } ?? ""),
            (messages["order-objection-until"], messages.moment(order?["bezwaarTot"]?.string)),
        ]
    }
}
