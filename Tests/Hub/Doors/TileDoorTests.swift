// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import Store
import Testing

@testable import Hub

@Suite("Tiles and bundles of a log, as public tools read them")
struct TileDoorTests {
    private func bytes(_ path: String, at hub: TrialHub) async throws -> [UInt8] {
        let answer = try await hub.get("/logboek/devices/\(path)")
        try #require(answer.status == 200, "\(path): \(answer.text)")
        return answer.bytes
    }

    private func checkpoint(at hub: TrialHub) async throws -> Checkpoint {
        let note = try SignedNote(parsing: try await bytes("checkpoint", at: hub))
        return try Checkpoint(opening: note, by: [NoteVerifier(vkey: hub.core.signer.verifierKey(of: .devices))])
    }

    @Test("entries and tiles of every level hash up to the signed root, past the first complete tile")
    func whole() async throws {
        try await TrialHub.run { hub in
            for batch in 0..<5 {
                _ = try await hub.batchThroughSequencer(
                    (0..<60).map { TrialHub.reporting(batch * 60 + $0, random: UInt64(batch * 60 + $0)) })
            }
            let checkpoint = try await checkpoint(at: hub)
            try #require(checkpoint.size > 256 && checkpoint.size < 512)

            var range = CompactRange()
            let width = Int(checkpoint.size - 256)
            for (path, count) in [("000", 256), ("001.p/\(width)", width)] {
                let entries = try EntryBundle(parsing: try await bytes("tile/entries/\(path)", at: hub), width: count)
                let hashes = try TileBytes.decode(try await bytes("tile/0/\(path)", at: hub), width: count)
                #expect(entries.hashes == hashes)
                for hash in hashes { range.append(hash) }
            }
            let top = try TileBytes.decode(try await bytes("tile/1/000.p/1", at: hub), width: 1)

            #expect(range.root == checkpoint.root)
            let first = try TileBytes.decode(try await bytes("tile/0/000", at: hub))
            #expect(top == [try Tile(level: 0, index: 0, hashes: first).root])
        }
    }

    @Test("a partial tile of an earlier size is still served, also when the tile is complete by now")
    func partial() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.batchThroughSequencer((0..<200).map { TrialHub.reporting($0, random: UInt64($0)) })
            let early = try await bytes("tile/0/000.p/100", at: hub)
            _ = try await hub.batchThroughSequencer((200..<300).map { TrialHub.reporting($0, random: UInt64($0)) })

            #expect(try await bytes("tile/0/000.p/100", at: hub) == early)
            #expect(try await bytes("tile/0/000", at: hub).prefix(3_200) == early[...])
        }
    }

    @Test("tiles last and may be kept by anybody; the checkpoint may not")
    func caching() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let size = hub.size()

            let tile = try await hub.get("/logboek/devices/tile/0/000.p/\(size)")
            let checkpoint = try await hub.get("/logboek/devices/checkpoint")

            #expect(tile.fields[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(tile.fields[.contentType] == "application/octet-stream")
            #expect(checkpoint.fields[.cacheControl] == "no-store")
            #expect(checkpoint.fields[.contentType] == "text/plain; charset=utf-8")
        }
    }

    @Test(
        "what was not signed yet, and what is no tile, is not there",
        arguments: [
            "tile/0/001", "tile/0/000", "tile/1/000.p/1", "tile/entries/000.p/255", "tile/0/0", "tile/64/000", "tile/0/000.p/0",
            "tile/x/000", "tile/0/000.p/256", "tile",
        ])
    func absent(path: String) async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)

            let answer = try await hub.get("/logboek/devices/\(path)")

            #expect(answer.status == 404)
        }
    }

    @Test("a log that the hub does not have has no tiles")
    func otherLog() async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.get("/logboek/content/tile/0/000")
            #expect(answer.status == 404)
        }
    }
}

extension TrialHub {
    /// Enters acts together, through the sequencer.
    func batchThroughSequencer(_ acts: [Act]) async throws -> [Entered] {
        try await withThrowingTaskGroup(of: Entered.self) { group in
            for act in acts { group.addTask { [core] in try await core.sequencer.submit(act) } }
            var entered: [Entered] = []
            for try await one in group { entered.append(one) }
            return entered
        }
    }
}
