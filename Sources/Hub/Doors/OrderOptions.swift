// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// What an actor can do with the orders of a measure now. It asks the same decider as the acts do, and enters nothing.
struct OrderOptions {
    let measure: Measure
    let decider: MeasureDecider
    let outstanding: OutstandingVersion?
    /// As whom he objects; nil when he may not.
    let comply: Warrant?
    /// As whom he supervises; nil when he may not.
    let supervise: Warrant?
    let now: Instant

    init(
        of actor: Actor, in measure: Measure, under rule: MeasureRule, policy: RegisterPolicy, registry: Registry,
        outstanding: OutstandingVersion?, at now: Instant
    ) {
        self.measure = measure
        self.outstanding = outstanding
        self.now = now
        decider = MeasureDecider(rule: rule)
        func warrant(_ right: Right) -> Warrant? {
            actor.person == nil ? nil : try? registry.authorise(actor, to: right, under: policy, at: now)
        }
        comply = warrant(.comply)
        supervise = warrant(.supervise)
    }

    /// The orders, with what he can do with each.
    var orders: JSON {
        .array(measure.orders.map { OrderView(order: $0, now: now, possible: possible(with: $0)).json })
    }

    private func can(_ command: OrderCommand, _ warrant: Warrant?) -> Bool {
        guard let warrant else { return false }
        return (try? decider.decide(.order(command), in: measure, by: warrant, at: now)) != nil
    }

    private func possible(with order: PenaltyOrder) -> [JSON] {
        let number = order.number
        var found: [JSON] = []
        func add(_ act: String, _ of: Int? = nil, _ command: OrderCommand, _ warrant: Warrant?) {
            guard can(command, warrant) else { return }
            found.append(.object(JSONObject([("doen", .string(act)), ("nummer", of.map { .integer(Int64($0)) })])))
        }
        add("bevestigen", nil, .confirm(number, outstanding), supervise)
        add("verwerpen", nil, .reject(number, reasons: "?"), supervise)
        add("bezwaar", nil, .object(number, collection: nil, grounds: "?", asksSuspension: false), comply)
        for collection in order.collections.map(\.number) {
            add("bezwaar", collection, .object(number, collection: collection, grounds: "?", asksSuspension: false), comply)
        }
        for objection in order.objections.map(\.number) {
            let command = OrderCommand.decideObjection(number, objection: objection, isUpheld: true, reasons: "?")
            add("beslissen", objection, command, supervise)
        }
        add("opschorten", nil, .suspend(number, until: nil, reasons: "?"), supervise)
        add("hervatten", nil, .resume(number, reasons: "?"), supervise)
        add("invorderen", nil, .collect(number, isWaived: false, reasons: "?"), supervise)
        add("afzien", nil, .collect(number, isWaived: true, reasons: "?"), supervise)
        for collection in order.collections.map(\.number) {
            add("betaald", collection, .pay(number, collection: collection), supervise)
        }
        add("intrekken", nil, .withdraw(number, reasons: "?"), supervise)
        return found
    }

    /// What waits for whoever supervises.
    var tasks: JSON {
        .array(
            decider.orderTasks(in: measure, outstanding: outstanding, at: now).map { task in
                .object(
                    JSONObject([
                        ("taak", .string(task.kind.rawValue)), ("last", task.order.map { .integer(Int64($0)) }),
                        ("wanneer", .string(task.moment.description)),
                    ]))
            })
    }

    /// One act that is possible.
    static let shape = Schema.object([
        .must(
            "doen",
            .text(
                1...20,
                choices: [
                    "bevestigen", "verwerpen", "bezwaar", "beslissen", "opschorten", "hervatten", "invorderen", "afzien", "betaald",
                    "intrekken",
                ]), "De handeling."),
        .may("nummer", .whole(1...JSON.largestInteger), "Van het bezwaar of de invordering waarover het gaat."),
    ])

    /// What waits.
    static let taskShape = Schema.array(
        .object([
            .must("taak", .text(1...20, choices: OrderTask.Kind.allCases.map(\.rawValue)), "Wat er te doen is."),
            .may("last", .whole(1...JSON.largestInteger), "Bij welke last; ontbreekt als er nog geen is."),
            .must("wanneer", .moment, "Sinds wanneer besloten kan worden, of tot wanneer het kan."),
        ]), 0...2_000)
}
