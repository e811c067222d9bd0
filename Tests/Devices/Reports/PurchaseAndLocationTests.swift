// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@Suite("How a device was bought, where it was last seen, and what its owner wishes")
struct PurchaseAndLocationTests {
    private let register = Devices()
    private let now = Instant(rfc3339: "2026-11-21T10:00:00Z") ?? .epoch

    private func fields(_ details: [(String, JSON)]) -> [String] {
        register.faults(in: .object(JSONObject([("datum", "2026-11-20")] + details)), of: .theft, at: now).map(\.field)
    }

    private func location(_ changes: [(String, JSON?)]) -> JSON {
        var object: JSONObject = ["breedte": 52.37022, "lengte": 4.89517, "nauwkeurigheid": 20, "moment": "2026-11-21T09:55:00Z"]
        for (name, value) in changes { object[name] = value }
        return .object(object)
    }

    @Test("a report with all of it is taken")
    func whole() {
        let purchase: JSON = ["soort": "invoice", "verkoper": "Voorbeeld Winkel", "datum": "2025-02-01", "nummer": "F-1"]

        #expect(fields([("aankoop", purchase), ("locatie", location([])), ("wens", "track")]) == [])
        #expect(
            fields([("aankoop", ["soort": "packaging"]), ("locatie", location([("nauwkeurigheid", nil)])), ("wens", "block")]) == []
        )
    }

    @Test("a wish is to block or to track", arguments: ["unblock", "", "Track"])
    func wishes(text: String) {
        #expect(fields([("wens", .string(text))]) == ["gegevens.wens"])
    }

    @Test("all faults of a purchase are named at once, each by its member")
    func purchase() {
        let wrong: JSON = [
            "soort": "gift", "verkoper": .string(String(repeating: "v", count: 101)), "datum": "2026-11-22", "nummer": "",
            "prijs": 1,
        ]

        #expect(
            fields([("aankoop", wrong)]).sorted()
                == ["datum", "nummer", "prijs", "soort", "verkoper"].map { "gegevens.aankoop.\($0)" })
        #expect(fields([("aankoop", [:])]) == ["gegevens.aankoop.soort"])
        #expect(fields([("aankoop", "receipt")]) == ["gegevens.aankoop"])
    }

    @Test(
        "degrees lie within the globe, metres are whole, and the moment is not still to come",
        arguments: [
            ("breedte", 90, true), ("breedte", 90.5, false), ("breedte", -91, false), ("breedte", "52", false),
            ("lengte", -180, true),
            ("lengte", 180.1, false), ("nauwkeurigheid", 0, true), ("nauwkeurigheid", 100_000, true),
            ("nauwkeurigheid", 100_001, false),
            ("nauwkeurigheid", -1, false), ("nauwkeurigheid", 1.5, false), ("moment", "2026-11-21T10:04:00Z", true),
            ("moment", "2026-11-21T10:06:00Z", false), ("moment", "2026-11-21", false), ("moment", "1989-06-01T00:00:00Z", false),
            ("hoogte", 3, false),
        ] as [(String, JSON, Bool)]
    )
    func locations(member: String, value: JSON, fits: Bool) {
        #expect(fields([("locatie", location([(member, value)]))]) == (fits ? [] : ["gegevens.locatie.\(member)"]))
    }

    @Test("a place without a moment is no last location", arguments: ["breedte", "lengte", "moment"])
    func required(member: String) {
        #expect(fields([("locatie", location([(member, nil)]))]) == ["gegevens.locatie.\(member)"])
        #expect(fields([("locatie", [52.3, 4.8])]) == ["gegevens.locatie"])
    }

    @Test("no fault repeats where somebody was, or where he bought")
    func nothingRepeated() {
        let faults = register.faults(
            in: [
                "datum": "2026-11-20", "locatie": ["breedte": 152.37022, "lengte": "4.89517"],
                "aankoop": ["soort": "bij de buurman"],
            ],
            of: .theft, at: now)

        #expect(faults.count == 4)
        #expect(!faults.description.contains("152.37") && !faults.description.contains("buurman"))
    }
}
