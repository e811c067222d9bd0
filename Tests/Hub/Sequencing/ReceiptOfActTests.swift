// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

@Suite("The receipt of an act")
struct ReceiptOfActTests {
    private func read(_ answer: TrialAnswer) throws -> Receipt {
        try Receipt(parsing: #require(answer.json["ontvangstbewijs"]?.string, "\(answer.text)"))
    }

    @Test("it is verified with the hub's published key alone, and carries what was recorded")
    func offline() async throws {
        let (receipt, key) = try await TrialHub.run { hub in
            let answer = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]))
            let logs = try await hub.get("/v1/knooppunt").json["logboeken"]?.array ?? []
            let key = logs.first { $0["naam"] == "devices" }?["sleutel"]?.string ?? ""
            return (try read(answer), key)
        }

        let verified = try receipt.verify(by: [NoteVerifier(vkey: key)])

        #expect(verified.origin == "hub.example/devices")
        #expect(verified.leaf.kind == "report")
        #expect(verified.payload?["kind"] == "theft")
        #expect(verified.payload?["subjects"] == [.string(TrialHub.subject(1))])
        #expect(verified.payload?["warrant"]?["basis"] == "Wetboek van Strafvordering art. 161")
        #expect(verified.index + 1 == verified.size)
    }

    @Test("every act answers with one, about its own entry")
    func everyAct() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            let registered = try await hub.post(
                "/v1/randknopen", ["naam": "rand-1", "sleutel": .string(edge.signer.vkey)], as: Cast.network
            )
            let reported = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]))
            let caseID = try #require(reported.json["zaak"]?.string)
            let proposed = try await hub.propose(in: caseID)
            let confirmed = try await hub.confirm(in: caseID)
            let objected = try await hub.object(to: caseID)
            let stated = try await edge.state([edge.note(.delivered, version: 1, at: hub)], at: hub)
            let ended = try await hub.post("/v1/mandaten/2/beeindigingen", ["redenen": "x"], as: Cast.admin)

            let kinds = try [registered, reported, proposed, confirmed, objected, stated, ended].map { answer in
                let receipt = try read(answer)
                let log = RegisterName(rawValue: receipt.leaf.register)
                return try receipt.verify(by: [NoteVerifier(vkey: hub.core.signer.verifierKey(of: log))]).leaf.kind
            }

            #expect(kinds == ["edge", "report", "proposal", "decision", "objection", "delivered", "mandate-end"])
        }
    }

    @Test("the receipt of a proposal that finds an old one lapsed is of the proposal")
    func afterLapse() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            try await hub.propose(in: reported.caseID)
            hub.clock.advance(by: .days(5))
            let before = hub.size()

            let answer = try await hub.propose(in: reported.caseID)

            #expect(try await hub.kinds(after: before) == ["lapse", "proposal"])
            #expect(try read(answer).leaf.kind == "proposal")
        }
    }

    @Test("it does not verify by the key of another log or another hub, nor after a change")
    func others() async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]))
            let receipt = try read(answer)
            let right = try NoteVerifier(vkey: hub.core.signer.verifierKey(of: .devices))
            let otherLog = try NoteVerifier(vkey: hub.core.signer.verifierKey(of: .parties))
            let otherHub = try NoteSigner(generating: "hub.example/devices").verifier
            let opening = try #require(receipt.opening)
            let forged = Receipt(
                leaf: receipt.leaf, opening: .init(payload: ["kind": "loss"], salt: opening.salt), index: receipt.index,
                path: receipt.path,
                checkpoint: receipt.checkpoint
            )

            #expect(throws: LedgerError.self) { try receipt.verify(by: [otherLog]) }
            #expect(throws: LedgerError.self) { try receipt.verify(by: [otherHub]) }
            #expect(throws: LedgerError.self) { try forged.verify(by: [right]) }
            #expect(throws: Never.self) { try receipt.verify(by: [right]) }
        }
    }

    @Test("every act of a large batch has a receipt on the batch's one checkpoint")
    func batch() async throws {
        try await TrialHub.run { hub in
            let batch = try await hub.batch((1...400).map { TrialHub.reporting($0, random: UInt64($0) << 8) })
            let verifier = try NoteVerifier(vkey: hub.core.signer.verifierKey(of: .devices))

            var indices: Set<UInt64> = []
            for answer in batch.answers {
                let receipt = try Receipt(parsing: #require(answer?["ontvangstbewijs"]?.string))
                let verified = try receipt.verify(by: [verifier])
                #expect(verified.size == batch.heads[.devices]?.size)
                indices.insert(verified.index)
            }

            #expect(indices.count == 400)
        }
    }

    @Test("a report on very many devices has a receipt without its content, that still verifies")
    func large() async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.post(
                "/v1/meldingen", TrialHub.theft(of: Array(1...40_000), kind: "consignment"), as: Cast.policeSystem
            )
            let receipt = try read(answer)

            let verified = try receipt.verify(by: [NoteVerifier(vkey: hub.core.signer.verifierKey(of: .devices))])

            #expect(verified.payload == nil)
            #expect(verified.leaf.kind == "report")
            #expect(answer.bytes.count < 100_000)
        }
    }
}
