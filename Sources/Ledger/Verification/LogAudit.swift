// SPDX-License-Identifier: EUPL-1.2

/// One verification under way: takes the checked bundles in order and ends in a report.
struct LogAudit {
    let verifier: LogVerifier
    let note: SignedNote
    let checkpoint: Checkpoint
    let signers: [String]
    private var tree = TreeAudit()
    private var leaves: LeafAudit
    private var faults = FaultList()
    private var extendsEarlier: Bool?

    init(verifier: LogVerifier, note: SignedNote, checkpoint: Checkpoint, signers: [String]) {
        self.verifier = verifier
        self.note = note
        self.checkpoint = checkpoint
        self.signers = signers
        leaves = LeafAudit(origin: checkpoint.origin)
    }

    /// How many entries were gone through.
    var entries: UInt64 { tree.size }

    /// Whether there are so many faults that it makes no sense to go on.
    var isFull: Bool { faults.isFull }

    /// Takes the next bundle.
    mutating func take(_ bundle: CheckedBundle) async throws {
        for fault in bundle.faults { faults.add(fault) }
        if verifier.leaves == .schakel { read(bundle) }
        let hashes: [Digest?] = bundle.hashes ?? Array(repeating: nil, count: bundle.width)
        compareWithEarlier(following: hashes)
        let fetch = TileFetch(source: verifier.source, size: checkpoint.size)
        var found = faults
        try await tree.append(hashes) { tile in try await Self.compare(tile, fetch, &found) }
        faults = found
    }

    /// Checks what remains at the right edge, and the root.
    mutating func report() async throws -> LogReport {
        let isWhole = entries == checkpoint.size
        if isWhole {
            let fetch = TileFetch(source: verifier.source, size: checkpoint.size)
            for tile in tree.partialTiles { tree.replace(tile, by: try await Self.compare(tile, fetch, &faults)) }
            checkRoot()
        }
        checkSizeOfEarlier()
        return LogReport(
            checkpoint: checkpoint, note: note, signers: signers, entries: entries, firstTime: leaves.firstTime,
            lastTime: leaves.lastTime, kinds: leaves.kinds, audiences: leaves.audienceCount, extendsEarlier: extendsEarlier,
            faults: faults.faults, isCutShort: !isWhole || faults.overflowed)
    }

    private mutating func read(_ bundle: CheckedBundle) {
        if bundle.leaves.isEmpty { leaves.skip() }
        for (offset, leaf) in bundle.leaves.enumerated() {
            guard let leaf else {
                leaves.skip()
                continue
            }
            let index = bundle.index << 8 + UInt64(offset)
            for (code, reason) in leaves.take(leaf) { faults.add(LogFault(code, at: bundle.path, entry: index, reason)) }
            if let fault = verifier.judgement?(index, leaf) { faults.add(fault) }
        }
    }

    /// Compares a tile above level 0 with the one that is served; a hash that is not known is taken from there.
    private static func compare(
        _ tile: TreeAudit.UpperTile, _ fetch: TileFetch, _ faults: inout FaultList
    ) async throws -> [Digest?] {
        switch try await fetch.hashes(level: tile.level, index: tile.index) {
        case .failure(let fault):
            faults.add(fault)
            return tile.hashes
        case .success(let served):
            let differing = tile.hashes.indices.filter { tile.hashes[$0].map { [hash = served[$0]] in $0 != hash } ?? false }
            if let first = differing.first {
                let path = TilePath.edge(.hashes(level: tile.level), index: tile.index, size: fetch.size)?.description ?? ""
                let reason =
                    "\(differing.count) of \(served.count) hashes, first hash \(first), are not the roots of the tiles below."
                faults.add(LogFault(.wrongNode, at: path, reason))
            }
            return zip(tile.hashes, served).map { $0 ?? $1 }
        }
    }

    private mutating func checkRoot() {
        guard let root = tree.root() else {
            let reason = "The root cannot be worked out, for entries are missing whose tile is missing too."
            return faults.add(LogFault(.unprovable, at: "checkpoint", reason))
        }
        if root != checkpoint.root {
            let reason = "The entries have the root \(root.base64), the log signed \(checkpoint.root.base64)."
            faults.add(LogFault(.wrongRoot, at: "checkpoint", reason))
        }
    }

    /// Compares the root at the size of the earlier checkpoint, when the bundle that reaches it is about to be added.
    private mutating func compareWithEarlier(following hashes: [Digest?]) {
        guard let earlier = verifier.earlier, earlier.size > tree.size, earlier.size - tree.size <= hashes.count else { return }
        guard let root = tree.root(adding: hashes.prefix(Int(earlier.size - tree.size))) else {
            let reason = "Whether the log extends the earlier one of \(earlier.size) entries cannot be told: files are missing."
            return faults.add(LogFault(.unprovable, at: "checkpoint", reason))
        }
        extendsEarlier = root == earlier.root
        if root != earlier.root {
            let reason =
                "The first \(earlier.size) entries are not those the log signed earlier: keep both checkpoints as evidence."
            faults.add(LogFault(.notExtended, at: "checkpoint", reason))
        }
    }

    /// A log that has become shorter extends nothing; every log extends the empty one.
    private mutating func checkSizeOfEarlier() {
        guard let earlier = verifier.earlier else { return }
        if earlier.size == 0 { extendsEarlier = true }
        guard earlier.size > checkpoint.size else { return }
        extendsEarlier = false
        let reason = "The log went back from \(earlier.size) to \(checkpoint.size) entries: keep both checkpoints as evidence."
        faults.add(LogFault(.notExtended, at: "checkpoint", reason))
    }
}
