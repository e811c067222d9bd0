// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("Certificates and edges")
struct CredentialTests {
    private let until = Trial.at("2027-01-05T08:00:00Z")

    private func credential(_ fingerprint: String, _ party: PartyID = People.police, person: String? = nil) -> Credential {
        Credential(fingerprint: fingerprint, party: party, person: person, until: until)
    }

    @Test("an admitted certificate is known by its fingerprint")
    func admits() throws {
        var trial = try TrialRegistry.police()
        let mine = credential("aa", person: "p-1")

        let events = try trial.act(.admit(mine))

        #expect(events == [.admitted(mine, by: TrialRegistry.operating, at: TrialRegistry.start)])
        #expect(trial.registry.credentials == ["aa": mine])
    }

    @Test("a certificate of a party that is not registered is not admitted")
    func unknownParty() throws {
        let trial = try TrialRegistry.police()

        let refusal = trial.refusal(of: .admit(credential("aa", People.telecom)))

        #expect(refusal?.code == .unknown)
        #expect(refusal?.faults.map(\.field) == ["deelnemer"])
    }

    @Test("a certificate is admitted once, for one party")
    func admittedTwice() throws {
        var trial = try TrialRegistry.police()
        try trial.act(.register(People.telecom, name: "Voorbeeld Telecom", roles: [.provider]))
        try trial.act(.admit(credential("aa")))

        for again in [credential("aa"), credential("aa", People.telecom)] {
            #expect(trial.refusal(of: .admit(again))?.code == .duplicate)
        }
        #expect(trial.refusal(of: .admit(credential("bb"))) == nil)
    }

    @Test("a revoked certificate cannot come back")
    func revokedStaysOut() throws {
        var trial = try TrialRegistry.police()
        try trial.act(.admit(credential("aa")))

        let events = try trial.act(.revoke(fingerprint: "aa", reasons: "key lost"))

        #expect(
            events == [.revoked(fingerprint: "aa", reasons: "key lost", by: TrialRegistry.operating, at: TrialRegistry.start)]
        )
        #expect(trial.registry.credentials.isEmpty)
        #expect(trial.registry.revoked == ["aa"])
        #expect(trial.refusal(of: .admit(credential("aa")))?.faults.map(\.field) == ["certificaat"])
        #expect(trial.refusal(of: .admit(credential("aa")))?.code == .duplicate)
    }

    @Test("only an admitted certificate can be revoked, with reasons")
    func revokes() throws {
        var trial = try TrialRegistry.police()
        try trial.act(.admit(credential("aa")))

        #expect(trial.refusal(of: .revoke(fingerprint: "bb", reasons: "r"))?.code == .unknown)
        #expect(trial.refusal(of: .revoke(fingerprint: "aa", reasons: ""))?.faults.map(\.field) == ["redenen"])
        try trial.act(.revoke(fingerprint: "aa", reasons: "r"))
        #expect(trial.refusal(of: .revoke(fingerprint: "aa", reasons: "r"))?.code == .unknown)
    }

    @Test("a party registers its edge under a key that names both")
    func edge() throws {
        var trial = try TrialRegistry.police()
        let key = "kvk:00000011/ams-1+0badc0de+AAAA"

        let events = try trial.act(.registerEdge(name: "ams-1", verifierKey: key), by: People.provider)

        let edge = EdgeNode(party: People.telecom, name: "ams-1", verifierKey: key, registeredAt: TrialRegistry.start)
        #expect(events == [.edgeRegistered(edge, by: People.provider)])
        #expect(trial.registry.edges == [People.telecom: ["ams-1": edge]])
        #expect(EdgeNode.keyName(party: People.telecom, edge: "ams-1") == "kvk:00000011/ams-1")
    }

    @Test(
        "a key with another name than the party's and the edge's is refused",
        arguments: [
            "kvk:00000012/ams-1+0badc0de+AAAA", "kvk:00000011/ams-2+0badc0de+AAAA", "kvk:00000011/ams-10+0badc0de+AAAA", "ams-1",
            "",
        ]
    )
    func keyName(key: String) {
        let refusal = TrialRegistry().refusal(of: .registerEdge(name: "ams-1", verifierKey: key), by: People.provider)

        #expect(refusal?.faults == [Fault("sleutel", "The name of the key must be kvk:00000011/ams-1.")])
    }

    @Test("registering an edge again with the same key gives no event; with a new key it replaces the old")
    func edgeAgain() throws {
        var trial = TrialRegistry()
        let command = PartyCommand.registerEdge(name: "ams-1", verifierKey: "kvk:00000011/ams-1+0badc0de+AAAA")
        try trial.act(command, by: People.provider)
        let before = trial.registry

        #expect(try trial.act(command, by: People.provider, at: until).isEmpty)
        #expect(trial.registry == before)

        let renewed = PartyCommand.registerEdge(name: "ams-1", verifierKey: "kvk:00000011/ams-1+0badc0de+BBBB")
        #expect(try trial.act(renewed, by: People.provider, at: until).count == 1)
        #expect(trial.registry.edges[People.telecom]?.count == 1)
        #expect(trial.registry.edges[People.telecom]?["ams-1"]?.verifierKey == "kvk:00000011/ams-1+0badc0de+BBBB")
    }

    @Test("only a party registers an edge")
    func edgeOfNobody() {
        let command = PartyCommand.registerEdge(name: "ams-1", verifierKey: "ams-1+0badc0de+AAAA")

        #expect(TrialRegistry().refusal(of: command, by: People.citizen)?.code == .unidentified)
    }

    @Test(
        "an edge is named with 1 to 63 lower-case letters, digits and hyphens",
        arguments: [
            ("a", true), ("ams-1", true), (String(repeating: "a", count: 63), true), ("", false),
            (String(repeating: "a", count: 64), false), ("Ams", false), ("a_b", false), ("a/b", false), ("é", false),
            ("a b", false),
        ]
    )
    func edgeNames(name: String, fits: Bool) {
        #expect(EdgeNode.isName(name) == fits)
        let command = PartyCommand.registerEdge(name: name, verifierKey: "kvk:00000011/\(name)+0badc0de+AAAA")
        #expect(TrialRegistry().refusal(of: command, by: People.provider)?.faults.map(\.field) == (fits ? nil : ["naam"]))
    }
}
