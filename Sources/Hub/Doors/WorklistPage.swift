// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// A page of the worklist with the ways on from it.
struct WorklistPage {
    let rows: [CaseRow]
    let first: WorklistMark?
    let previous: WorklistMark?
    let next: WorklistMark?
    let last: WorklistMark?

    /// Makes a page of what was found.
    /// - Parameters:
    ///   - found: up to one row more than the page holds; that one tells that there is a page beyond.
    ///   - query: what was asked.
    ///   - most: how many rows the page holds.
    init(_ found: [CaseRow], of query: WorklistQuery, most: Int) {
        let isFull = found.count > most
        var isBackward = false
        var begins = false
        switch query.page {
        case .first: begins = true
        case .after: break
        case .before, .last: isBackward = true
        }
        rows = Array(isBackward ? found.suffix(most) : found.prefix(most))
        let hasPrevious = isBackward ? isFull : !begins
        let hasNext = isBackward ? query.page != .last : isFull
        let mark = { (page: WorklistQuery.Page) in WorklistMark(page, in: query.order) }
        // A page that has become empty still has neighbours: those of the place it was asked by.
        var place: WorklistQuery.Place?
        if case .after(let asked) = query.page { place = asked }
        if case .before(let asked) = query.page { place = asked }
        let start = rows.first?.place(in: query.order) ?? place
        let end = rows.last?.place(in: query.order) ?? place
        previous = hasPrevious ? start.map { mark(.before($0)) } : nil
        next = hasNext ? end.map { mark(.after($0)) } : nil
        first = hasPrevious ? mark(.first) : nil
        last = hasNext ? mark(.last) : nil
    }

    /// The answer.
    func json(_ row: (CaseRow) -> JSON) -> JSON {
        let members: [(String, JSON?)] = [
            ("zaken", .array(rows.map(row))), ("eerste", first.map { .string($0.description) }),
            ("vorige", previous.map { .string($0.description) }), ("volgende", next.map { .string($0.description) }),
            ("laatste", last.map { .string($0.description) }),
        ]
        return .object(JSONObject(members))
    }
}
