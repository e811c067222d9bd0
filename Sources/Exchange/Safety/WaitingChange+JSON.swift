// SPDX-License-Identifier: EUPL-1.2

import Ledger

extension WaitingChange {
    /// What of it stands in the payload of its event.
    var members: [(String, JSON?)] {
        let (list, status): (String?, String?) =
            switch what {
            case .list(let list, let status): (list.rawValue, status.rawValue)
            case .release: (nil, nil)
            }
        return [
            ("causes", .array(causes.map { .string($0.rawValue) })), ("decision", .integer(Int64(decision))),
            ("list", list.map { .string($0) }), ("number", .integer(Int64(number))), ("status", status.map { .string($0) }),
            ("subjects", .integer(Int64(subjects))),
        ]
    }

    /// Reads what was entered.
    init(_ json: JSON, at: Instant) throws(MalformedRecord) {
        var what = What.release
        if let list = try json.optionalText("list") {
            what = .list(ListName(rawValue: list), ListStatus(rawValue: try json.text("status")))
        }
        self.init(
            number: try json.whole("number"), decision: try json.whole("decision"), what: what,
            subjects: try json.whole("subjects"), causes: try json.texts("causes").map { WaitCause(rawValue: $0) }, at: at)
    }
}
