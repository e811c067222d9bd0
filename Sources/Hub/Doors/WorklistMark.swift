// SPDX-License-Identifier: EUPL-1.2

import Exchange
import FoundationEssentials
import Store

/// A page of the worklist as the API names it: a short text that callers keep and give back, and need not understand.
///
/// It holds the order, the direction and the place, nothing of a subject. It is not signed: whoever makes one of his own sees rows that he
/// may see anyway.
struct WorklistMark: Hashable, Sendable, CustomStringConvertible {
    let order: WorklistQuery.Order
    let page: WorklistQuery.Page

    init(_ page: WorklistQuery.Page, in order: WorklistQuery.Order) {
        self.page = page
        self.order = order
    }

    /// Reads what ``description`` wrote.
    init?(_ text: String) {
        guard text.utf8.count <= 120, let data = Data(base64Encoded: WorklistMark.padded(text)),
            let plain = String(validating: data, as: UTF8.self)
        else { return nil }
        let parts = plain.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0] == "1", let order = WorklistQuery.Order(rawValue: String(parts[1])) else { return nil }
        self.order = order
        switch (parts[2], parts.count) {
        case ("first", 3): page = .first
        case ("last", 3): page = .last
        case ("after", 5), ("before", 5):
            guard let rank = Int64(parts[3]), let id = try? CaseID(parts[4]) else { return nil }
            let place = WorklistQuery.Place(rank: rank, id: id)
            page = parts[2] == "after" ? .after(place) : .before(place)
        default: return nil
        }
        // One page has one text.
        guard description == text else { return nil }
    }

    var description: String {
        let plain =
            switch page {
            case .first: "1 \(order.rawValue) first"
            case .last: "1 \(order.rawValue) last"
            case .after(let place): "1 \(order.rawValue) after \(place.rank) \(place.id)"
            case .before(let place): "1 \(order.rawValue) before \(place.rank) \(place.id)"
            }
        let text = Data(plain.utf8).base64EncodedString()
        return String(
            text.compactMap { character in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: character
                }
            })
    }

    private static func padded(_ text: String) -> String {
        var standard = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        while !standard.utf8.count.isMultiple(of: 4) { standard.append("=") }
        return standard
    }
}
