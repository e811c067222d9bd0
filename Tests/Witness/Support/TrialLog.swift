// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// A log of numbered leaves, kept whole in memory; from some leaf on it may differ from another one with the same key.
struct TrialLog: Sendable {
    let signer: NoteSigner
    private let leaves: [Digest]

    init(named name: String = "hub.example/devices", leaves: Int = 300) throws {
        signer = try NoteSigner(generating: name)
        self.leaves = (0..<leaves).map { MerkleHash.leaf(Array("entry \($0)".utf8)) }
    }

    private init(signer: NoteSigner, leaves: [Digest]) {
        self.signer = signer
        self.leaves = leaves
    }

    /// The same log with another history from a leaf on.
    func forked(at place: Int) -> TrialLog {
        let other = leaves.indices.map { $0 < place ? leaves[$0] : MerkleHash.leaf(Array("other \($0)".utf8)) }
        return TrialLog(signer: signer, leaves: other)
    }

    var origin: String { signer.name }

    private struct NoTiles: TileReader {
        let tiles: [Tile]

        func tile(level: Int, index: UInt64) throws -> [Digest] {
            tiles.first { $0.level == level && $0.index == index }?.hashes ?? []
        }
    }

    func checkpoint(_ size: Int) -> Checkpoint {
        var tree = MerkleTree()
        for leaf in leaves.prefix(size) { tree.append(leaf) }
        return Checkpoint(origin: origin, size: UInt64(size), root: tree.root)
    }

    func note(_ size: Int) throws -> SignedNote { try checkpoint(size).signed(by: [signer]) }

    func proof(_ old: Int, _ new: Int) throws -> [Digest] {
        guard old > 0, old < new else { return [] }
        var tree = MerkleTree()
        for leaf in leaves.prefix(new) { tree.append(leaf) }
        let tiles = tree.takeCompletedTiles()
        return try tree.consistencyPath(from: UInt64(old), reading: NoTiles(tiles: tiles))
    }

    func request(_ old: Int, _ new: Int) throws -> AddCheckpointRequest {
        try AddCheckpointRequest(oldSize: UInt64(old), proof: try proof(old, new), note: try note(new))
    }
}
