// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

@Suite("The emergency stop")
struct EmergencyStopTests {
    static let watcher = Actor.party(Cast.regulator, person: "r-1")
    static let other = Actor.party(Cast.regulator, person: "r-2")
    static let operatorPerson = Actor.party(Cast.operatorID, person: "o-1")

    private func stop(_ hub: TrialHub, as actor: Actor = watcher) async throws -> TrialAnswer {
        try await hub.post("/v1/noodstops", ["redenen": "De lijst klopt niet."], as: actor)
    }

    private func resume(_ hub: TrialHub, _ number: Int = 1, as actor: Actor = other) async throws -> TrialAnswer {
        try await hub.post("/v1/noodstops/\(number)/opheffingen", ["redenen": "Uitgezocht."], as: actor)
    }

    private func state(_ hub: TrialHub) async throws -> JSON { try await hub.get("/v1/verspreiding", as: Cast.supervisor).json }

    /// The subjects on the list, as a snapshot would have them.
    private func listed(_ hub: TrialHub) async throws -> [String] {
        try await hub.core.store.read { try $0.listed(on: .stolen, in: .devices, after: nil, most: 1_000).map(\.subject) }
    }

    @Test("during a stop decisions are taken and no version is made; ending it lets what waited go out in order")
    func story() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let before = hub.size()
            #expect(try await stop(hub).status == 201)
            #expect(try await hub.kinds(after: before) == ["emergency-stop"], "it is an entry of its own")
            let stopped = hub.size()
            let (second, third) = (try await hub.blocked(2), try await hub.blocked(3))

            #expect(try await hub.kinds(after: stopped).filter { Listing.kinds.contains($0) } == [])
            #expect(try await hub.kinds(after: stopped).filter { $0 == "wait" }.count == 2)
            #expect(try await listed(hub) == [TrialHub.subject(1)], "the list is what it was")
            let file = try await hub.get("/v1/zaken/\(second.caseID)", as: Cast.first).json
            #expect(file["fase"] == "in-force" && file["wachtend"]?[0]?["oorzaken"] == ["emergency-stop"])
            #expect(file["wachtend"]?[0]?["wat"] == "lijst" && file["wachtend"]?[0]?["aantalOnderwerpen"] == 1)
            #expect(try await hub.follow(second).json["wacht"] == true)
            let shown = try await state(hub)
            #expect(shown["stilgelegd"] == true && shown["wachtend"] == 2 && shown["door"] == "Voorbeeld Toezicht")
            #expect(try await hub.tick(after: .hours(1)) == 0, "the clock lets nothing go either")

