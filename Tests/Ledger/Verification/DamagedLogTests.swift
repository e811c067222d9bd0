// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

/// Each kind of damage to a log of 600 entries gives its own fault, and what follows from it.
@Suite("Damaged logs")
struct DamagedLogTests {
    /// One damage: what is done to the files and which faults that gives, each as `code path`.
    struct Damage: CustomTestStringConvertible {
        let name: String
        let damage: @Sendable (FolderSource) throws -> Void
        let faults: [String]

        init(_ name: String, _ faults: [String], _ damage: @escaping @Sendable (FolderSource) throws -> Void) {
            self.name = name
            self.faults = faults
            self.damage = damage
        }

        var testDescription: String { name }
    }

    static let damages = [
        Damage("no complete tile", ["missingTile tile/0/001"]) { try $0.remove("tile/0/001") },
        Damage("no complete bundle", ["missingBundle tile/entries/001"]) { try $0.remove("tile/entries/001") },
        Damage("no partial tile", ["missingPartial tile/0/002.p/88"]) { try $0.remove("tile/0/002.p/88") },
        Damage("no partial bundle", ["missingPartial tile/entries/002.p/88"]) { try $0.remove("tile/entries/002.p/88") },
        Damage("no upper tile", ["missingPartial tile/1/000.p/2"]) { try $0.remove("tile/1/000.p/2") },
        Damage(
            "neither bundle nor tile in the middle", ["missingBundle tile/entries/000", "missingTile tile/0/000"]
        ) {
            try $0.remove("tile/entries/000")
            try $0.remove("tile/0/000")
        },
        Damage(
            "neither bundle nor tile at the end",
            ["missingPartial tile/entries/002.p/88", "missingPartial tile/0/002.p/88", "unprovable checkpoint"]
        ) {
            try $0.remove("tile/entries/002.p/88")
            try $0.remove("tile/0/002.p/88")
        },
        Damage("a tile ends within a hash", ["wrongLength tile/0/000"]) { try $0.change("tile/0/000") { $0.removeLast() } },
        Damage("a bundle ends within an entry", ["wrongLength tile/entries/000"]) {
            try $0.change("tile/entries/000") { $0.removeLast() }
        },
        Damage("a bundle has a byte to spare", ["wrongLength tile/entries/002.p/88"]) {
            try $0.change("tile/entries/002.p/88") { $0.append(0) }
        },
        Damage("a bundle has 257 entries", ["wrongLength tile/entries/000"]) {
            try $0.change("tile/entries/000") { $0 += [0, 1, 1] }
        },
        Damage("an empty tile", ["wrongWidth tile/0/000"]) { try $0.write([], at: "tile/0/000") },
        Damage("an empty bundle", ["wrongWidth tile/entries/000"]) { try $0.write([], at: "tile/entries/000") },
        Damage("a partial tile of another width", ["wrongWidth tile/0/002.p/88"]) {
            try $0.change("tile/0/002.p/88") { $0.removeLast(32) }
        },
        Damage("a partial tile wider than its path", ["wrongWidth tile/0/002.p/88"]) {
            try $0.change("tile/0/002.p/88") { $0 += [UInt8](repeating: 1, count: 32) }
        },
        Damage("a partial bundle with an entry more", ["wrongWidth tile/entries/002.p/88"]) {
            try $0.change("tile/entries/002.p/88") { $0 += [0, 0] }
        },
        Damage("an upper tile of another width", ["wrongWidth tile/1/000.p/2"]) {
            try $0.change("tile/1/000.p/2") { $0.removeLast(32) }
        },
        Damage("a tile too large to be read", ["tooLarge tile/0/000"]) {
            try $0.write([UInt8](repeating: 1, count: 8_193), at: "tile/0/000")
        },
        Damage("a hash changed in a tile", ["wrongHash tile/0/001 256"]) { try $0.change("tile/0/001") { $0[3] ^= 1 } },
        Damage("a hash changed in a partial tile", ["wrongHash tile/0/002.p/88 599"]) {
            try $0.change("tile/0/002.p/88") { $0[32 * 87] ^= 0x80 }
        },
        Damage("a hash changed in an upper tile", ["wrongNode tile/1/000.p/2"]) {
            try $0.change("tile/1/000.p/2") { $0[63] ^= 1 }
        },
        Damage(
            "an entry changed", ["wrongHash tile/0/001 511", "wrongNode tile/1/000.p/2", "wrongRoot checkpoint"]
        ) { try $0.change("tile/entries/001") { $0[$0.count - 1] ^= 1 } },
        Damage(
            "an entry and its tile changed alike", ["wrongNode tile/1/000.p/2", "wrongRoot checkpoint"]
        ) { source in
            try source.change("tile/entries/001") { $0[$0.count - 1] ^= 1 }
            let bundle = try EntryBundle(parsing: source.read("tile/entries/001"))
            try source.write(TileBytes.encode(bundle.hashes), at: "tile/0/001")
        },
        Damage(
            "all tiles and entries of another log", ["wrongRoot checkpoint"]
        ) { source in
            try source.change("tile/entries/001") { $0[$0.count - 1] ^= 1 }
            let bundle = try EntryBundle(parsing: source.read("tile/entries/001"))
            try source.write(TileBytes.encode(bundle.hashes), at: "tile/0/001")
            let root = try Tile(level: 0, index: 1, hashes: bundle.hashes).root
            try source.change("tile/1/000.p/2") { $0.replaceSubrange(32..<64, with: root.bytes) }
        },
        Damage(
            "a bundle and its tile gone, and the tile above lies",
            ["missingBundle tile/entries/000", "missingTile tile/0/000", "wrongRoot checkpoint"]
        ) {
            try $0.remove("tile/entries/000")
            try $0.remove("tile/0/000")
            try $0.change("tile/1/000.p/2") { $0[0] ^= 1 }
        },
    ]

