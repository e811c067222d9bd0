// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Identifiers
import Ledger
import Store
import Testing

@testable import Hub

@Suite("Protected identities")
struct ProtectionTests {
    private static let watcher = EmergencyStopTests.watcher

    private func change(
        _ phones: [Int], _ path: String = "/v1/beschermingen", as actor: Actor = watcher, at hub: TrialHub
    ) async throws -> TrialAnswer {
        let subjects = phones.map { JSON.string(TrialHub.imei($0)) }
        return try await hub.post(path, ["onderwerpen": .array(subjects), "redenen": "Toestellen van de brandweer."], as: actor)
    }

    @Test("a decision that would list a protected device is refused and says which; after lifting it is taken")
    func refused() async throws {
        try await TrialHub.run { hub in
            #expect(try await change([2, 3], at: hub).json["uitkomsten"] == [true, true])
            let reported = try await hub.report(1, 2)
            let refused = try await hub.propose(in: reported.caseID)
            #expect(refused.status == 409 && refused.code == "protected" && refused.faultFields == ["onderwerpen[1]"])
            #expect(try await hub.follow(reported).json["fase"] == "reported", "who reported is told nothing of it")
            #expect(try await hub.propose("dismiss", in: try await hub.report(3).caseID).status == 201, "other decisions go on")

            #expect(try await change([2], "/v1/beschermingen/opheffingen", at: hub).json["uitkomsten"] == [true])
            try await hub.block(reported.caseID)
            #expect(try await hub.listings().count == 1)
        }
    }

    @Test("what is protected between proposal and confirmation is not listed")
    func between() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(5)
            #expect(try await hub.propose(in: reported.caseID).status == 201)
            #expect(try await change([5], at: hub).status == 201)
            #expect(try await hub.confirm(in: reported.caseID).code == "protected")
            #expect(try await hub.listings().isEmpty)
        }
    }

    @Test("protecting twice and lifting what is not protected change nothing; the number is counted exactly")
    func counts() async throws {
        try await TrialHub.run { hub in
            let size = hub.size()
            #expect(try await change([1, 2, 1], at: hub).json["uitkomsten"] == [true, true, false])
            #expect(try await change([2, 3], at: hub).json["uitkomsten"] == [false, true])
            #expect(try await change([9], "/v1/beschermingen/opheffingen", at: hub).json["uitkomsten"] == [false])
            #expect(try await change([1], "/v1/beschermingen/opheffingen", at: hub).json["uitkomsten"] == [true])
            let shown = try await hub.get("/v1/beschermingen", as: Cast.supervisor).json
            #expect(shown["registers"]?[0]?["aantal"] == 2)
            #expect(try await hub.kinds(after: size) == ["protection", "protection", "protection-end"])
        }
    }

    @Test("neither the store nor an entry holds the numbers of protected devices")
    func hidden() async throws {
        try await TrialHub.run { hub in
            #expect(try await change([7], at: hub).status == 201)
            let (rows, payloads) = try await hub.core.store.read { reader in
                let settings = try #require(StoreTable.all.first { $0.name == "settings" })
                return (
                    try reader.rows(of: settings, after: nil, most: 1_000),
                    try reader.payloads(of: .devices, stream: "protection").map(\.bytes)
                )
            }
            let digits = TrialHub.subject(7)
            #expect(!rows.isEmpty && !rows.contains { "\($0)".contains(digits) })
            #expect(payloads.count == 1 && !payloads.contains { String(decoding: $0, as: UTF8.self).contains(digits) })
        }
    }

    @Test("who may: a person who supervises or administers")
    func rights() async throws {
        try await TrialHub.run { hub in
            for (actor, code) in [(Cast.supervisor, "person-needed"), (Cast.first, "no-mandate"), (Cast.network, "no-mandate")] {
                let answer = try await change([1], as: actor, at: hub)
                #expect(answer.code == code, "\(actor)")
            }
            #expect(try await hub.get("/v1/beschermingen", as: Cast.first).status == 403)
            #expect(try await change([1], as: EmergencyStopTests.operatorPerson, at: hub).status == 201)
        }
    }

    @Test("a test number cannot be listed, whoever asks")
    func testNumbers() async throws {
        try await TrialHub.run { hub in
            let number = try #require(IMEIText.test)
            let reported = try await hub.report(
                ["soort": "theft", "onderwerpen": [.string(number)], "gegevens": ["datum": "2026-03-01"]])
            #expect(try await hub.propose(in: reported.caseID).code == "protected")
        }
    }
}

/// A number that is given out for tests only.
private enum IMEIText {
    static let test = IMEI(value: 1_017_123_456)?.description
}
