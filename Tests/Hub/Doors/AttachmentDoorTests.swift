// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import Store
import Testing

@testable import Hub

@Suite("A proof of purchase")
struct AttachmentDoorTests {
    static let pdf = Array("%PDF-1.7\nbon van Voorbeeld Winkel\n".utf8)

    static func add(
        _ bytes: [UInt8] = pdf, name: String = "bon.pdf", to reported: Reported, at hub: TrialHub, as actor: Actor = .citizen,
        secret: String? = nil
    ) async throws -> TrialAnswer {
        var body: JSONObject = ["naam": .string(name), "inhoud": .string(Base64.encode(bytes))]
        body["geheim"] = (secret ?? reported.secret).map { .string($0) }
        return try await hub.post("/v1/meldingen/\(reported.reference)/bewijsstukken", .object(body), as: actor)
    }

    @Test("who reported adds it, who decides reads it as a file that no browser runs, and nobody else sees that it is there")
    func whole() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(7)
            let added = try await Self.add(to: reported, at: hub)
            #expect(added.status == 201 && added.json["nummer"] == 1, "\(added.text)")

            let path = "/v1/zaken/\(reported.caseID)/bewijsstukken/1"
            for actor in [Cast.first, Cast.magistrate] {
                let file = try await hub.get(path, as: actor)
                #expect(file.status == 200 && file.bytes == Self.pdf)
                #expect(file.fields[.contentType] == "application/octet-stream")
                #expect(file.fields[.contentDisposition] == "attachment; filename=\"\(reported.caseID)-1.pdf\"")
                #expect(file.fields[.xContentTypeOptions] == "nosniff")
                #expect(file.fields[.contentSecurityPolicy]?.contains("sandbox") == true)
            }
            for actor in [Cast.supervisor, Cast.network, Cast.claims] { #expect(try await hub.get(path, as: actor).status == 403) }
            #expect(try await hub.get("/v1/zaken/\(reported.caseID)/bewijsstukken/2", as: Cast.first).status == 404)

            let shown = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first).json
            #expect(shown["bewijsstukken"]?[0]?["naam"] == "bon.pdf" && shown["bewijsstukken"]?[0]?["soort"] == "application/pdf")
            let supervised = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.supervisor)
            #expect(supervised.status == 200 && !supervised.text.contains("bon.pdf"))
            #expect(try await hub.follow(reported).json["bewijsstukken"]?[0]?["grootte"] == .integer(Int64(Self.pdf.count)))
        }
    }

    @Test("reading it leaves a line in the log of processing")
    func noted() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(7)
            _ = try await Self.add(to: reported, at: hub)
            let code = hub.core.secrets.subjectCode(of: try CaseID(reported.caseID))
            func count() async throws -> Int {
                try await hub.core.store.read { try $0.readings(ReadingQuery(register: .devices, subject: code, most: 10)).count }
            }
            let before = try await count()
            _ = try await hub.get("/v1/zaken/\(reported.caseID)/bewijsstukken/1", as: Cast.first)

            #expect(try await count() == before + 1)
        }
    }

    @Test("what is no PDF, JPEG or PNG by its bytes is refused whatever it is called; so are no Base 64 and a wrong secret")
    func refused() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(7)
            let size = hub.size()

            let page = try await Self.add(Array("<html><script>1</script>".utf8), name: "bon.pdf", to: reported, at: hub)
            #expect(page.status == 400 && page.faultFields == ["inhoud"])
            #expect(try await Self.add(name: "../bon.pdf", to: reported, at: hub).faultFields == ["naam"])
            let text = try await hub.post(
                "/v1/meldingen/\(reported.reference)/bewijsstukken",
                ["geheim": .string(reported.secret ?? ""), "naam": "x", "inhoud": "%%%%"])
            #expect(text.status == 400 && text.faultFields == ["inhoud"])
            #expect(try await Self.add(to: reported, at: hub, secret: "AAAA-BBBB-CCCC-DDDD").status == 404)
            #expect(try await Self.add(to: reported, at: hub, as: Cast.claims).status == 403)
            #expect(hub.size() == size)
        }
    }

    @Test("a file of a whole mebibyte is taken through the door for everybody, one byte more is not")
    func large() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(7)
            let whole = Self.pdf + [UInt8](repeating: 0x20, count: (1 << 20) - Self.pdf.count)

            #expect(try await Self.add(whole + [0x20], to: reported, at: hub).status == 400)
            let taken = try await Self.add(whole, to: reported, at: hub)
            #expect(taken.status == 201, "\(taken.text.prefix(300))")
            #expect(try await hub.get("/v1/zaken/\(reported.caseID)/bewijsstukken/1", as: Cast.first).bytes == whole)
        }
    }

    @Test("an insurer under mandate adds one to its own report")
    func insurer() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(TrialHub.theft(of: [7]), as: Cast.claims)
            let answer = try await Self.add(to: reported, at: hub, as: Cast.claims)

            #expect(answer.status == 201, "\(answer.text)")
        }
    }

    @Test("it goes with its case when the term ends: no byte of it is left in the store")
    func erased() async throws {
        let place = try TrialPlace()
        try await TrialHub.run(in: place) { hub in
            let reported = try await hub.report(7)
            _ = try await Self.add(to: reported, at: hub)
            try await hub.block(reported.caseID)
            try await hub.propose("unblock", in: reported.caseID)
            let id = try CaseID(reported.caseID)
            let stream = AttachmentStream.name(of: 1, in: id)
            #expect(try await hub.core.store.read { try $0.openIndexes(of: .devices, stream: stream).count } == 1)

            try await hub.tick(after: .days(400))

            #expect(try await hub.core.store.read { try $0.openIndexes(of: .devices, stream: stream) } == [])
            #expect(try await hub.get("/v1/zaken/\(id)/bewijsstukken/1", as: Cast.first).status >= 400)
        }
        #expect(try !place.holds(String(Base64.encode(Self.pdf).prefix(30))))
    }

    @Test("where it was bought and last seen is for who decides; the supervisor and the log of names do not have it")
    func confidential() async throws {
        try await TrialHub.run { hub in
            var body = TrialHub.theft(of: [7]).object ?? [:]
            body["gegevens"] = [
                "datum": "2026-03-01", "merk": "Voorbeeld", "aankoop": ["soort": "receipt", "verkoper": "Voorbeeld Winkel"],
                "locatie": ["breedte": 52.37022, "lengte": 4.89517, "moment": "2026-03-01T20:00:00Z"],
            ]
            let reported = try await hub.report(.object(body))

            let decider = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first).json["meldingen"]?[0]?["gegevens"]
            #expect(decider?["locatie"]?["breedte"] == 52.37022 && decider?["aankoop"]?["verkoper"] == "Voorbeeld Winkel")
            let supervisor = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.supervisor).json["meldingen"]?[0]?[
                "gegevens"]
            #expect(supervisor?["merk"] == "Voorbeeld" && supervisor?["locatie"] == nil && supervisor?["aankoop"] == nil)
        }
    }
}
