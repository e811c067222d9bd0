// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("A list worked out from its payloads")
struct ListReplayTests {
    /// The worked example of docs/list-format.md.
    static let example: [(kind: String, payload: String)] = [
        ("listing", #"{"list":"stolen","listed":{"prohibited":["49015420323751"]},"released":[]}"#),
        ("listing", #"{"list":"stolen","listed":{"prohibited":["35693803564380"]},"released":["49015420323751"]}"#),
        ("listing", #"{"list":"stolen","listed":{"prohibited":["99000012345678"],"tracking":["99000012345678"]},"released":[]}"#),
        ("tombstone", #"{"due":"2026-12-21T00:00:00.000Z","erased":[[1,2]],"rule":"devices/changes-kept"}"#),
        ("release", #"{"list":"stolen","listed":{},"released":["49015420323751"]}"#),
    ]

    @Test("the example gives the text of the example")
    func example() throws {
        var replay = ListReplay(list: "stolen")

        for (kind, payload) in Self.example { try replay.take(kind: kind, payload: JSON(parsing: payload)) }

        #expect(replay.version == 5)
        #expect(
            try String(decoding: replay.text(origin: "hub.example/devices"), as: UTF8.self)
                == "schakel/list/v1\nhub.example/devices\nstolen\n5\n2\n35693803564380 prohibited\n99000012345678 tracking\n")
    }

    @Test("a payload of another list, or one that is no listing, is refused and changes nothing")
    func refused() throws {
        var replay = ListReplay(list: "stolen")
        let wrong = [#"{"list":"borrowed","listed":{},"released":["1"]}"#, #"{"list":"stolen"}"#, "[]"]

        for payload in wrong {
            let json = try JSON(parsing: payload)
            #expect(throws: MalformedRecord.self) { try replay.take(kind: "listing", payload: json) }
        }

        #expect(replay.version == 0 && replay.statuses.isEmpty)
    }
}
