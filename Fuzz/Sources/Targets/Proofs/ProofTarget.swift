// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Inclusion and consistency proofs: hostile ones must not be believed nor take long, honest ones must hold and break at a touch.
///
/// The input: what to do, two numbers, then hashes.
struct ProofTarget: FuzzTarget {
    let name = "proof"
    let longest = 2_400

    private var log: SampleLog { SampleLog.long }

    func seeds() throws -> [[UInt8]] {
        let inclusion = try log.tree.inclusionPath(of: 5, at: 600, reading: log)
        let growth = try log.tree.consistencyPath(from: 257, to: 600, reading: log)
        let edge = try log.tree.rightEdge(at: 599, reading: log)
        let old = try log.tree.root(at: 257, reading: log)
        let ends = [log.entries[5].leaf.hash, log.tree.root]
        let hostile = [Digest](repeating: old, count: 66)
        return [
            [0] + UInt64(5).input + UInt64(600).input + TileBytes.encode(ends + inclusion),
            [0] + (UInt64.max - 1).input + UInt64.max.input + TileBytes.encode(hostile),
            [1] + UInt64(257).input + UInt64(600).input + TileBytes.encode([old, log.tree.root] + growth),
            [1] + (UInt64(Int64.max) + 1).input + UInt64.max.input + TileBytes.encode(hostile),
            [1] + UInt64(Int64.max).input + UInt64.max.input + TileBytes.encode(hostile),
            [2] + UInt64(511).input + UInt64(599).input + TileBytes.encode([old]),
            [3] + UInt64(300).input + UInt64(599).input + TileBytes.encode([old]),
            [4] + UInt64(599).input + UInt64(8).input + TileBytes.encode(edge + [old]),
            [4] + UInt64(Int64.max).input + UInt64(0).input + TileBytes.encode(hostile),
        ]
    }

    func attempt(_ bytes: [UInt8]) {
        var input = FuzzInput(bytes)
        let task = input.byte() % 5
        let (first, second) = (input.number(), input.number())
        let hashes = input.digests()
        switch task {
        case 0: believe(inclusion: InclusionProof(index: first, size: second, path: Array(hashes.dropFirst(2))), hashes)
        case 1: believe(growth: ConsistencyProof(oldSize: first, newSize: second, path: Array(hashes.dropFirst(2))), hashes)
        case 2: touch(inclusionOf: first, at: second, with: hashes)
        case 3: touch(growthFrom: first, to: second, with: hashes)
        default: grow(from: first, by: second, hashes)
        }
    }

    private func believe(inclusion proof: InclusionProof, _ hashes: [Digest]) {
        guard hashes.count >= 2, (try? proof.verify(leaf: hashes[0], root: hashes[1])) != nil else { return }
        claim(proof.index < proof.size && proof.path.count <= 64, "a leaf that is included is in the tree")
        let longer = InclusionProof(index: proof.index, size: proof.size, path: proof.path + [hashes[0]])
        claim((try? longer.verify(leaf: hashes[0], root: hashes[1])) == nil, "a longer path is another proof")
    }

    private func believe(growth proof: ConsistencyProof, _ hashes: [Digest]) {
        guard hashes.count >= 2, (try? proof.verify(old: hashes[0], new: hashes[1])) != nil else { return }
        claim(proof.oldSize <= proof.newSize && proof.path.count <= 65, "a log only grows")
        let longer = ConsistencyProof(oldSize: proof.oldSize, newSize: proof.newSize, path: proof.path + [hashes[0]])
        claim((try? longer.verify(old: hashes[0], new: hashes[1])) == nil, "a longer path is another proof")
    }

    private func touch(inclusionOf first: UInt64, at second: UInt64, with hashes: [Digest]) {
        let size = second % log.tree.size + 1
        let index = first % size
        let leaf = log.entries[Int(index)].leaf.hash
        let path = must("a proof is made") { try log.tree.inclusionPath(of: index, at: size, reading: log) }
        let root = must("a root is found") { try log.tree.root(at: size, reading: log) }
        must("an honest proof holds") { try InclusionProof(index: index, size: size, path: path).verify(leaf: leaf, root: root) }
        for changed in Self.changes(of: path, with: hashes) {
            let proof = InclusionProof(index: index, size: size, path: changed)
            claim((try? proof.verify(leaf: leaf, root: root)) == nil, "a changed proof does not hold")
        }
    }

    private func touch(growthFrom first: UInt64, to second: UInt64, with hashes: [Digest]) {
        let size = second % log.tree.size + 1
        let oldSize = first % (size + 1)
        let path = must("a proof is made") { try log.tree.consistencyPath(from: oldSize, to: size, reading: log) }
        let old = must("a root is found") { try log.tree.root(at: oldSize, reading: log) }
        let new = must("a root is found") { try log.tree.root(at: size, reading: log) }
        let honest = ConsistencyProof(oldSize: oldSize, newSize: size, path: path)
        must("an honest proof holds") { try honest.verify(old: old, new: new) }
        for changed in Self.changes(of: path, with: hashes) {
            let proof = ConsistencyProof(oldSize: oldSize, newSize: size, path: changed)
            claim((try? proof.verify(old: old, new: new)) == nil, "a changed proof does not hold")
        }
        if oldSize > 0, let other = hashes.first, other != new {
            claim((try? honest.verify(old: old, new: other)) == nil, "another root is another log")
        }
    }

    private func grow(from size: UInt64, by level: UInt64, _ hashes: [Digest]) {
        guard var range = try? CompactRange(size: size, hashes: Array(hashes.prefix(size.nonzeroBitCount))) else { return }
        claim(range.size == size && range.hashes.count == size.nonzeroBitCount, "an edge has a hash for each subtree")
        for hash in hashes.suffix(2) {
            try? range.append(subtree: hash, level: Int(truncatingIfNeeded: level))
            guard range.size < Int64.max else { break }
            range.append(hash)
        }
        claim(range.hashes.count == range.size.nonzeroBitCount, "an edge has a hash for each subtree")
        _ = range.root
    }

    /// The path with a hash of the input in each place, with one left out and with one too many.
    private static func changes(of path: [Digest], with hashes: [Digest]) -> [[Digest]] {
        var changes = path.indices.map { index in path.enumerated().filter { $0.offset != index }.map(\.element) }
        guard let other = hashes.first else { return changes }
        for index in path.indices where path[index] != other {
            changes.append(path.enumerated().map { $0 == index ? other : $1 })
        }
        return changes + [path + [other], [other] + path]
    }
}
