// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@Suite("A log and its earlier checkpoint")
struct EarlierCheckpointTests {
    @Test("a log extends itself at every earlier size", arguments: [0, 1, 255, 256, 257, 300, 512, 599, 600] as [UInt64])
    func extends(size: UInt64) async throws {
        try await FolderLog.with { log in
            let earlier = try log.grow(to: size)
            try log.grow(to: 600)

            let report = try await log.verifier(since: earlier).verify()

            #expect(report.extendsEarlier == true)
            #expect(report.isSound)
        }
    }

    @Test("another root at the earlier size is a rewritten history", arguments: [1, 255, 256, 300, 512, 600] as [UInt64])
    func rewritten(size: UInt64) async throws {
        try await FolderLog.with(size: 600) { log in
            let earlier = Checkpoint(origin: FolderLog.origin, size: size, root: leafHash(1))

            let report = try await log.verifier(since: earlier).verify()

            #expect(report.extendsEarlier == false)
            #expect(report.faults.map(shape) == ["notExtended checkpoint"])
        }
    }

    @Test("a log that was begun anew with other entries does not extend the first")
    func forked() async throws {
        try await FolderLog.with(size: 300) { log in
            let earlier = try Checkpoint(parsing: SignedNote(parsing: log.source.read("checkpoint")).text)
            try await FolderLog.with(size: 500) { fork in
                let alone = try await fork.verifier().verify()
                let compared = try await fork.verifier(since: earlier).verify()

                #expect(alone.isSound)
                #expect(compared.extendsEarlier == false && !compared.isSound)
            }
        }
    }

    @Test("a log that became shorter went back")
    func shrunk() async throws {
        try await FolderLog.with(size: 300) { log in
            let old = try log.source.read("checkpoint")
            let later = try log.grow(to: 301)
            try log.source.write(old, at: "checkpoint")

            let report = try await log.verifier(since: later).verify()

            #expect(report.extendsEarlier == false)
            #expect(report.faults.map(shape) == ["notExtended checkpoint"])
            #expect(report.faults.first?.reason.contains("from 301 to 300") == true)
        }
    }

    @Test("where files are missing it is told that nothing can be told, not that history was rewritten")
    func unknown() async throws {
        try await FolderLog.with { log in
            let earlier = try log.grow(to: 100)
            try log.grow(to: 600)
            try log.source.remove("tile/entries/000")
            let byTile = try await log.verifier(since: earlier).verify()
            try log.source.remove("tile/0/000")

            let report = try await log.verifier(since: earlier).verify()

            #expect(byTile.extendsEarlier == true)
            #expect(report.extendsEarlier == nil)
            #expect(report.faults.map(\.code) == [.missingBundle, .missingTile, .unprovable])
        }
    }

    @Test("a checkpoint of another log is refused")
    func otherLog() async throws {
        try await FolderLog.with(size: 3) { log in
            let other = Checkpoint(origin: "hub.example/content", size: 1, root: leafHash(1))

            #expect(await fault { try await log.verifier(since: other).verify() } == .wrongOrigin)
        }
    }
}
