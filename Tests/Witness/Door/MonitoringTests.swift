// SPDX-License-Identifier: EUPL-1.2

import AsyncHTTPClient
import Ledger
import NIOHTTP1
import Testing
import Witness

@Suite("What monitors get from a witness", .timeLimit(.minutes(10)))
struct MonitoringTests {
    private let folder: TrialFolder
    private let signer: WitnessSigner
    private let log: TrialLog

    init() throws {
        folder = try TrialFolder()
        signer = try WitnessSigner(generating: "witness.example/w1")
        log = try TrialLog()
    }

    @Test("the last checkpoint is there with both signatures, by the hash of its origin")
    func checkpoint() async throws {
        try await TrialWitness.run(in: folder, signer: signer, logs: [log]) { witness async throws in
            let path = "/\(KnownLogs.hash(of: log.origin))/checkpoint"
            #expect(try await witness.get(path).status == 404)
            for (old, new) in [(0, 4), (4, 9)] {
                _ = try await witness.add(log.request(old, new))
                let answer = try await witness.get(path)
                let note = try SignedNote(parsing: answer.body)

                #expect((answer.status, answer.type) == (200, "text/plain; charset=utf-8"))
                #expect(try Checkpoint(opening: note, by: [log.signer.verifier]) == log.checkpoint(new))
                #expect(try note.cosignatures(by: [signer.verifier]).count == 1)
                #expect(note.signatures.count == 2)
            }
        }
    }

    @Test("strangers' signatures are not passed on")
    func strangers() async throws {
        let stranger = try NoteSigner(generating: "stranger.example")
        try await TrialWitness.run(in: folder, signer: signer, logs: [log]) { witness async throws in
            let clean = try log.note(3)
            let line = try SignedNote(signing: clean.text, with: [stranger]).signatures
            let note = try SignedNote(text: clean.text, signatures: line + clean.signatures)
            #expect(try await witness.add(AddCheckpointRequest(oldSize: 0, proof: [], note: note)).status == 200)
            let kept = try SignedNote(parsing: try await witness.get("/\(KnownLogs.hash(of: log.origin))/checkpoint").body)
            #expect(kept.signatures.map(\.name) == [log.origin, "witness.example/w1"])
        }
    }

    @Test(
        "there is nothing else",
        arguments: [
            "", "/", "/add-checkpoint", "/checkpoint", "/../lock", "/lock/checkpoint", "/%2e%2e/checkpoint", "/abc/checkpoint",
        ])
    func nothingElse(path: String) async throws {
        try await TrialWitness.run(in: folder, signer: signer, logs: [log]) { witness async throws in
            #expect(try await witness.get(path).status == 404)
        }
    }

    @Test("without a prefix the paths begin at the root")
    func noPrefix() async throws {
        try await TrialWitness.run(in: folder, signer: signer, logs: [log], prefix: "") { witness async throws in
            #expect(try await witness.add(log.request(0, 4)).status == 200)
            #expect(try await witness.get("/\(KnownLogs.hash(of: log.origin))/checkpoint").status == 200)
        }
    }

    @Test("several logs do not mind one another")
    func several() async throws {
        let other = try TrialLog(named: "hub.example/parties").forked(at: 0)
        try await TrialWitness.run(in: folder, signer: signer, logs: [log, other]) { witness async throws in
            #expect(try await witness.add(log.request(0, 4)).status == 200)
            #expect(try await witness.add(other.request(0, 7)).status == 200)
            #expect(try await witness.add(log.request(4, 5)).status == 200)
            #expect(
                try await witness.get("/\(KnownLogs.hash(of: other.origin))/checkpoint").body.hasPrefix(other.checkpoint(7).text))
        }
    }

    @Test("the operator sees whether it is ready and how it stands")
    func operations() async throws {
        try await TrialWitness.run(in: folder, signer: signer, logs: [log]) { witness async throws in
            _ = try await witness.add(log.request(0, 4))
            #expect(try await witness.send(HTTPClientRequest(url: witness.operations + "/health/ready")).status == 200)
            var status = ""
            for _ in 0..<40 where !status.contains("\"size\":4") {
                status = try await witness.send(HTTPClientRequest(url: witness.operations + "/status")).body
                try await Task.sleep(for: .milliseconds(100))
            }
            let json = try JSON(parsing: Array(status.utf8))
            #expect(json["witness"]?.string == "witness.example/w1")
            #expect(json["key"]?.string == signer.vkey)
            #expect(json["logs"]?.array?.first?["size"]?.integer == 4)
        }
    }
}
