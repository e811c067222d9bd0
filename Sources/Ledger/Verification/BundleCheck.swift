// SPDX-License-Identifier: EUPL-1.2

/// What could be learned from one bundle of entries and the tile of level 0 beside it.
struct CheckedBundle: Sendable {
    /// The place among the bundles, from 0.
    let index: UInt64
    /// The path of the bundle, for faults that concern its entries.
    let path: String
    /// How many entries it should have.
    let width: Int
    /// The hashes of the entries; those of the tile when the entries could not be read; nil when neither could.
    var hashes: [Digest]?
    /// The leaves in order, nil in place of what is none; empty when the entries could not be read or are opaque.
    var leaves: [Leaf?] = []
    /// What was wrong.
    var faults: [LogFault] = []
}

/// Fetches and checks one bundle and its tile; many at a time, each by itself.
struct BundleCheck {
    let source: any TileSource
    let leaves: LogVerifier.Leaves
    /// The size of the log.
    let size: UInt64

    func bundle(_ index: UInt64) async throws -> CheckedBundle {
        let place = TilePath.edge(.entries, index: index, size: size)
        var checked = CheckedBundle(index: index, path: place?.description ?? "", width: place?.width ?? 0)
        let fetch = TileFetch(source: source, size: size)
        switch try await fetch.entries(index: index) {
        case .failure(let fault): checked.faults.append(fault)
        case .success(let (file, ranges)):
            checked.hashes = ranges.map { MerkleHash.leaf(file.bytes[$0]) }
            if leaves == .schakel { read(file.bytes, ranges, into: &checked) }
        }
        switch try await fetch.hashes(level: 0, index: index) {
        case .failure(let fault): checked.faults.append(fault)
        case .success(let hashes):
            if let computed = checked.hashes, let fault = Self.difference(computed, hashes, index: index, size: size) {
                checked.faults.append(fault)
            }
            checked.hashes = checked.hashes ?? hashes
        }
        return checked
    }

    private func read(_ bytes: [UInt8], _ ranges: [Range<Int>], into checked: inout CheckedBundle) {
        checked.leaves.reserveCapacity(ranges.count)
        for (offset, range) in ranges.enumerated() {
            let entry = checked.index << 8 + UInt64(offset)
            guard range.count <= Leaf.longest else {
                let reason = "The entry has \(range.count) bytes, more than the \(Leaf.longest) that a leaf can have."
                checked.faults.append(LogFault(.entryTooLong, at: checked.path, entry: entry, reason))
                checked.leaves.append(nil)
                continue
            }
            do throws(LedgerError) {
                checked.leaves.append(try Leaf(decoding: bytes[range]))
            } catch {
                checked.faults.append(LogFault(.wrongLeaf, at: checked.path, entry: entry, "The entry is no leaf: \(error.reason)"))
                checked.leaves.append(nil)
            }
        }
    }

    /// One fault for a tile of level 0 that does not hold the hashes of the entries, with the first that differs.
    private static func difference(_ computed: [Digest], _ served: [Digest], index: UInt64, size: UInt64) -> LogFault? {
        let differing = computed.indices.filter { computed[$0] != served[$0] }
        guard let first = differing.first else { return nil }
        let entry = index << 8 + UInt64(first)
        let path = TilePath.edge(.hashes(level: 0), index: index, size: size)?.description ?? ""
        let reason =
            differing.count == 1
            ? "The tile does not hold the hash of entry \(entry): one of them was changed."
            : "The tile does not hold the hashes of \(differing.count) entries, first \(entry): tile or entries were changed."
        return LogFault(.wrongHash, at: path, entry: entry, reason)
    }
}

extension Leaf {
    /// The most bytes of a leaf, with the longest names.
    static let longest = 67 + longestRegister + longestKind
}
