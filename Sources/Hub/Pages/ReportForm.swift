// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Pages

/// What the form of a report says, as the details that the API takes. Which is wrong is for the register to say.
enum ReportForm {
    /// The details; what was left empty is left out.
    static func details(_ form: FormData) -> JSON {
        var members: [(String, JSON?)] = PublicForms.details.map { ($0, text(form[$0])) }
        let purchase = ["soort", "verkoper", "datum", "nummer"].map { ($0, text(form["aankoop-\($0)"])) }
        members.append(("aankoop", group(purchase)))
        members.append(("locatie", group(location(form))))
        return .object(JSONObject(members))
    }

    /// The field of the form for what the register names.
    static func field(of member: String) -> String {
        switch member {
        case "locatie", "locatie.breedte", "locatie.lengte": "locatie-punt"
        case "aankoop": "aankoop-soort"
        default: member.replacing(".", with: "-")
        }
    }

    private static func location(_ form: FormData) -> [(String, JSON?)] {
        // Two numbers as maps and tracking apps show them. What is no number goes along as it is, and is refused there.
        let typed = form["locatie-punt"]
        let parts = typed.split { $0 == "," || $0 == " " || $0 == ";" }.map { String($0) }
        let hasBoth = parts.count == 2
        let metres = form["locatie-nauwkeurigheid"]
        return [
            ("breedte", typed.isEmpty ? nil : degrees(hasBoth ? parts[0] : typed)),
            ("lengte", typed.isEmpty ? nil : degrees(hasBoth ? parts[1] : typed)),
            ("nauwkeurigheid", metres.isEmpty ? nil : Int64(metres).map { JSON.integer($0) } ?? JSON.string(metres)),
            ("moment", moment(form["locatie-moment"])),
        ]
    }

    private static func degrees(_ text: String) -> JSON { Double(text).map { JSON(number: $0) } ?? .string(text) }

    /// A time on Dutch clocks, as a browser sends it: `2026-03-01T09:30`.
    private static func moment(_ typed: String) -> JSON? {
        guard !typed.isEmpty else { return nil }
        let parts = typed.split(separator: "T").map { String($0) }
        let clock = parts.last?.split(separator: ":").compactMap { Int($0) } ?? []
        guard parts.count == 2, clock.count >= 2, let date = CivilDate(parts[0]),
            let civil = CivilDateTime(date: date, hour: clock[0], minute: clock[1])
        else { return .string(typed) }
        return .string(DutchTime.instant(of: civil).description)
    }

    private static func text(_ typed: String) -> JSON? { typed.isEmpty ? nil : .string(typed) }

    private static func group(_ members: [(String, JSON?)]) -> JSON? {
        members.allSatisfy { $0.1 == nil } ? nil : .object(JSONObject(members))
    }
}
