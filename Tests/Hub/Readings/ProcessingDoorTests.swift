// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import Testing

@testable import Hub

@Suite("The log of processing at the doors")
struct ProcessingDoorTests {
    private func read(_ hub: TrialHub, _ reported: Reported, as actor: Actor = Cast.first) async throws {
        hub.clock.advance(by: .seconds(1))
        let answer = try await hub.get("/v1/zaken/\(reported.caseID)", as: actor)
        try #require(answer.status == 200, "\(answer.text)")
    }

    private func lines(_ hub: TrialHub, _ query: String = "") async throws -> [JSON] {
        let answer = try await hub.get("/v1/verwerkingen\(query)", as: Cast.supervisor)
        try #require(answer.status == 200, "\(answer.text)")
        return try #require(answer.json["regels"]?.array)
    }

    private func own(_ hub: TrialHub, _ reported: Reported, _ more: [(String, JSON?)] = []) async throws -> TrialAnswer {
        try await hub.post(
            "/v1/meldingen/\(reported.reference)/_verwerkingen",
            .object(JSONObject([("geheim", .string(reported.secret ?? ""))] + more)))
    }

    @Test("who supervises sees every line whole, newest first")
    func supervisor() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            try await read(hub, reported)
            try await read(hub, reported, as: Cast.magistrate)

            let lines = try await lines(hub)

