// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store

/// The orders of the worklist by the names they have in the API.
enum WorklistOrder: String, CaseIterable {
    case due = "termijn"
    case updated = "bijgewerkt"
    case opened = "geopend"

    /// The order.
    var order: WorklistQuery.Order {
        switch self {
        case .due: .due
        case .updated: .updated
        case .opened: .opened
        }
    }

    init(_ order: WorklistQuery.Order) {
        self =
            switch order {
            case .due: .due
            case .updated: .updated
            case .opened: .opened
            }
    }
}

/// What was asked of the worklist, made a question for the store. The schema has seen to the shape of each parameter.
struct WorklistRequest {
    let query: WorklistQuery

    /// Reads the parameters of `GET /v1/zaken`.
    /// - Parameter person: what stands for who asks; nil for a system.
    /// - Throws: every combination that cannot be, at once.
    init(_ parameters: [String: String], person: String?) throws(Refusal) {
        let moment = { (name: String) in parameters[name].flatMap { Instant(rfc3339: $0) } }
        let (due, from, until) = (moment("termijnVoor"), moment("geopendVan"), moment("geopendTot"))
        let task = parameters["wachtOp"].flatMap(CaseTask.init(rawValue:))
        let phase = parameters["fase"].flatMap(CasePhase.init(rawValue:))
        let usual: WorklistQuery.Order =
            due != nil || task != nil ? .due : from != nil || until != nil ? .opened : .updated
        let order = parameters["volgorde"].flatMap(WorklistOrder.init(rawValue:))?.order ?? usual
        let selection: WorklistQuery.Selection =
            task.map { .waiting($0, butOf: $0 == .confirm ? person : nil) } ?? phase.map { .phase($0) } ?? .all
        var query = WorklistQuery(
            selection, order: order, dueBefore: due, openedFrom: from, openedUntil: until,
            most: parameters["aantal"].flatMap(Int.init) ?? 50)
        var faults: [Fault] = []
        if task != nil, phase != nil { faults.append(Fault("fase", "Give wachtOp or fase, not both.")) }
        if !query.isIndexed { faults.append(Fault("volgorde", WorklistRequest.fitting(query))) }
        if let text = parameters["blad"] {
            if let mark = WorklistMark(text), mark.order == order {
                query.page = mark.page
            } else {
                faults.append(Fault("blad", "Give the text that an answer in the same order gave, or leave it out."))
            }
        }
        guard faults.isEmpty else {
            throw Refusal(.invalid, "The worklist cannot be asked for like this: mend the fields named.", faults: faults)
        }
        self.query = query
    }

    /// The orders in which a question can be answered, in a sentence.
    private static func fitting(_ query: WorklistQuery) -> String {
        let orders = WorklistQuery.Order.allCases.filter { order in
            var other = query
            other.order = order
            return other.isIndexed
        }
        return "With these parameters the order is: \(orders.map { WorklistOrder($0).rawValue }.joined(separator: ", "))."
    }
}
