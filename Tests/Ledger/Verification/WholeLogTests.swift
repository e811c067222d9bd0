// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Synchronization
import Testing
import Trials

@Suite("Verifying a whole log")
struct WholeLogTests {
    @Test("a log that grows is sound at every size, and extends itself at the size before")
    func sizes() async throws {
        try await FolderLog.with { log in
            var earlier: Checkpoint?
            for size in [1, 2, 3, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000] as [UInt64] {
                let checkpoint = try log.grow(to: size)

                let report = try await log.verifier(since: earlier).verify()

                #expect(report.faults.isEmpty, "size \(size)")
                #expect(report.isSound && !report.isCutShort)
                #expect(report.checkpoint == checkpoint && report.entries == size)
                #expect(report.extendsEarlier == earlier.map { _ in true })
                earlier = checkpoint
            }
        }
    }

    @Test("the report says who signed, what is in the log and from when to when")
    func report() async throws {
        try await FolderLog.with(size: 600) { log in
            let report = try await log.verifier().verify()

            #expect(report.signers == [FolderLog.origin])
            #expect(report.checkpoint.origin == FolderLog.origin && report.checkpoint.root == log.tree.root)
            #expect(report.note.bytes == (try log.source.read("checkpoint")))
            #expect(report.kinds == ["measure.imposed": 200, "listing": 200, "delivered": 200])
            #expect(report.audiences == 5)
            #expect(report.firstTime == FolderLog.firstTime && report.lastTime == FolderLog.firstTime + 149)
            #expect(report.extendsEarlier == nil)
        }
    }

    @Test("the entries of other software are hashed and not read")
    func opaque() async throws {
        try await FolderLog.with { log in
            var random = SeededGenerator(seed: 8)
            for index in 0..<300 { try log.add(index == 7 ? [] : random.bytes(index == 8 ? 65_535 : index % 40)) }
            try log.publish()

            let opaque = try await log.verifier(leaves: .opaque).verify()
            let asLeaves = try await log.verifier().verify()

            #expect(opaque.isSound && opaque.entries == 300)
            #expect(opaque.kinds.isEmpty && opaque.audiences == 0 && opaque.firstTime == nil)
            #expect(!asLeaves.isSound && asLeaves.isCutShort && asLeaves.faults.count == LogVerifier.mostFaults)
        }
    }

    @Test("an empty log is sound")
    func empty() async throws {
        try await FolderLog.with { log in
            let checkpoint = try log.publish()

            let report = try await log.verifier(since: checkpoint).verify()

            #expect(report.isSound && report.entries == 0 && report.checkpoint.root == MerkleHash.leafless)
            #expect(report.extendsEarlier == true)
        }
    }

    @Test("progress goes up bundle by bundle to the whole")
    func progress() async throws {
        try await FolderLog.with(size: 1_000) { log in
            let heard = Mutex<[UInt64]>([])

            _ = try await log.verifier().verify { done, total in
                #expect(total == 1_000)
                heard.withLock { $0.append(done) }
            }

            #expect(heard.withLock { $0 } == [256, 512, 768, 1_000])
        }
    }

    @Test("partial files that were removed once the complete ones are there are not missed")
    func prunedPartials() async throws {
        try await FolderLog.with(size: 300) { log in
            let old = try log.source.read("checkpoint")
            let checkpoint = try Checkpoint(parsing: SignedNote(parsing: old).text)
            try log.grow(to: 70_000)
            try log.source.write(old, at: "checkpoint")
            for path in ["tile/0/001.p/44", "tile/entries/001.p/44", "tile/1/000.p/1"] { try log.source.remove(path) }

            let report = try await log.verifier(since: checkpoint).verify()

            #expect(report.isSound && report.entries == 300)
            #expect(report.extendsEarlier == true)
        }
    }

    @Test("witnesses are named with the signers, and what their check throws ends the verification")
    func witnesses() async throws {
        try await FolderLog.with(size: 3) { log in
            let witness = try NoteSigner(generating: "witness.example")
            try log.publish(signedBy: [witness])
            let verifiers = [log.signer.verifier]
            let stranger = try NoteSigner(generating: "stranger.example").verifier

            let report = try await LogVerifier(source: log.source, verifiers: verifiers) { note in
                try note.verified(by: [witness.verifier]).map(\.name)
            }.verify()
            let refused = await fault {
                try await LogVerifier(source: log.source, verifiers: verifiers) { note in
                    try note.verified(by: [stranger]).map(\.name)
                }.verify()
            }

            #expect(report.signers == [FolderLog.origin, "witness.example"])
            #expect(refused == .unknownSigner)
        }
    }
}

/// The code of the fault that an asynchronous act throws, or nil when it succeeds. Another kind of error fails the test.
func fault<Result>(_ act: () async throws -> Result) async -> LedgerError.Code? {
    do {
        _ = try await act()
    } catch let error as LedgerError {
        return error.code
    } catch {
        Issue.record(error)
    }
    return nil
}