            #expect(lines.map { $0["naam"] } == ["Voorbeeld Parket", "Voorbeeld Politie"])
            #expect(lines[1]["persoon"] == "p-1")
            #expect(lines[1]["deelnemer"] == .string(Cast.police.description))
            #expect(lines[1]["mandaat"] == .integer(Int64(Cast.mandate(of: Cast.police))))
            #expect(lines[1]["betrokkene"]?.string?.count == 32)
            #expect(lines[0]["betrokkene"] == lines[1]["betrokkene"])
            #expect(lines[1]["handeling"] == "toonZaak")
        }
    }

    @Test(
        "nobody else sees it", arguments: [Cast.first, Cast.magistrate, Cast.network, Cast.claims, Cast.admin, Cast.nobody])
    func others(_ actor: Actor) async throws {
        try await TrialHub.run { hub async throws in
            for path in ["/v1/verwerkingen", "/v1/logregels"] {
                let refused = try await hub.get(path, as: actor)
                let unknown = try await hub.call(.get, path, as: .citizen, through: .open)
                #expect(refused.status == 403)
                #expect(unknown.status == 401)
            }
        }
    }

    @Test("it can be narrowed by party, by case and by period")
    func narrowed() async throws {
        try await TrialHub.run { hub in
            let (one, other) = (try await hub.report(1), try await hub.report(2))
            try await read(hub, one)
            let between = hub.clock.now() + .milliseconds(1)
            try await read(hub, other)
            try await read(hub, one, as: Cast.magistrate)

            #expect(try await lines(hub).count == 3)
            #expect(try await lines(hub, "?deelnemer=\(Cast.police)").count == 2)
            #expect(try await lines(hub, "?zaak=\(one.caseID)").map { $0["naam"] } == ["Voorbeeld Parket", "Voorbeeld Politie"])
            #expect(try await lines(hub, "?zaak=\(one.caseID)&deelnemer=\(Cast.prosecutor)").count == 1)
            #expect(try await lines(hub, "?van=\(between)").count == 2)
            #expect(try await lines(hub, "?tot=\(between)").count == 1)
            #expect(try await lines(hub, "?zaak=DV-0000-0000-0000").isEmpty)
        }
    }

    @Test("it is read page by page, and a page that another follows says where that begins")
    func pages() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            for _ in 0..<5 { try await read(hub, reported) }

            var spans: [JSON?] = []
            var next: String?
            repeat {
                let more = next.map { "&verder=\($0)" } ?? ""
                let answer = try await hub.get("/v1/verwerkingen?aantal=2\(more)", as: Cast.supervisor)
                spans += answer.json["regels"]?.array?.map { $0["actie"] } ?? []
                next = answer.json["verder"]?.string
                if spans.count == 2 { try await read(hub, reported) }
            } while next != nil && spans.count < 20

            #expect(spans.count == 5)
            #expect(Set(spans.compactMap { $0?.string }).count == 5)
        }
    }

    @Test(
        "a filter that cannot be is refused by its name",
        arguments: [
            ("verder=1", "verder"), ("verder=x-00", "verder"), ("verder=1-00ff", "verder"), ("deelnemer=1", "deelnemer"),
            ("zaak=1", "zaak"), ("van=gisteren", "van"), ("aantal=0", "aantal"), ("aantal=501", "aantal"),
        ])
    func faulty(_ query: String, _ field: String) async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.get("/v1/verwerkingen?\(query)", as: Cast.supervisor)

            #expect(answer.status == 400)
            #expect(answer.faultFields == [field])
        }
    }

    @Test("the export has the members of the standard, and no employee")
    func standard() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            hub.clock.advance(by: .seconds(1))
            let told = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            _ = try await hub.call(
                .get, "/v1/zaken/\(reported.caseID)", as: Cast.first, fields: [HTTPField.Name("traceparent")!: told])

            let answer = try await hub.get("/v1/logregels", as: Cast.supervisor)

            let line = try #require(answer.json["logregels"]?[0])
            #expect(
                line.object.map { Set($0.keys) } == [
                    "trace_id", "span_id", "status", "name", "start_time", "end_time", "resource", "attributes",
                ])
            #expect(line["trace_id"] == "4bf92f3577b34da6a3ce929d0e0e4736")
            #expect(line["span_id"]?.string?.count == 16)
            #expect(line["status"] == "Ok" && line["name"] == "toonZaak")
            #expect(line["start_time"] == .integer(hub.clock.now().milliseconds))
            let attributes = try #require(line["attributes"])
            let id = try CaseID(reported.caseID)
            #expect(
                attributes["dpl.core.processing_activity_id"] == "urn:schakel:verwerkingsactiviteit:devices:zaak-inzien:1")
            #expect(attributes["dpl.core.data_subject_id_type"] == "urn:schakel:pseudoniem:zaak")
            #expect(
                attributes["dpl.core.data_subject_id"]
                    == .string(Hexadecimal.encode(hub.core.secrets.subjectCode(of: id))))
            #expect(attributes["dpl.core.foreign_operation.span_id"] == "00f067aa0ba902b7")
            #expect(
                attributes["dpl.core.foreign_operation.processor"] == .string("urn:schakel:deelnemer:\(Cast.police)"))
            #expect(!answer.text.contains("p-1"))
        }
    }

    @Test("who reported sees which organisation read his case, when, why and on which basis, and no employee")
    func person() async throws {
        try await TrialHub.run { hub in
            let (reported, other) = (try await hub.report(1), try await hub.report(2))
            try await read(hub, reported)
            try await read(hub, other)
            try await read(hub, reported, as: Cast.supervisor)

            let answer = try await own(hub, reported)

            #expect(answer.status == 200)
            let lines = try #require(answer.json["regels"]?.array)
            #expect(lines.map { $0["deelnemer"] } == ["Voorbeeld Toezicht", "Voorbeeld Politie"])
            #expect(lines[1]["wat"] == "zaak-inzien" && lines[1]["rol"] == "police")
            #expect(lines[1]["doel"] == .string(Cast.purpose) && lines[1]["grondslag"] == "Voorbeeldwet art. 1")
            #expect(!answer.text.contains("p-1"))
            #expect(try await own(hub, reported).json["regels"]?.array?.count == 2, "looking at it oneself adds no line")
        }
    }

    @Test("without the secret, or with another report's, nobody sees it; a wrong page is named")
    func secret() async throws {
        try await TrialHub.run { hub in
            let (reported, other) = (try await hub.report(1), try await hub.report(2))
            let path = "/v1/meldingen/\(reported.reference)/_verwerkingen"

            #expect(try await hub.post(path, ["geheim": "0000-0000-0000-0000"]).status == 404)
            #expect(try await hub.post(path, ["geheim": .string(other.secret ?? "")]).status == 404)
            #expect(try await hub.post(path, [:]).status == 400)
            #expect(try await own(hub, reported, [("verder", "1-2")]).faultFields == ["verder"])
            #expect(try await own(hub, reported, [("verder", "0-0000000000000001")]).json["regels"] == [])
        }
    }
}