    @Test("each damage gives its fault with its place", arguments: damages)
    func damage(_ damage: Damage) async throws {
        try await FolderLog.with(size: 600) { log in
            #expect(try await log.verifier().verify().isSound)
            try damage.damage(log.source)

            let report = try await log.verifier().verify()

            #expect(report.faults.map(shape) == damage.faults)
            #expect(!report.isSound && !report.isCutShort && report.entries == 600)
            #expect(report.faults.allSatisfy { $0.reason.hasSuffix(".") && $0.description.contains($0.reason) })
        }
    }

    @Test("a hash changed in a complete upper tile, or that tile gone, is found")
    func completeUpperTile() async throws {
        try await FolderLog.with { log in
            for index in 0..<65_537 { try log.add([UInt8(truncatingIfNeeded: index)]) }
            try log.publish()

            try log.source.change("tile/1/000") { $0[8_191] ^= 1 }
            let changed = try await log.verifier(leaves: .opaque).verify()
            try log.source.remove("tile/1/000")
            let gone = try await log.verifier(leaves: .opaque).verify()
            try log.source.change("tile/2/000.p/1") { $0[0] ^= 1 }
            let both = try await log.verifier(leaves: .opaque).verify()

            #expect(changed.faults.map(shape) == ["wrongNode tile/1/000"])
            #expect(gone.faults.map(shape) == ["missingTile tile/1/000"])
            #expect(both.faults.map(shape) == ["missingTile tile/1/000", "wrongNode tile/2/000.p/1"])
        }
    }

    @Test("no random damage to any file goes unnoticed, and none takes more than its bounds")
    func noise() async throws {
        try await FolderLog.with(size: 300) { log in
            var random = SeededGenerator(seed: 77)
            let paths = log.source.paths
            #expect(paths.count == 6)
            for _ in 0..<200 {
                guard let path = paths.randomElement(using: &random) else { return }
                let bytes = try log.source.read(path)
                let damaged = random.damaged(bytes)
                try log.source.write(damaged, at: path)

                let report = try? await log.verifier().verify()

                #expect(report == nil || report?.isSound == (damaged == bytes), "\(path)")
                #expect((report?.faults.count ?? 0) <= LogVerifier.mostFaults)
                try log.source.write(bytes, at: path)
            }
            #expect(try await log.verifier().verify().isSound)
        }
    }
}

/// A fault as a line: code, path and the entry if it names one.
func shape(_ fault: LogFault) -> String {
    "\(fault.code) \(fault.path)\(fault.entry.map { " \($0)" } ?? "")"
}
