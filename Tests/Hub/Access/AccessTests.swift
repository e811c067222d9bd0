// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@testable import Hub

/// The access of an endpoint, apart from any endpoint.
@Suite("Who may use an endpoint")
struct AccessTests {
    private static let kept = Registry.trial

    private func call(
        _ access: Access, as actor: Actor, _ body: JSON = [:], path: [String: String] = [:], query: [String: String] = [:],
        isOpenDoor: Bool = false
    ) -> Result<Admission, Refusal> {
        let call = Call(actor: actor, parameters: path, query: query, body: body, key: nil, isOpenDoor: isOpenDoor)
        do {
            return .success(try access.admit(call, registry: AccessTests.kept, registers: .all, at: TrialHub.start))
        } catch {
            return .failure(error)
        }
    }

    private func code(_ result: Result<Admission, Refusal>) -> RefusalCode? {
        if case .failure(let refusal) = result { refusal.code } else { nil }
    }

    @Test("a call that the hub has not let through may be made by nobody")
    func nobody() {
        #expect(code(call(.nobody, as: Cast.admin)) == .unidentified)
        #expect(code(call(.nobody, as: .citizen, isOpenDoor: true)) == .unidentified)
        #expect(Access.nobody.doors == [])
    }

    @Test("the doors that show an endpoint are those through which somebody may")
    func doors() {
        #expect(Access.everybody.doors == [.open, .parties])
        #expect(Access.secret.doors == .open)
        #expect(Access.registered.doors == .parties)
        #expect(Access.rights(.report, in: .field).and(.secret, on: .report).doors == [.open, .parties])
    }

    @Test("through the door for everybody the parties' rule does not count, and the other way round")
    func eachDoorItsRule() {
        let both = Access.rights(.report, in: .field).and(.everybody, on: .report)

        #expect(code(call(both, as: .citizen, isOpenDoor: true)) == nil)
        #expect(code(call(both, as: .citizen)) == .unidentified)
        #expect(code(call(.secret, as: Cast.first)) == .unidentified)
        #expect(code(call(.registered, as: .citizen, isOpenDoor: true)) == .unidentified)
    }

    @Test("the first right that fits is the one with which the call is made")
    func firstRight() throws {
        let access = Access.rights(.supervise, .decide, .comply, in: .field)

        let police = try call(access, as: Cast.first).get()
        let regulator = try call(access, as: Cast.supervisor).get()
        #expect(police.right == .decide)
        #expect(police.register?.policy.register == .devices)
        #expect(police.warrant?.role == .police)
        #expect(regulator.right == .supervise)
        #expect(code(call(access, as: Cast.claims)) == .noMandate)
    }

    @Test("which register it is about stands where the endpoint says, and one that is not there is unknown to everybody")
    func places() {
        func outcome(_ place: RegisterPlace, _ body: JSON = [:], _ path: [String: String] = [:]) -> RefusalCode? {
            code(call(.rights(.decide, in: place), as: Cast.first, body, path: path))
        }

        #expect(outcome(.field) == nil)
        #expect(outcome(.field, ["register": "devices"]) == nil)
        #expect(outcome(.field, ["register": "parties"]) == .unknown)
        #expect(outcome(.log, [:], ["logboek": "devices"]) == nil)
        #expect(outcome(.log, [:], ["logboek": "parties"]) == .unknown)
        #expect(outcome(.caseNumber, [:], ["zaak": "DV-7K3M-Q9TX-2HRA"]) == nil)
        #expect(outcome(.caseNumber, [:], ["zaak": "XX-7K3M-Q9TX-2HRA"]) == .unknown)
        #expect(outcome(.caseNumber, [:], ["zaak": "x"]) == .invalid)
        #expect(outcome(.report, [:], ["melding": "DV-7K3M-Q9TX-2HRA-1"]) == nil)
        #expect(outcome(.report, [:], ["melding": "DV-7K3M-Q9TX-2HRA-0"]) == .invalid)
        #expect(outcome(.measure, ["maatregel": "devices/stolen/kvk:00000011"]) == nil)
        #expect(outcome(.measure, ["maatregel": "/"]) == .unknown)
        #expect(outcome(.any) == nil)
    }

    @Test("a query names the register too, and goes before the body")
    func query() {
        let unknown = call(.rights(.decide, in: .field), as: Cast.first, ["register": "devices"], query: ["register": "x"])

        #expect(code(unknown) == .unknown)
    }

