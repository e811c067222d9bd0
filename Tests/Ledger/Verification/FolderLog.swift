// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Ledger
import Trials

/// A log that this software writes into a folder as C2SP tiles, growing as the one of a hub does.
final class FolderLog {
    let source: FolderSource
    let signer: NoteSigner
    /// How many leaves of an audience the log has; five audiences take turns, unevenly.
    private var sequences = [UInt64](repeating: 0, count: 5)
    private let tags: [AudienceTag]
    private var random = SeededGenerator(seed: 70_000)
    private(set) var tree = MerkleTree()
    /// The entries after the last complete bundle.
    private var tail: [[UInt8]] = []

    static let origin = "hub.example/devices"
    static let kinds = ["measure.imposed", "listing", "delivered"]
    static let firstTime: Int64 = 1_795_230_500_123

    init(in folder: String, origin: String = FolderLog.origin) throws {
        source = FolderSource(folder: folder)
        signer = try NoteSigner(generating: origin)
        tags = (0..<5).map { AudienceTag(secret: [1, 2, 3], name: "measures/devices/\($0)") }
    }

    /// Adds leaves up to a size and publishes the checkpoint.
    @discardableResult
    func grow(to size: UInt64) throws -> Checkpoint {
        while tree.size < size { try add(sample().encode()) }
        return try publish()
    }

    /// The leaf that would come next, with every sequence number as it should be.
    func sample() throws -> Leaf {
        let index = tree.size
        let audience = Int(random.next() % 7) % 5
        sequences[audience] += 1
        return try Leaf(
            register: "devices", kind: Self.kinds[Int(index % 3)], time: Self.firstTime + Int64(index / 4),
            audience: tags[audience],
            sequence: sequences[audience], commitment: Commitment(salt: Salt(), payload: [UInt8(truncatingIfNeeded: index)]))
    }

    /// Adds an entry, whatever it is, and writes the bundle and the tiles that it completes.
    func add(_ entry: [UInt8]) throws {
        tree.append(MerkleHash.leaf(entry))
        tail.append(entry)
        guard tail.count == Tile.width else { return }
        try source.write(EntryBundle(entries: tail).encode(), at: path(.entries, tree.size / 256 - 1))
        tail = []
        for tile in tree.takeCompletedTiles() {
            try source.write(TileBytes.encode(tile.hashes), at: path(.hashes(level: tile.level), tile.index))
        }
    }

    /// Writes what is partial at this size, and signs the checkpoint.
    @discardableResult
    func publish(root: Digest? = nil, signedBy others: [NoteSigner] = []) throws -> Checkpoint {
        if !tail.isEmpty {
            try source.write(EntryBundle(entries: tail).encode(), at: path(.entries, tree.size / 256, width: tail.count))
        }
        for level in 0..<8 {
            let hashes = tree.partialTile(level: level)
            guard !hashes.isEmpty else { continue }
            let index = tree.size >> UInt64(8 * level + 8)
            try source.write(TileBytes.encode(hashes), at: path(.hashes(level: level), index, width: hashes.count))
        }
        let checkpoint = Checkpoint(origin: signer.name, size: tree.size, root: root ?? tree.root)
        try source.write(checkpoint.signed(by: [signer] + others).bytes, at: "checkpoint")
        return checkpoint
    }

    /// A verifier of this log that trusts its key.
    func verifier(
        leaves: LogVerifier.Leaves = .schakel, since earlier: Checkpoint? = nil,
        judgement: (@Sendable (UInt64, Leaf) -> LogFault?)? = nil
    ) -> LogVerifier {
        LogVerifier(source: source, verifiers: [signer.verifier], leaves: leaves, earlier: earlier, judgement: judgement)
    }

    private func path(_ content: TilePath.Content, _ index: UInt64, width: Int = Tile.width) throws -> String {
        guard let path = TilePath(content, index: index, width: width) else { throw CocoaError(.fileNoSuchFile) }
        return path.description
    }

    /// Makes a log in a folder that lasts as long as the body.
    static func with<Result>(
        size: UInt64 = 0, origin: String = FolderLog.origin, _ body: (FolderLog) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "schakel-log-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let log = try FolderLog(in: folder.path(), origin: origin)
        if size > 0 { try log.grow(to: size) }
        return try await body(log)
    }
}
