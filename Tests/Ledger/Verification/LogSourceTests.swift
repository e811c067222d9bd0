// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Synchronization
import Testing

@Suite("Where a log is read from")
struct LogSourceTests {
    struct Unreachable: Error {}

    /// A source that watches what is asked of another one, and fails where it is told to.
    final class Watched: TileSource {
        let source: FolderSource
        let failing: String?
        let state = Mutex<State>(State())

        struct State {
            var underWay = 0
            var mostUnderWay = 0
            var asked: [String] = []
            var mostBytes = 0
        }

        init(_ source: FolderSource, failing: String? = nil) {
            self.source = source
            self.failing = failing
        }

        func bytes(at path: String, most: Int) async throws -> [UInt8]? {
            state.withLock { state in
                state.underWay += 1
                state.mostUnderWay = max(state.mostUnderWay, state.underWay)
                state.mostBytes = max(state.mostBytes, most)
                state.asked.append(path)
            }
            defer { state.withLock { $0.underWay -= 1 } }
            if path == failing { throw Unreachable() }
            try await Task.sleep(for: .milliseconds(path.hasSuffix("0") ? 8 : 1))
            return try await source.bytes(at: path, most: most)
        }
    }

    @Test("several bundles are fetched at a time, eight at most, each file once and with a bound")
    func prefetch() async throws {
        try await FolderLog.with(size: 256 * 30 + 1) { log in
            let watched = Watched(log.source)

            let report = try await LogVerifier(source: watched, verifiers: [log.signer.verifier]).verify()

            let state = watched.state.withLock { $0 }
            #expect(report.isSound)
            #expect((2...8).contains(state.mostUnderWay))
            #expect(state.asked.count == 64, "a checkpoint, 31 bundles, 31 tiles and one above them")
            #expect(Set(state.asked).count == state.asked.count)
            #expect(state.mostBytes <= 256 * 65_537)
        }
    }

    @Test(
        "a source that cannot be reached ends the verification with its own error",
        arguments: ["checkpoint", "tile/entries/001", "tile/0/002.p/88", "tile/1/000.p/2"])
    func unreachable(path: String) async throws {
        try await FolderLog.with(size: 600) { log in
            let verifier = LogVerifier(source: Watched(log.source, failing: path), verifiers: [log.signer.verifier])

            await #expect(throws: Unreachable.self) { try await verifier.verify() }
        }
    }

    @Test("verification stops at a hundred faults, however large the log says to be")
    func bounded() async throws {
        try await FolderLog.with { log in
            let checkpoint = Checkpoint(origin: FolderLog.origin, size: 1 << 40, root: leafHash(1))
            try log.source.write(checkpoint.signed(by: [log.signer]).bytes, at: "checkpoint")
            let watched = Watched(log.source)

            let report = try await LogVerifier(source: watched, verifiers: [log.signer.verifier]).verify()

            #expect(report.faults.count == LogVerifier.mostFaults)
            #expect(report.isCutShort && !report.isSound && report.entries == 50 * 256)
            #expect(watched.state.withLock { $0.asked.count } < 150)
        }
    }

    @Test("a log larger than a log can be is refused")
    func tooLarge() async throws {
        try await FolderLog.with { log in
            let checkpoint = Checkpoint(origin: FolderLog.origin, size: 1 << 63, root: leafHash(1))
            try log.source.write(checkpoint.signed(by: [log.signer]).bytes, at: "checkpoint")

            #expect(await fault { try await log.verifier().verify() } == .outOfRange)
        }
    }

    @Test("a folder without checkpoint is no log")
    func noCheckpoint() async throws {
        try await FolderLog.with { log in
            #expect(await fault { try await log.verifier().verify() } == .noCheckpoint)
        }
    }

    @Test("a checkpoint by another key, changed, of another origin, or that is none is refused")
    func wrongCheckpoint() async throws {
        try await FolderLog.with(size: 3) { log in
            let stranger = try NoteSigner(generating: FolderLog.origin)
            let otherLog = try NoteSigner(generating: "hub.example/content")
            let text = String(decoding: try log.source.read("checkpoint"), as: UTF8.self)
            let byStranger = LogVerifier(source: log.source, verifiers: [stranger.verifier])
            let byBoth = LogVerifier(source: log.source, verifiers: [log.signer.verifier, otherLog.verifier])

            #expect(await fault { try await byStranger.verify() } == .unknownSigner)
            #expect(await fault { try await byBoth.verify() } == nil)
            let note = try SignedNote(signing: log.publish().text, with: [otherLog])
            try log.source.write(note.bytes, at: "checkpoint")
            #expect(await fault { try await byBoth.verify() } == .wrongOrigin)
            try log.source.write(Array(text.replacing("\n3\n", with: "\n2\n").utf8), at: "checkpoint")
            #expect(await fault { try await byBoth.verify() } == .wrongSignature)
            try log.source.write([1, 2, 3], at: "checkpoint")
            #expect(await fault { try await byBoth.verify() } == .malformed)
            try log.source.write([UInt8](repeating: 0x41, count: 3 << 20), at: "checkpoint")
            #expect(await fault { try await byBoth.verify() } == .tooLarge)
        }
    }

    @Test("a root that the entries do not have is found though the log signed it")
    func wrongRoot() async throws {
        try await FolderLog.with(size: 3) { log in
            try log.publish(root: leafHash(1))

            #expect(try await log.verifier().verify().faults.map(shape) == ["wrongRoot checkpoint"])
        }
    }
}
