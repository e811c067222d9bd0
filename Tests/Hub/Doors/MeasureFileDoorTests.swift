// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("One measure, and measures by how they stand")
struct MeasureFileDoorTests {
    private static let path = "/v1/maatregel?naam=devices/stolen/\(Cast.telecom)"

    private func states(_ state: String, at hub: TrialHub) async throws -> [String] {
        let answer = try await hub.get("/v1/maatregelen?stand=\(state)", as: Cast.supervisor)
        try #require(answer.status == 200, "\(answer.text)")
        return (answer.json["maatregelen"]?.array ?? []).compactMap { $0["deelnemer"]?.string }
    }

    private func refuse(at hub: TrialHub) async throws {
        let answer = try await hub.post(
            "/v1/weigeringen",
            [
                "maatregel": "devices/stolen/kvk:00000011", "versie": 1, "grond": "technical-failure",
                "toelichting": "De apparatuur is defect.",
            ], as: Cast.network)
        try #require(answer.status == 201, "\(answer.text)")
    }

    @Test("measures are told by how they stand")
    func byState() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            let (telecom, mobile) = (Cast.telecom.description, Cast.mobile.description)
            #expect(try await states("bij", at: hub) == [telecom, mobile])

            _ = try await hub.blocked(1)
            try await edge.comply(with: 1, at: hub)
            #expect(try await states("bij", at: hub) == [telecom])
            #expect(try await states("achter", at: hub) == [mobile])
            #expect(try await states("te-laat", at: hub) == [])

            _ = try await hub.blocked(2)
            hub.clock.advance(by: .hours(2))
            #expect(try await states("te-laat", at: hub) == [telecom, mobile])
            #expect(try await states("geweigerd", at: hub) == [])
            let unknown = try await hub.get("/v1/maatregelen?stand=weg", as: Cast.supervisor)
            #expect(unknown.status == 400 && unknown.faultFields == ["stand"])

            _ = try await hub.post(
                "/v1/mandaten/\(Cast.mandate(of: Cast.mobile))/beeindigingen", ["redenen": "Gestopt."], as: Cast.admin)
            #expect(try await states("opgeheven", at: hub) == [mobile])
            #expect(try await states("achter", at: hub) == [telecom])
        }
    }

    @Test("the history tells who did what, newest first, each with a proof; of other parties no person is named")
    func history() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            _ = try await hub.blocked(1)
            try await refuse(at: hub)
            let judged = try await hub.post(
                "/v1/weigeringsoordelen",
                ["maatregel": "devices/stolen/kvk:00000011", "terecht": false, "redenen": "Dat kan wel."], as: Cast.first)
            #expect(judged.status == 201)
            try await edge.comply(with: 1, at: hub)

            let own = try await hub.get(Self.path, as: HandStoryTests.engineer)

            #expect(own.status == 200, "\(own.text)")
            let lines = try #require(own.json["verloop"]?.array)
            #expect(
                lines.compactMap { $0["soort"]?.string } == [
                    "carried-out", "accepted", "delivered", "refusal-judgement", "refusal", "measure",
                ])
            #expect(lines[0]["randknoop"] == "rand-1" && lines[0]["versie"] == 1)
            #expect(lines[3]["door"] == "Voorbeeld Politie" && lines[3]["terecht"] == false)
            #expect(lines[4]["grond"]?["nl"] == "technische storing" && lines[4]["redenen"] == "De apparatuur is defect.")
            for line in lines {
                let index = try #require(line["regel"]?.integer)
                #expect(try await hub.get("/logboek/devices/bewijs/\(index)").status == 200)
            }
            let police = try await hub.get(Self.path, as: Cast.first)
            #expect(police.json["verloop"]?.array?[3]["door"] == "Voorbeeld Politie (p-1)")
            #expect(own.json["ladder"]?.array?.count == 3 && own.json["gronden"]?.array?.count == 4)
            #expect(own.json["randknopen"]?.array?.first?["uitgevoerd"]?["versie"] == 1)
        }
    }

    @Test("a long history comes in pieces, and nothing is told twice or skipped")
    func pieces() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            for phone in 1...40 {
                _ = try await hub.blocked(phone)
                try await edge.comply(with: phone, at: hub)
            }
            var (indexes, before, answers): ([Int64], Int64?, Int) = ([], nil, 0)
            repeat {
                let answer = try await hub.get(Self.path + (before.map { "&voor=\($0)" } ?? ""), as: Cast.supervisor)
                try #require(answer.status == 200, "\(answer.text)")
                indexes += (answer.json["verloop"]?.array ?? []).compactMap { $0["regel"]?.integer }
                before = answer.json["ouder"]?.integer
                answers += 1
            } while before != nil && answers < 10

            #expect(indexes.count == 121 && answers == 2)
            #expect(indexes == Set(indexes).sorted(by: >))
        }
    }

    @Test("what can be done is told to whom can do it")
    func options() async throws {
        try await TrialHub.run { hub in
            let nothing = try await hub.get(Self.path, as: HandStoryTests.engineer)
            #expect(nothing.json["mogelijk"] == [:], "there is no version yet")

            _ = try await hub.blocked(1)
            let engineer = try await hub.get(Self.path, as: HandStoryTests.engineer)
            #expect(engineer.json["mogelijk"] == ["aanvaarden": 1, "weigeren": 1])
            let system = try await hub.get(Self.path, as: Cast.network)
            #expect(system.json["mogelijk"] == ["weigeren": 1])

            _ = try await hub.post(
                "/v1/aanvaardingen", ["maatregel": HandStoryTests.measure, "versie": 1], as: HandStoryTests.engineer)
            let accepted = try await hub.get(Self.path, as: HandStoryTests.engineer)
            #expect(accepted.json["mogelijk"] == ["uitvoeren": 1, "weigeren": 1])

            try await refuse(at: hub)
            #expect(try await hub.get(Self.path, as: Cast.first).json["mogelijk"] == ["beoordelen": true])
            #expect(try await hub.get(Self.path, as: Cast.policeSystem).json["mogelijk"] == [:])
            #expect(try await hub.get(Self.path, as: Cast.supervisor).json["mogelijk"] == [:])
        }
    }

    @Test("a party sees no measure of another; it is not said whether there is one")
    func others() async throws {
        try await TrialHub.run { hub in
            let other = try await hub.get(Self.path, as: Cast.otherNetwork)
            let unknown = try await hub.get("/v1/maatregel?naam=x", as: Cast.otherNetwork)
            let none = try await hub.get("/v1/maatregel", as: Cast.otherNetwork)
            let insurer = try await hub.get(Self.path, as: Cast.claims)

            #expect([other.status, unknown.status, none.status, insurer.status] == [404, 404, 400, 403])
            #expect(other.bytes == unknown.bytes)
        }
    }
}
