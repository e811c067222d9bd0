// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

extension CaseView {
    /// The requests to put a report right.
    /// - Parameter showsPeople: whether it shows which party and person answered, or only what.
    func rectifications(_ state: Case, showsPeople: Bool) -> JSON {
        .array(
            state.rectifications.map { request -> JSON in
                let answer = request.answer
                let members: [(String, JSON?)] = [
                    ("nummer", .integer(Int64(request.number))), ("melding", .integer(Int64(request.report))),
                    ("onderdeel", .string(request.part.rawValue)), ("fout", .string(request.wrong)),
                    ("moetZijn", .string(request.right)), ("wanneer", .string(request.at.description)),
                    ("antwoordVoor", .string(request.answerBy.description)), ("teLaat", .bool(request.isOverdue)),
                    ("toegewezen", answer.map { .bool($0.isGranted) }), ("redenen", answer.map { .string($0.reasons) }),
                    ("beantwoord", answer.map { .string($0.at.description) }),
                    ("door", showsPeople ? answer.map { .string(who($0.warrant)) } : nil),
                ]
                return .object(JSONObject(members))
            })
    }
}
