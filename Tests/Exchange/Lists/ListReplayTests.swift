// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("A list worked out from its payloads")
struct ListReplayTests {
    /// The worked example of docs/list-format.md.
    static let example: [(kind: String, time: String, payload: String)] = [
        (
            "listing", "2026-11-19T09:00:00.000Z",
            #"{"list":"stolen","listed":{"prohibited":["49015420323751"]},"released":[]}"#
        ),
        (
            "listing", "2026-11-20T22:59:59.999Z",
            #"{"list":"stolen","listed":{"prohibited":["35693803564380"]},"released":["49015420323751"]}"#
        ),
        (
            "listing", "2026-11-20T23:00:00.000Z",
            #"{"list":"stolen","listed":{"prohibited":["99000012345678"],"tracking":["99000012345678"]},"released":[]}"#
        ),
        (
            "tombstone", "2026-12-21T00:10:00.000Z",
            #"{"due":"2026-12-21T00:00:00.000Z","erased":[[1,2]],"rule":"devices/changes-kept"}"#
        ),
        ("release", "2026-12-22T10:00:00.000Z", #"{"list":"stolen","listed":{},"released":["49015420323751"]}"#),
    ]

    private static func moment(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

    @Test("the example gives the text of the example")
    func example() throws {
        var replay = ListReplay(list: "stolen")

        for (kind, time, payload) in Self.example {
            try replay.take(kind: kind, payload: JSON(parsing: payload), at: Self.moment(time))
        }

        #expect(replay.version == 5)
        #expect(
            try String(decoding: replay.text(origin: "hub.example/devices"), as: UTF8.self)
                == "schakel/list/v2\nhub.example/devices\nstolen\n5\n2\n35693803564380 prohibited 2026-11-20\n99000012345678 tracking 2026-11-21\n"
        )
    }

    @Test("a subject that comes back has the day on which it came back, and one that gets another status the day of that")
    func days() throws {
        var replay = ListReplay(list: "stolen")
        func take(_ listed: [ListStatus: [String]], _ released: [String], _ day: String) throws {
            let listing = Listing(list: "stolen", listed: listed, released: released)
            try replay.take(kind: Listing.kind, payload: listing.json, at: Self.moment("\(day)T12:00:00.000Z"))
        }

        try take(["prohibited": ["1", "2", "3"]], [], "2026-01-01")
        try take([:], ["1"], "2026-01-02")
        try take(["prohibited": ["1"], "tracking": ["2"]], [], "2026-01-03")

        #expect(
            replay.lines.map { "\($0.subject) \($0.status) \($0.since?.description ?? "-")" } == [
                "1 prohibited 2026-01-03", "2 tracking 2026-01-03", "3 prohibited 2026-01-01",
            ])
    }

    @Test("a list that begins with the text of a snapshot goes on from there")
    func begun() throws {
        var replay = ListReplay(list: "stolen", version: 7)
        replay.take(ListText.Line(subject: "1", status: "prohibited", since: CivilDate(year: 2026, month: 1, day: 1)))

        let listing = Listing(list: "stolen", listed: ["prohibited": ["2"]], released: [])
        try replay.take(kind: Listing.kind, payload: listing.json, at: Self.moment("2026-03-01T12:00:00.000Z"))

        #expect(replay.version == 8 && replay.statuses == ["1": "prohibited", "2": "prohibited"])
        #expect(replay.lines.map(\.since?.month) == [1, 3])
    }

    @Test("a payload of another list, or one that is no listing, is refused and changes nothing")
    func refused() throws {
        var replay = ListReplay(list: "stolen")
        let wrong = [#"{"list":"borrowed","listed":{},"released":["1"]}"#, #"{"list":"stolen"}"#, "[]"]

        for payload in wrong {
            let json = try JSON(parsing: payload)
            #expect(throws: MalformedRecord.self) { try replay.take(kind: "listing", payload: json, at: .epoch) }
        }

        #expect(replay.version == 0 && replay.statuses.isEmpty)
    }
}
