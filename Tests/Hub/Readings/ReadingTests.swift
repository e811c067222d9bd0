// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import FoundationEssentials
import HTTPTypes
import Ledger
import Store
import Synchronization
import Testing

@testable import Hub

@Suite("Every reading of a case is a line in the log of processing")
struct ReadingTests {
    private func lines(_ hub: TrialHub) async throws -> [StoredReading] {
        try await hub.core.store.read { try $0.readings(ReadingQuery(register: .devices, most: 100)) }
    }

    @Test("reading a case writes who, in which role, under which mandate, for what and on which basis, before it is shown")
    func line() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let size = hub.size()

            let answer = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.second)

            #expect(answer.status == 200)
            let line = try #require(try await lines(hub).first)
            #expect(try await lines(hub).count == 1)
            #expect(line.warrant.party == Cast.police && line.warrant.person == "p-2")
            #expect(line.warrant.role == .police && line.warrant.mandate == Cast.mandate(of: Cast.police))
            #expect(line.warrant.purpose == Cast.purpose && line.warrant.basis == "Voorbeeldwet art. 1")
            #expect(line.operation == "toonZaak")
            #expect(line.activity == "urn:schakel:verwerkingsactiviteit:devices:zaak-inzien:1")
            #expect(line.startedAt == hub.clock.now() && line.endedAt >= line.startedAt)
            #expect(line.trace.count == 16 && line.span.count == 8 && line.parent == nil && line.foreignSpan == nil)
            #expect(hub.size() == size, "reading is no entry in the ledger")
        }
    }

    @Test(
        "for whom the line stands is a code of the case's number that only the hub can make; neither number nor device stands in it"
    )
    func pseudonym() async throws {
        let place = try TrialPlace()
        try await TrialHub.run(in: place) { hub in
            let (one, other) = (try await hub.report(1), try await hub.report(2))
            for id in [one.caseID, one.caseID, other.caseID] { _ = try await hub.get("/v1/zaken/\(id)", as: Cast.first) }

            let subjects = try await lines(hub).compactMap(\.subject)
            let id = try CaseID(one.caseID)

            #expect(subjects.count == 3)
            #expect(Set(subjects).count == 2)
            #expect(subjects.contains(hub.core.secrets.subjectCode(of: id)))
            #expect(HubSecrets.random().subjectCode(of: id) != subjects.last)
            for line in try await lines(hub) {
                let text = "\(line)"
                #expect(!text.contains(one.caseID) && !text.contains(other.caseID) && !text.contains(TrialHub.subject(1)))
            }
        }
    }

    @Test("what is refused or is not there leaves no line: nothing was read")
    func refused() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)

            #expect(try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.network).status == 403)
            #expect(try await hub.get("/v1/zaken/DV-0000-0000-0000", as: Cast.first).status == 404)
            #expect(try await hub.get("/v1/zaken", as: Cast.first).status == 200)

            #expect(try await lines(hub).isEmpty, "the worklist shows no device and no words")
        }
    }

    @Test("who reads only to supervise has a line too")
    func supervisor() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            _ = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.supervisor)

            let line = try #require(try await lines(hub).first)
            #expect(line.warrant.party == Cast.regulator && line.warrant.person == nil && line.warrant.role == .regulator)
        }
    }

    @Test("without its line nothing is shown: a store that cannot be written answers 503, and the case stays unread")
    func noLineNoReading() async throws {
        let made = Mutex<FaultyStore?>(nil)
        let wrap = { (inner: any Store) -> any Store in
            let faulty = FaultyStore(inner)
            made.withLock { $0 = faulty }
            return faulty
        }
        try await TrialHub.run(wrap: wrap) { hub in
            let store = try #require(made.withLock { $0 })
            let reported = try await hub.report(1)
            for fault in [FaultyStore.Fault.atOnce, .atCommit] {
                store.fail(fault)
                let answer = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first)
                store.fail(nil)

                #expect(answer.status == 503)
                #expect(!answer.text.contains(TrialHub.subject(1)))
                #expect(try await lines(hub).isEmpty)
            }
            #expect(try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first).status == 200)
            #expect(try await lines(hub).count == 1)
        }
    }

    @Test("the caller's own trace goes on in the line, and without one every reading has a trace of its own")
    func traces() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let path = "/v1/zaken/\(reported.caseID)"
            let told = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            _ = try await hub.call(.get, path, as: Cast.first, fields: [HTTPField.Name("traceparent")!: told])
            hub.clock.advance(by: .seconds(1))
            _ = try await hub.call(.get, path, as: Cast.first, fields: [HTTPField.Name("traceparent")!: "nonsense"])
            hub.clock.advance(by: .seconds(1))
            _ = try await hub.get(path, as: Cast.first)

            let lines = try await lines(hub)
            #expect(lines.last.map { Hexadecimal.encode($0.trace) } == "4bf92f3577b34da6a3ce929d0e0e4736")
            #expect(lines.last?.foreignSpan.map { Hexadecimal.encode($0) } == "00f067aa0ba902b7")
            #expect(Set(lines.map(\.trace)).count == 3 && Set(lines.map(\.span)).count == 3)
            #expect(lines.prefix(2).allSatisfy { $0.foreignSpan == nil })
        }
    }

    @Test("what shows several cases has a line for each, under one for the whole; what finds nothing has that one alone")
    func several() async throws {
        try await TrialHub.run { hub in
            let ids = [try CaseID(try await hub.report(1).caseID), try CaseID(try await hub.report(1).caseID)]
            func search(_ phone: Int) async throws -> TrialAnswer {
                try await hub.post("/v1/zaken/_zoek", ["onderwerp": .string(TrialHub.imei(phone))], as: Cast.first)
            }
            #expect(try await search(1).json["zaken"]?.array?.count == 2)
            let several = try await lines(hub)
            hub.clock.advance(by: .seconds(1))
            #expect(try await search(2).json["zaken"] == [])
            let none = try #require(try await lines(hub).first)

            let whole = try #require(several.first { $0.parent == nil })
            let parts = several.filter { $0.parent != nil }
            #expect(several.count == 3 && whole.subject == nil)
            #expect(parts.allSatisfy { $0.parent == whole.span && $0.trace == whole.trace })
            #expect(Set(parts.compactMap(\.subject)) == Set(ids.map { hub.core.secrets.subjectCode(of: $0) }))
            #expect(none.subject == nil && none.parent == nil && none.operation == "zoekZaken")
            #expect(none.activity == "urn:schakel:verwerkingsactiviteit:devices:zaak-zoeken:1")
        }
    }

    @Test("a party's own export notes each case of which it shows something, once for a piece, under one trace")
    func export() async throws {
        try await TrialHub.run { hub in
            let one = try await hub.report(TrialHub.theft(of: [1]), as: Cast.network)
            _ = try await hub.report(2)
            let other = try await hub.report(TrialHub.theft(of: [3]), as: Cast.network)

            let table = try await hub.get("/v1/uitvoer/handelingen", as: Cast.network)
            #expect(table.status == 200)
            #expect(try await lines(hub).isEmpty, "the table has numbers only")
            let export = try await hub.get("/v1/uitvoer", as: Cast.network)

            #expect(export.status == 200 && export.text.contains(TrialHub.subject(1)))
            let lines = try await lines(hub)
            let codes = try [one, other].map { hub.core.secrets.subjectCode(of: try CaseID($0.caseID)) }
            #expect(Set(lines.compactMap(\.subject)) == Set(codes))
            #expect(lines.count == 3 && Set(lines.map(\.trace)).count == 1)
            #expect(lines.allSatisfy { $0.warrant.party == Cast.telecom && $0.operation == "toonUitvoer" })
        }
    }

    @Test("every operation by which parties read something of a case notes it, and so does none that shows nothing of one")
    func operations() async throws {
        try await TrialHub.run(peopled: false) { hub in
            let endpoints = hub.core.endpoints
            let noting = Set(endpoints.filter { $0.notesReading || $0.id == "zoekZaken" }.map(\.id))
            let reading = endpoints.filter { $0.path.contains("{zaak}") && $0.method == .get }

            #expect(noting == ["toonUitvoer", "toonZaak", "zoekZaken", "toonBewijs", "toonVragen"])
            #expect(!reading.isEmpty)
            for endpoint in reading { #expect(noting.contains(endpoint.id), "\(endpoint.id) shows a case and notes no reading") }
        }
    }

    @Test("many readings at once are all there, and readings and acts do not hinder each other")
    func concurrent() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let size = hub.size()
            try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<100 {
                    group.addTask { try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first).status }
                    if number.isMultiple(of: 10) {
                        group.addTask { try await hub.post("/v1/meldingen", TrialHub.theft(of: [100 + number])).status }
                    }
                }
                let statuses = try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
                #expect(statuses == [200: 100, 201: 10])
            }

            #expect(try await lines(hub).count == 100)
            #expect(hub.size() == size + 10)
        }
    }

    @Test("when the case is erased the lines stay, and no longer say for whom they stand, in no file of the store")
    func erasure() async throws {
        let place = try TrialPlace()
        try await TrialHub.run(in: place) { hub in
            let reported = try await hub.report(1)
            let other = try await hub.report(2)
            for id in [reported.caseID, other.caseID] { _ = try await hub.get("/v1/zaken/\(id)", as: Cast.first) }
            let code = hub.core.secrets.subjectCode(of: try CaseID(reported.caseID))
            let otherCode = hub.core.secrets.subjectCode(of: try CaseID(other.caseID))
            try await hub.propose("dismiss", in: reported.caseID)
            try await hub.core.store.scrub()
            func files(with bytes: [UInt8]) throws -> [String] {
                try FileManager.default.contentsOfDirectory(atPath: place.folder).filter {
                    FileManager.default.contents(atPath: place.folder + "/" + $0).map { Data($0).contains(bytes) } ?? false
                }
            }
            #expect(try files(with: code).isEmpty == false, "the search itself must find it first")

            try await hub.tick(after: .days(200))
            try await hub.core.store.scrub()

            let lines = try await lines(hub)
            #expect(Set(lines.map(\.subject)) == [nil, otherCode])
            #expect(lines.allSatisfy { $0.warrant.person == "p-1" })
            #expect(try files(with: code).isEmpty)
            #expect(try files(with: otherCode).isEmpty == false)
        }
    }

    @Test("lines go when their term is over, a whole day at a time, and not before")
    func retention() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            _ = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first)
            try await hub.tick(after: .days(1))
            _ = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first)
            let day = Span.days(1).milliseconds
            let midnight = Instant(milliseconds: (TrialHub.start.milliseconds / day + 1) * day)
            let end = Term.years(3).end(from: midnight)

            try await hub.tick(after: end - hub.clock.now())
            #expect(try await lines(hub).count == 2)

            try await hub.tick(after: .milliseconds(1))
            #expect(try await lines(hub).count == 1)

            try await hub.tick(after: .days(3))
            #expect(try await lines(hub).isEmpty)
        }
    }
}