    @Test("roles are those of the policy: of the right, of this kind of decision, of this kind of report")
    func roles() {
        func roles(_ rule: RoleRule, _ right: Right, _ kind: String? = nil) -> Set<Role> {
            rule.roles(for: right, in: Devices.standard, of: .about(kind))
        }

        #expect(roles(.ofRight, .confirm, "block") == [.police, .prosecutor])
        #expect(roles(.ofRight, .comply) == [.provider])
        #expect(roles(.ofRight, .supervise) == [.regulator])
        #expect(roles(.ofRight, .check) == [.retailer, .insurer, .provider])
        #expect(roles(.ofRight, .administer) == [])
        #expect(roles(.decidersOfKind, .decide, "block") == [.police, .prosecutor])
        #expect(roles(.decidersOfKind, .decide, "fly") == [.police, .prosecutor])
        #expect(roles(.reportersOfKind(.opening), .report, "theft") == [.police, .provider, .insurer])
        #expect(RoleRule.reportersOfKind(.following).kinds(in: Devices.standard).map(\.code) == ["recovery"])
        #expect(RoleRule.decidersOfKind.kinds(in: Devices.standard).map(\.code) == ["block", "dismiss", "track", "unblock"])
        #expect(RoleRule.ofRight.kinds(in: Devices.standard).isEmpty)
    }

    @Test("who comes without a mandate stands on the basis of the policy, and on none where the policy has none")
    func publicBasis() throws {
        func basis(_ access: Access, _ kind: String) throws -> String? {
            try call(access, as: .citizen, ["soort": .string(kind)], isOpenDoor: true).get().warrant?.basis
        }
        let report = Access.rights(.report, in: .field).and(.everybody, on: .report)

        #expect(try basis(report, "theft") == Devices.standard.reports[.theft]?.publicBasis)
        #expect(try basis(report, "fly") == "none")
        let forParties = call(report, as: .citizen, ["soort": "consignment"], isOpenDoor: true)
        #expect(code(forParties) == .noMandate)
        #expect(
            try basis(.rights(.report, in: .field).and(.secret, on: .objection), "") == Devices.standard.objection.basis)
        #expect(try basis(.everybody, "theft") == nil)
        #expect(code(call(report, as: .citizen, ["register": "x"], isOpenDoor: true)) == .unknown)
    }

    @Test("a right that came with the wrong role is of no use; a system is no person")
    func roleAndPerson() {
        let personal = Access.rights(.decide, in: .field, needsPerson: true)

        #expect(code(call(.rights(.supervise, in: .field), as: .party(Cast.muddle, person: "x"))) == .noMandate)
        #expect(code(call(.rights(.supervise, in: .field), as: Cast.supervisor)) == nil)
        #expect(code(call(.administrators, as: .party(Cast.muddle, person: "x"))) == .noMandate)
        #expect(code(call(personal, as: Cast.policeSystem)) == .personNeeded)
        #expect(code(call(personal, as: Cast.first)) == nil)
    }

    @Test("one of several ways is enough, and who has none is told of the first")
    func oneOf() {
        #expect(code(call(.overseers, as: Cast.admin)) == nil)
        #expect(code(call(.overseers, as: Cast.supervisor)) == nil)
        guard case .failure(let refusal) = call(.overseers, as: Cast.first) else {
            Issue.record("the police oversees")
            return
        }
        #expect(refusal.code == .noMandate)
        #expect(refusal.reason.contains("administer"))
    }

    @Test("a person whose rights ended may not even see what every party may, and still what everybody may")
    func ended() {
        let former = Actor.party(Cast.police, person: "p-9")

        #expect(code(call(.registered, as: former)) == .noMandate)
        #expect(code(call(.everybody, as: former)) == nil)
        #expect(code(call(.registered, as: Cast.first)) == nil)
    }

    @Test("whoever is no party is nobody at the parties' door, whatever is asked")
    func stranger() {
        for access in [Access.everybody, .registered, .administrators, .managers, .overseers, .rights(.decide, in: .any)] {
            #expect(code(call(access, as: .party(Cast.stranger, person: "x"))) == .unidentified)
            #expect(code(call(access, as: .citizen)) == .unidentified)
            #expect(code(call(access, as: .clock)) == .unidentified)
        }
    }

    @Test("persons are managed by the manager of the own party and by the operator, and nobody manages himself")
    func managers() {
        let body: JSON = ["deelnemer": .string(Cast.police.description), "persoon": "p-5"]
        let chief = Actor.party(Cast.police, person: "p-8")

        #expect(code(call(.managers, as: chief, body)) == nil)
        #expect(code(call(.managers, as: chief, ["deelnemer": .string(Cast.police.description), "persoon": "p-8"])) == .samePerson)
        #expect(
            code(call(.managers, as: chief, ["deelnemer": .string(Cast.telecom.description), "persoon": "t-1"])) == .noMandate)
        #expect(code(call(.managers, as: Cast.first, body)) == .noMandate)
        #expect(code(call(.managers, as: Cast.admin, body)) == nil)
        #expect(code(call(.managers, as: Cast.admin, ["deelnemer": "x", "persoon": "y"])) == .invalid)
    }

    @Test("an act in person is for whom it names, and for no system of his")
    func inPerson() {
        let watcher = Actor.party(Cast.regulator, person: "r-1")

        #expect(code(call(.stoppers, as: watcher, [:])) == nil)
        #expect(code(call(.stoppers, as: Cast.supervisor, [:])) == .personNeeded)
        #expect(code(call(.stoppers, as: Cast.admin, [:])) == .personNeeded)
        #expect(code(call(.stoppers, as: .party(Cast.operatorID, person: "o-1"), [:])) == nil)
        #expect(code(call(.stoppers, as: Cast.policeSystem, [:])) == .noMandate, "who may not is not asked for a person")
        #expect(Access.stoppers.words.hasSuffix("; alleen een persoon, geen systeem."))
        let json = Access.stoppers.json["deelnemers"]
        #expect(json?["persoon"] == true && json?["een"]?.array?.count == 2)
    }

    @Test("the words name every right by its word and its code, the place, the roles and whether a person is needed")
    func words() {
        let access = Access.rights(.decide, .confirm, in: .caseNumber, needsPerson: true).and(
            .secret, on: .objection)

        #expect(
            access.words
                == "Open deur: wie het nummer en het geheim van de melding weet. Deelnemersdeur: wie in het register van de zaak mag "
                + "besluiten (decide) of bevestigen (confirm); in een rol die dat in het register doet; "
                + "alleen een persoon, geen systeem.")
        #expect(
            access.json == [
                "open": "geheim",
                "deelnemers": [
                    "wie": "mandaat", "rechten": ["decide", "confirm"], "register": "zaak", "rollen": "van-recht",
                    "persoon": true,
                ],
            ])
        #expect(Access.overseers.json["deelnemers"]?["een"]?.array?.count == 2)
    }

    @Test("the document says of every operation who may, as data and in words")
    func document() async throws {
        try await TrialHub.run(peopled: false) { hub in
            let paths = try await hub.get("/v1/openapi.json").json["paths"]?.object ?? [:]
            let operations = paths.flatMap { path in (path.value.object ?? [:]).map(\.value) }
            let byID = Dictionary(hub.core.endpoints.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

            #expect(operations.count > 20)
            for operation in operations {
                let endpoint = try #require(byID[operation["operationId"]?.string ?? ""])
                #expect(operation["x-toegang"] == endpoint.access.json)
                #expect(operation["description"]?.string == endpoint.access.words)
                #expect(["lezen", "handelen", "besluiten"].contains(operation["x-gewicht"]?.string ?? ""))
            }
        }
    }
}

