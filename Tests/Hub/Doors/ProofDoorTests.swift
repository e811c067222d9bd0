// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

@Suite("Proofs for everybody")
struct ProofDoorTests {
    @Test("every entry has a proof that holds offline and tells nothing of its content")
    func inclusion() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let key = try NoteVerifier(vkey: hub.core.signer.verifierKey(of: .devices))

            for index in 0..<hub.size() {
                let answer = try await hub.get("/logboek/devices/bewijs/\(index)")
                let proved = try Receipt(parsing: answer.text).verify(by: [key])

                #expect(proved.index == index)
                #expect(proved.payload == nil)
            }
        }
    }

    @Test("an entry that is not there has no proof")
    func absent() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            #expect(try await hub.get("/logboek/devices/bewijs/\(hub.size())").status == 404)
            #expect(try await hub.get("/logboek/devices/bewijs/-1").status == 400)
        }
    }

    @Test("growth from any earlier size is proved")
    func consistency() async throws {
        try await TrialHub.run { hub in
            var earlier: [Checkpoint] = []
            for phone in 1...3 {
                _ = try await hub.blocked(phone)
                let head = try #require(hub.core.board.head(of: .devices))
                earlier.append(try Checkpoint(parsing: SignedNote(parsing: head.checkpoint).text))
            }
            let last = try #require(earlier.last)

            for old in earlier {
                let answer = try await hub.get("/logboek/devices/aangroei?vanaf=\(old.size)")
                let path = try #require(answer.json["hashes"]?.array).compactMap { $0.string.flatMap { Digest(base64: $0) } }

                try ConsistencyProof(oldSize: old.size, newSize: last.size, path: path).verify(old: old.root, new: last.root)
            }
            #expect(try await hub.get("/logboek/devices/aangroei?vanaf=\(last.size + 1)").status == 409)
        }
    }
}