            let ended = try await resume(hub)
            #expect(ended.status == 201 && ended.json["wachtend"] == 0 && ended.json["stilgelegd"] == false, "\(ended.text)")
            let subjects = try await hub.listings().map { $0.listed[.prohibited] ?? [] }
            #expect(subjects == [[TrialHub.subject(1)], [TrialHub.subject(2)], [TrialHub.subject(3)]])
            #expect(try await hub.get("/v1/zaken/\(third.caseID)", as: Cast.first).json["wachtend"] == [])
            #expect(try await hub.follow(third).json["wacht"] == false)
            let compliance = try await hub.follow(third).json["uitvoering"]?.array ?? []
            #expect(compliance.allSatisfy { $0["versie"] == 3 } && compliance.count == 2)
        }
    }

    @Test("a release waits too, and an upheld objection; a block that was released meanwhile never goes out")
    func releases() async throws {
        try await TrialHub.run { hub in
            let (first, second) = (try await hub.blocked(1), try await hub.blocked(2))
            #expect(try await stop(hub).status == 201)
            #expect(try await hub.propose("unblock", in: first.caseID).json["fase"] == "closed")
            #expect(try await hub.object(to: second.caseID).status == 201)
            let upheld = try await hub.post(
                "/v1/zaken/\(second.caseID)/bezwaren/1/beslissingen", ["gegrond": true, "redenen": "Terecht."],
                as: Cast.third)
            #expect(upheld.status == 201, "\(upheld.text)")
            let third = try await hub.blocked(3)
            #expect(try await hub.propose("unblock", in: third.caseID).json["fase"] == "closed")
            #expect(try await listed(hub) == [TrialHub.subject(1), TrialHub.subject(2)])
            let versions = try await hub.listings().count

            #expect(try await resume(hub).status == 201)

            #expect(try await listed(hub) == [])
            let new = try await hub.listings().dropFirst(versions)
            #expect(new.map(\.released) == [[TrialHub.subject(1)], [TrialHub.subject(2)]])
            #expect(new.allSatisfy { $0.listed.isEmpty }, "the third was never listed")
        }
    }

    @Test("who may: a person who supervises or administers; not a system, not who decides, not who pulled it for ending it")
    func rights() async throws {
        try await TrialHub.run { hub in
            for (actor, status, code) in [
                (Cast.supervisor, 403, "person-needed"), (Cast.admin, 403, "person-needed"), (Cast.first, 403, "no-mandate"),
                (Cast.network, 403, "no-mandate"), (Cast.nobody, 403, "no-mandate"),
            ] {
                let answer = try await stop(hub, as: actor)
                #expect(answer.status == status && answer.code == code, "\(actor) \(answer.text)")
            }
            #expect(try await hub.get("/v1/verspreiding", as: Cast.nobody).status == 403)
            #expect(try await resume(hub).status == 404)
            #expect(try await stop(hub, as: Self.operatorPerson).status == 201)
            #expect(try await stop(hub).status == 409)
            let own = try await resume(hub, as: Self.operatorPerson)
            #expect(own.status == 403 && own.code == "same-person")
            #expect(try await resume(hub, 2).status == 404)
            #expect(try await resume(hub).status == 201)
            #expect(try await resume(hub).status == 409)
            #expect(try await stop(hub).json["nummer"] == 2)
        }
    }

    @Test("it survives a restart: nothing goes out after it, and what waited goes out in order when it ends")
    func restart() async throws {
        let place = try TrialPlace()
        try await TrialHub.run(in: place) { hub in
            #expect(try await stop(hub).status == 201)
            for phone in 1...3 { _ = try await hub.blocked(phone) }
        }
        let clock = ManualTimekeeper(at: TrialHub.start + .days(2))
        try await TrialHub.run(in: place, at: clock) { hub in
            #expect(try await state(hub)["stilgelegd"] == true)
            _ = try await hub.blocked(4)
            try await hub.tick()
            #expect(try await hub.listings().isEmpty)
            #expect(try await resume(hub).status == 201)
            let subjects = try await hub.listings().map { $0.listed[.prohibited] ?? [] }
            #expect(subjects == (1...4).map { [TrialHub.subject($0)] })
        }
    }

    @Test("after a long stop the clock lets the rest go, piece by piece, and what is decided meanwhile goes behind it")
    func pieces() async throws {
        try await TrialHub.run { hub in
            #expect(try await stop(hub).status == 201)
            for phone in 1...450 {
                try await hub.perform("blocked") { scope in
                    let draft = ReportDraft(
                        register: .devices, kind: .theft, subjects: [TrialHub.imei(phone)], details: ["datum": "2026-03-01"],
                        random: UInt64(phone))
                    let id = try scope.report(draft, by: .citizen).caseID
                    let (state, register) = try scope.existingCase(id)
                    let proposed = try scope.run(
                        .decide(.block, reasons: "r", addressees: []), in: state, of: register,
                        by: try scope.warrant(Cast.first, to: .decide, in: register))
                    try scope.run(
                        .confirm(1), in: proposed, of: register, by: try scope.warrant(Cast.second, to: .confirm, in: register))
                }
            }
            #expect(try await state(hub)["wachtend"] == 450)
            #expect(try await resume(hub).json["wachtend"] == 250)
            _ = try await hub.blocked(451)
            #expect(try await state(hub)["wachtend"] == 251)
            try await hub.tick()
            try await hub.tick()
            #expect(try await state(hub)["wachtend"] == 0)
            let subjects = try await hub.listings().flatMap { $0.listed[.prohibited] ?? [] }
            #expect(subjects == (1...451).map { TrialHub.subject($0) })
            _ = try await hub.blocked(452)
            #expect(try await hub.listings().count == 452, "from then on nothing waits")
        }
    }

    @Test("no term of a measure runs against providers during a stop; after it the term begins anew")
    func terms() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            hub.clock.advance(by: .minutes(30))
            #expect(try await stop(hub).status == 201)

            #expect(try await hub.tick(after: .days(10)) == 0, "no step of a ladder is taken")
            let during = try await hub.measure(of: Cast.telecom)
            #expect(during["teLaat"] == false && during["stappen"] == [])
            let missed = try await hub.get("/v1/nalevingstijden", as: Cast.supervisor).json["deelnemers"]?.array ?? []
            #expect(missed.allSatisfy { $0["gemist"] == 0 } && missed.count == 2)

            #expect(try await resume(hub).status == 201)
            let end = hub.clock.now()
            let after = try await hub.measure(of: Cast.telecom)
            #expect(after["uiterlijk"] == .string((end + .hours(1)).description))
            try await hub.tick(after: .hours(2))
            let late = try await hub.measure(of: Cast.telecom)
            #expect(late["teLaat"] == true && late["stappen"] == ["reminder"])
            let file = try await hub.get("/v1/nalevingsdossiers/\(Cast.telecom)", as: Cast.supervisor).json
            #expect(file["maatregelen"]?[0]?["gemist"]?.array?.count == 1)
        }
    }

    @Test("followers are told in the greeting and in heartbeats, and get no version")
    func followers() async throws {
        try await TrialHub.run { hub in
            #expect(try await stop(hub).status == 201)
            let since = JSON.string(TrialHub.start.description)
            let at = try #require(hub.core.board.distribution(of: .devices).stop?.at)
            let hello = try #require(
                TrialEvent(StreamFrame.greeting(origin: "o", key: "k", lists: [], size: 1, stopped: at)))
            let beat = try #require(TrialEvent(StreamFrame.heartbeat(nil, now: nil, stopped: at)))
            #expect(hello.data["stopped"] == since && beat.data["stopped"] == since)
            let leaf = try await hub.core.store.read { try $0.entries(of: .devices, in: 0..<1_000).last?.leaf }
            #expect(leaf?.kind == "emergency-stop")
            let own = try #require(TrialEvent(StreamFrame.greeting(origin: "o", key: "k", lists: [], size: 1)))
            #expect(own.data["stopped"] == nil, "without a stop nothing is said, as before")
        }
    }

    @Test("a party's report does not join a case in which something waits")
    func joining() async throws {
        try await TrialHub.run { hub in
            #expect(try await stop(hub).status == 201)
            let reported = try await hub.report(TrialHub.theft(of: [1]), as: Cast.claims)
            try await hub.block(reported.caseID)
            let more = try await hub.report(TrialHub.theft(of: [1, 2]), as: Cast.claims)
            #expect(more.caseID != reported.caseID)
            #expect(try await resume(hub).status == 201)
            #expect(try await listed(hub) == [TrialHub.subject(1)], "only what was decided on")
        }
    }
}
