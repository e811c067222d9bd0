// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

@Suite("Telling the hub of hits")
struct HitDoorTests {
    static let path = "/v1/treffers"

    /// One row about a trial phone.
    static func row(_ phone: Int, at moment: Instant = TrialHub.start, area: String? = nil, edge: String = "rand-1") -> JSON {
        .object(
            JSONObject([
                ("onderwerp", .string(TrialHub.subject(phone))), ("gezien", .string(moment.description)),
                ("gebied", area.map { .string($0) }), ("randknoop", .string(edge)),
            ]))
    }

    static func send(
        _ rows: [JSON], to hub: TrialHub, as actor: Actor = Cast.network, key: String? = nil
    ) async throws -> TrialAnswer {
        try await hub.post(path, ["treffers": .array(rows)], as: actor, key: key)
    }

    static func outcomes(_ answer: TrialAnswer) -> [String] { answer.json["uitkomsten"]?.array?.compactMap(\.string) ?? [] }

    /// A hub where a provider has an edge.
    static func run(_ body: (TrialHub) async throws -> Void) async throws {
        try await TrialHub.run { hub in
            try await TrialEdge(of: Cast.telecom).register(at: hub)
            try await body(hub)
        }
    }

    static func show(_ reported: Reported, at hub: TrialHub, as actor: Actor = Cast.first) async throws -> JSON {
        try await hub.get("/v1/zaken/\(reported.caseID)", as: actor).json
    }

    @Test("a hit on a listed device stands in its case: when, where, by whom")
    func entered() async throws {
        try await Self.run { hub in
            let reported = try await hub.blocked(1)
            hub.clock.advance(by: .minutes(5))

            let answer = try await Self.send([Self.row(1, area: "204-08-1A2B")], to: hub)

            #expect(answer.status == 201 && Self.outcomes(answer) == ["vastgelegd"], "\(answer.text)")
            let shown = try await Self.show(reported, at: hub)
            #expect(shown["aantalTreffers"] == 1)
            let hit = try #require(shown["treffers"]?[0])
            #expect(hit["onderwerp"] == .string(TrialHub.subject(1)) && hit["gebied"] == "204-08-1A2B")
            #expect(hit["door"] == "Voorbeeld Telecom" && hit["randknoop"] == "rand-1")
            #expect(hit["gezien"] == .string(TrialHub.start.description))
            #expect(hit["vastgelegd"] == .string((TrialHub.start + .minutes(5)).description))
        }
    }

