// SPDX-License-Identifier: EUPL-1.2

/// Re-hashes a whole log as it is served (c2sp.org/tlog-tiles) and says in what it is not as it should be.
///
/// It opens the checkpoint, reads every bundle of entries, compares the hashes of the entries with every tile of level 0 and
/// the roots of tiles with every tile above, and compares the resulting root with the one that was signed. Where the entries are
/// leaves of this software it also checks what they say: the register, that time never goes back, and that no entry for any
/// audience was left out.
///
/// Where an entry and a tile contradict each other, the entry counts. Where an entry cannot be read its tile stands in for it,
/// so that one damaged file does not hide others. Memory is bounded by the bundles under way, a tile for each level, and 64
/// bytes or so for each audience and each kind of act.
///
///     let report = try await LogVerifier(source: source, verifiers: [key]).verify()
///     guard report.isSound else { return report.faults }
public struct LogVerifier: Sendable {
    /// What the entries of a log are.
    public enum Leaves: Hashable, Sendable {
        /// Leaves of this software, see ``Leaf``; what they say is checked.
        case schakel
        /// Whatever another software put there; it is hashed and not read.
        case opaque
    }

    /// How many faults are listed; verification stops there.
    public static let mostFaults = 100
    /// How many bundles are fetched ahead of the one being checked.
    static let prefetch = 8
    /// More bytes than any checkpoint that a reader takes.
    private static let largestCheckpoint = 2 << 20

    /// Where the log is read from.
    public let source: any TileSource
    /// The keys that are trusted, the log's own among them.
    public let verifiers: [NoteVerifier]
    /// What the entries are.
    public let leaves: Leaves
    /// A checkpoint of the same log that was verified earlier; the log must extend it.
    public let earlier: Checkpoint?
    /// Verifies the cosignatures of witnesses under the checkpoint and gives the names of those that cosigned. What it throws
    /// ends the verification.
    public let witnesses: (@Sendable (SignedNote) throws -> [String])?
    /// A further check of each leaf, called in the order of the log with its place. The fault it gives is reported with the
    /// others; see ``check(opening:at:leaf:)``.
    public let judgement: (@Sendable (UInt64, Leaf) -> LogFault?)?

    /// Prepares a verification; nothing is read yet.
    public init(
        source: any TileSource, verifiers: [NoteVerifier], leaves: Leaves = .schakel, earlier: Checkpoint? = nil,
        witnesses: (@Sendable (SignedNote) throws -> [String])? = nil,
        judgement: (@Sendable (UInt64, Leaf) -> LogFault?)? = nil
    ) {
        self.source = source
        self.verifiers = verifiers
        self.leaves = leaves
        self.earlier = earlier
        self.witnesses = witnesses
        self.judgement = judgement
    }

    /// Verifies the whole log.
    ///
    /// - Parameter progress: called after each bundle with the number of entries done and their total.
    /// - Throws: ``LedgerError`` `noCheckpoint` when there is none, as ``Checkpoint/init(opening:by:)`` when it is not one of a
    ///   trusted log, `wrongOrigin` when the earlier one is of another log, `outOfRange` for a size beyond 2^63 - 1; errors of
    ///   the source as they are.
    public func verify(progress: @Sendable (_ done: UInt64, _ total: UInt64) -> Void = { _, _ in }) async throws -> LogReport {
        var audit = try await open()
        let size = audit.checkpoint.size
        let count = TilePath.bundleCount(size: size)
        try await withThrowingTaskGroup(of: CheckedBundle.self) { group in
            var asked: UInt64 = 0
            var arrived: [UInt64: CheckedBundle] = [:]
            var done: UInt64 = 0
            while done < count, !audit.isFull {
                while asked < count, asked < done + UInt64(Self.prefetch) {
                    let index = asked
                    group.addTask { try await BundleCheck(source: source, leaves: leaves, size: size).bundle(index) }
                    asked += 1
                }
                if let bundle = arrived.removeValue(forKey: done) {
                    try await audit.take(bundle)
                    done += 1
                    progress(audit.entries, size)
                } else if let bundle = try await group.next() {
                    arrived[bundle.index] = bundle
                }
            }
            group.cancelAll()
        }
        return try await audit.report()
    }

    /// Fetches and opens the checkpoint.
    private func open() async throws -> LogAudit {
        guard let bytes = try await source.bytes(at: "checkpoint", most: Self.largestCheckpoint) else {
            throw LedgerError(.noCheckpoint, "There is no checkpoint here: give the address or folder of a log.")
        }
        let note = try SignedNote(parsing: bytes)
        let (checkpoint, signers) = try Checkpoint.open(note, by: verifiers)
        guard checkpoint.size <= UInt64(Int64.max) else {
            throw LedgerError(.outOfRange, "A log of \(checkpoint.size) entries cannot be.")
        }
        if let earlier, earlier.origin != checkpoint.origin {
            throw LedgerError(
                .wrongOrigin, "The earlier checkpoint is of \(earlier.origin), this log is \(checkpoint.origin): give its own.")
        }
        let cosigners = try witnesses?(note) ?? []
        return LogAudit(verifier: self, note: note, checkpoint: checkpoint, signers: signers.map(\.name) + cosigners)
    }
}

extension LedgerError.Code {
    /// There is no checkpoint where a log should be.
    public static let noCheckpoint = LedgerError.Code("noCheckpoint")
}
