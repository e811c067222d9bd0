// SPDX-License-Identifier: EUPL-1.2

import Ledger

extension Messages {
    /// What a report says besides its subjects, in words: each with the name of its field.
    func details(of report: JSON) -> [(name: String, value: String)] {
        (report["gegevens"]?.object ?? JSONObject()).flatMap { member -> [(name: String, value: String)] in
            switch member.key {
            case "wens": [(self["field-wens"], wish(member.value))]
            case "aankoop": purchase(member.value)
            case "locatie": location(member.value)
            default:
                (member.value.string ?? member.value.integer.map { number($0) }).map {
                    [(text("field-\(member.key)") ?? member.key, $0)]
                } ?? []
            }
        }
    }

    private func wish(_ value: JSON) -> String {
        switch value.string {
        case "block": self["wish-block"]
        case "track": self["wish-track"]
        default: value.string ?? ""
        }
    }

    private func purchase(_ value: JSON) -> [(name: String, value: String)] {
        let kind = value["soort"]?.string ?? ""
        let words = PublicForms.proofs.first { $0.code == kind }.map { self[$0.key] } ?? kind
        return [
            (self["field-aankoop-soort"], words), (self["field-aankoop-verkoper"], value["verkoper"]?.string ?? ""),
            (self["field-aankoop-datum"], value["datum"]?.string ?? ""),
            (self["field-aankoop-nummer"], value["nummer"]?.string ?? ""),
        ]
    }

    /// A place as maps take it, so that it can be copied there.
    private func location(_ value: JSON) -> [(name: String, value: String)] {
        let degrees = ["breedte", "lengte"].compactMap { value[$0]?.number.map { "\($0)" } }.joined(separator: ", ")
        let metres = value["nauwkeurigheid"]?.integer.map { text("location-metres", ["n": number($0)]) } ?? ""
        return [
            (self["field-locatie-punt"], degrees), (self["field-locatie-nauwkeurigheid"], metres),
            (self["field-locatie-moment"], moment(value["moment"]?.string)),
        ]
    }
}