    @Test("the receipt is of a hit that names no case, and verifies")
    func receipt() async throws {
        try await Self.run { hub in
            let reported = try await hub.blocked(1)
            let answer = try await Self.send([Self.row(1)], to: hub)

            let receipt = try Receipt(parsing: try #require(answer.json["ontvangstbewijs"]?.string))
            #expect(receipt.leaf.kind == "hit")
            #expect(!answer.text.contains(reported.caseID))
        }
    }

    @Test("a hit on what is not listed is told so by its row, and leaves nothing: not in the log, not in the store")
    func notListed() async throws {
        let place = try TrialPlace()
        try await TrialHub.run(in: place) { hub in
            try await TrialEdge(of: Cast.telecom).register(at: hub)
            _ = try await hub.blocked(1)
            let size = hub.size()

            let answer = try await Self.send([Self.row(2), Self.row(1), Self.row(3)], to: hub)
            #expect(Self.outcomes(answer) == ["niet-op-lijst", "vastgelegd", "niet-op-lijst"])
            #expect(answer.json["vastgelegd"] == 1 && hub.size() == size + 1)
            let alone = try await Self.send([Self.row(2)], to: hub)
            #expect(alone.status == 201 && alone.json["ontvangstbewijs"] == nil && hub.size() == size + 1)
        }
        #expect(try place.holds(TrialHub.subject(1)) && !place.holds(TrialHub.subject(2)))
        #expect(try !place.holds(TrialHub.subject(3)))
    }

    @Test("five hits of one party within a day are one, of two parties two, and the day after there is another")
    func deduplicated() async throws {
        try await Self.run { hub in
            try await TrialEdge(of: Cast.mobile).register(at: hub)
            let reported = try await hub.blocked(1)
            let now = TrialHub.start

            let five = try await Self.send((0..<5).map { Self.row(1, at: now + .minutes($0)) }, to: hub)
            let again = try await Self.send([Self.row(1, at: now + .minutes(2))], to: hub)
            let other = try await Self.send([Self.row(1, at: now)], to: hub, as: Cast.otherNetwork)
            hub.clock.advance(by: .days(1))
            let later = try await Self.send([Self.row(1, at: now + .days(1))], to: hub)

            #expect(Self.outcomes(five) == ["vastgelegd", "bekend", "bekend", "bekend", "bekend"])
            #expect(Self.outcomes(again) == ["bekend"] && Self.outcomes(other) == ["vastgelegd"])
            #expect(Self.outcomes(later) == ["vastgelegd"])
            #expect(try await Self.show(reported, at: hub)["aantalTreffers"] == 3)
        }
    }

    @Test("every open case that holds the device gets the hit; one that let go does not")
    func everyCase() async throws {
        try await Self.run { hub in
            let cases = [try await hub.blocked(1), try await hub.blocked(1), try await hub.blocked(1)]
            try await hub.propose("unblock", in: cases[1].caseID)

            let answer = try await Self.send([Self.row(1)], to: hub)

            #expect(Self.outcomes(answer) == ["vastgelegd"])
            var counts: [JSON?] = []
            for reported in cases { counts.append(try await Self.show(reported, at: hub)["aantalTreffers"]) }
            #expect(counts == [1, 0, 1])
        }
    }

    @Test("a message that is repeated under its key is entered once, and gets the same answer")
    func repeated() async throws {
        try await Self.run { hub in
            _ = try await hub.blocked(1)
            let key = "7c1f1b5e-8a0e-4a55-9f59-0e2f6b3c9d10"

            let first = try await Self.send([Self.row(1)], to: hub, key: key)
            let size = hub.size()
            let second = try await Self.send([Self.row(1)], to: hub, key: key)

            #expect(first.bytes == second.bytes && hub.size() == size)
        }
    }

    @Test("all faults of all rows are named at once, none with a device in it")
    func faults() async throws {
        try await Self.run { hub in
            _ = try await hub.blocked(1)
            let size = hub.size()
            let shape = try await Self.send(
                [["onderwerp": 5, "gezien": "gisteren", "randknoop": "rand-1"], ["gezien": "2026-03-02T09:00:00Z", "x": 1]], to: hub
            )
            let meaning = try await Self.send(
                [
                    Self.row(1, area: "imsi-204080123456789"), Self.row(1, edge: "rand-9"),
                    ["onderwerp": "350000000000011", "gezien": "2026-03-02T09:00:00Z", "randknoop": "rand-1"],
                ], to: hub)

            #expect(shape.status == 400 && meaning.status == 400)
            #expect(
                Set(shape.faultFields) == [
                    "treffers[0].onderwerp", "treffers[0].gezien", "treffers[1].onderwerp", "treffers[1].randknoop",
                    "treffers[1].x",
                ])
            #expect(
                meaning.faultFields.sorted() == ["treffers[0].gebied", "treffers[1].randknoop", "treffers[2].onderwerp"],
                "\(meaning.text)")
            #expect(!meaning.text.contains("350000000000011") && !meaning.text.contains("204080123456789"))
            #expect(hub.size() == size)
            for count in [0, 1_001] {
                let answer = try await Self.send(Array(repeating: Self.row(1), count: count), to: hub)
                #expect(answer.status == 400 && answer.faultFields == ["treffers"])
            }
        }
    }

    @Test("a whole message of a thousand rows is taken")
    func thousand() async throws {
        try await Self.run { hub in
            let phones = Array(1...10)
            _ = try await hub.report(TrialHub.theft(of: phones))
            let reported = try await hub.blocked(11)

            let rows = (0..<1_000).map { Self.row($0 == 500 ? 11 : 1 + $0 % 10) }
            let answer = try await Self.send(rows, to: hub)

            #expect(answer.status == 201 && answer.json["vastgelegd"] == 1, "\(answer.text.prefix(300))")
            #expect(try await Self.show(reported, at: hub)["aantalTreffers"] == 1)
        }
    }

    @Test(
        "only who complies tells of hits",
        arguments: [Cast.first, Cast.supervisor, Cast.claims, Cast.nobody, Cast.admin])
    func mandate(_ actor: Actor) async throws {
        try await Self.run { hub in
            let answer = try await Self.send([Self.row(1)], to: hub, as: actor)

            #expect(answer.status == 403)
        }
    }

    @Test("another party's edge, or one that was retired, is no edge of one's own")
    func ownEdge() async throws {
        try await Self.run { hub in
            _ = try await hub.blocked(1)
            let other = try await Self.send([Self.row(1)], to: hub, as: Cast.otherNetwork)
            _ = try await hub.post("/v1/randknoopbeeindigingen", ["naam": "rand-1", "redenen": "Gestopt."], as: Cast.network)
            let retired = try await Self.send([Self.row(1)], to: hub)

            #expect(other.faultFields == ["treffers[0].randknoop"] && retired.faultFields == ["treffers[0].randknoop"])
        }
    }
}