extension Cast {
    /// Has every right, in a role that has nothing to do with most of them.
    fileprivate static let muddle = party("kvk:00000014")
}

extension Call {
    /// A call whose body names a kind.
    fileprivate static func about(_ kind: String?) -> Call {
        Call(
            actor: .citizen, parameters: [:], query: [:], body: kind.map { ["soort": .string($0)] } ?? [:], key: nil,
            isOpenDoor: false)
    }
}

extension Registry {
    /// The cast with its mandates, a manager of persons of the police and a person whose rights have ended.
    fileprivate static var trial: Registry {
        var registry = Registry()
        let (warrant, now) = (Warrant.clock(purpose: PartyDecider.purpose), TrialHub.start)
        func grant(_ id: PartyID, _ register: RegisterName, _ rights: Set<Right>, _ purpose: String) {
            let mandate = Mandate(
                number: registry.mandates.count + 1, party: id, register: register, rights: rights, purpose: purpose,
                basis: "art. 1",
                from: now, until: nil)
            registry.apply(.granted(mandate, by: warrant, at: now))
        }
        registry.apply(.registered(Party(id: Cast.operatorID, name: "x", roles: [.hub], registeredAt: now), by: warrant))
        grant(Cast.operatorID, .parties, [.administer], PartyDecider.purpose)
        for (id, name, role, rights) in Cast.all {
            registry.apply(.registered(Party(id: id, name: name, roles: [role], registeredAt: now), by: warrant))
            if !rights.isEmpty { grant(id, .devices, rights, Cast.purpose) }
        }
        registry.apply(.registered(Party(id: Cast.muddle, name: "x", roles: [.insurer], registeredAt: now), by: warrant))
        grant(Cast.muddle, .devices, Set(Right.known.keys), Cast.purpose)
        grant(Cast.muddle, .parties, Set(Right.known.keys), PartyDecider.purpose)
        for (person, rights) in [("p-8", [.administer]), ("p-9", [])] as [(String, Set<Right>)] {
            registry.apply(
                .personAdmitted(
                    Member(
                        party: Cast.police, person: person, code: String(repeating: "a", count: 31) + person.suffix(1),
                        rights: rights,
                        branch: nil, until: nil), by: warrant, at: now))
        }
        return registry
    }
}
