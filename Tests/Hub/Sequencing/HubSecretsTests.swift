// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("The hub's secrets")
struct HubSecretsTests {
    private let secrets = HubSecrets(root: Array(0..<32))

    @Test("a report's secret has sixteen characters that cannot be mistaken for one another, in four groups")
    func form() {
        let secret = secrets.reportSecret(of: "DV-0000-0000-0000-1")

        #expect(secret.split(separator: "-").map(\.utf8.count) == [4, 4, 4, 4])
        #expect(secret.utf8.allSatisfy { $0 == 0x2D || CaseID.alphabet.contains($0) })
    }

    @Test("the same report has the same secret, another report or another hub another one")
    func derived() {
        let one = secrets.reportSecret(of: "DV-0000-0000-0000-1")

        #expect(HubSecrets(root: Array(0..<32)).reportSecret(of: "DV-0000-0000-0000-1") == one)
        #expect(secrets.reportSecret(of: "DV-0000-0000-0000-2") != one)
        #expect(HubSecrets(root: Array(1..<33)).reportSecret(of: "DV-0000-0000-0000-1") != one)
    }

    @Test("secrets of many reports are all different, and use every character")
    func spread() {
        let all = (0..<5_000).map { secrets.reportSecret(of: "DV-0000-0000-0000-\($0)") }

        #expect(Set(all).count == 5_000)
        #expect(Set(all.joined().utf8).count == 33)
    }

    @Test("the hash of a secret does not depend on how it is spelled, and on nothing else")
    func hash() {
        let hash = secrets.hash(ofReportSecret: "ABCD-EFGH-JKMN-PQRS")

        #expect(secrets.hash(ofReportSecret: "abcd efgh jkmn pqrs") == hash)
        #expect(secrets.hash(ofReportSecret: "ABCDEFGHJKMNPQRS") == hash)
        #expect(secrets.hash(ofReportSecret: "ABCD-EFGH-JKMN-PQRT") != hash)
        #expect(secrets.hash(ofReportSecret: "") != hash)
    }

    @Test("every audience has a tag of its own, which another hub does not share")
    func tags() {
        let audiences: [Audience] = [
            .parties, .list(.stolen, of: .devices), .list("watch", of: .devices), .list(.stolen, of: "content"),
            .cases(of: .devices),
            .measures(of: .devices, party: Cast.telecom), .measures(of: .devices, party: Cast.mobile),
        ]
        let other = HubSecrets.random()

        #expect(Set(audiences.map { secrets.tag(of: $0) }).count == audiences.count)
        #expect(audiences.allSatisfy { secrets.tag(of: $0) != other.tag(of: $0) })
    }

    @Test("a fresh secret is 32 bytes, and never the same twice")
    func fresh() {
        let bytes = (0..<20).map { _ in HubSecrets.random().bytes }

        #expect(bytes.allSatisfy { $0.count == 32 })
        #expect(Set(bytes).count == 20)
    }

    @Test("a report number is read however it is spelled and printed in one way")
    func reference() throws {
        let reference = try ReportReference("dv7k3mq9tx2hra-12")

        #expect(reference.description == "DV-7K3M-Q9TX-2HRA-12")
        #expect(try ReportReference(reference.description) == reference)
        for bad in ["", "-", "DV-7K3M-Q9TX-2HRA", "DV-7K3M-Q9TX-2HRA-0", "DV-7K3M-Q9TX-2HRA-x", "-1"] {
            #expect(throws: Refusal.self, "\(bad)") { try ReportReference(bad) }
        }
    }
}
