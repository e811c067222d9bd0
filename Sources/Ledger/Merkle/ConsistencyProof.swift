// SPDX-License-Identifier: EUPL-1.2

/// That a tree is an earlier tree with leaves added at its end, nothing changed and nothing removed (RFC 9162 §2.1.4).
public struct ConsistencyProof: Hashable, Sendable {
    /// How many leaves the earlier tree has.
    public let oldSize: UInt64
    /// How many leaves the later tree has.
    public let newSize: UInt64
    /// The hashes, as RFC 6962 §2.1.2 orders them: at most 65.
    public let path: [Digest]

    /// A proof as it was received or made.
    public init(oldSize: UInt64, newSize: UInt64, path: [Digest]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.path = path
    }

    /// Checks that the path leads to both roots (RFC 9162 §2.1.4.2).
    ///
    /// Every tree extends the empty one, and each tree itself; the path is empty then and the roots must fit.
    ///
    /// - Throws: ``LedgerError`` `notConsistent` when they do not: keep the answer, it is evidence of a rewritten log.
    public func verify(old: Digest, new: Digest) throws(LedgerError) {
        guard oldSize <= newSize else {
            throw LedgerError(
                .notConsistent, "The log went back from \(oldSize) to \(newSize) leaves; warn the supervisor.")
        }
        guard oldSize > 0, oldSize < newSize else {
            let isEmptyBefore = oldSize == 0 && old == MerkleHash.empty && (newSize > 0 || new == old)
            let isSame = oldSize > 0 && old == new
            guard path.isEmpty, isEmptyBefore || isSame else { throw fault() }
            return
        }
        var steps = path[...]
        // When the earlier tree is complete its root is where the path starts.
        guard let start = oldSize & (oldSize - 1) == 0 ? old : steps.popFirst() else { throw fault() }
        var place = oldSize - 1
        var last = newSize - 1
        while place & 1 == 1 {
            place >>= 1
            last >>= 1
        }
        var oldHash = start
        var newHash = start
        for step in steps {
            guard last > 0 else { throw fault() }
            if place & 1 == 1 || place == last {
                oldHash = MerkleHash.node(step, oldHash)
                newHash = MerkleHash.node(step, newHash)
                while place & 1 == 0 && place > 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                newHash = MerkleHash.node(newHash, step)
            }
            place >>= 1
            last >>= 1
        }
        guard last == 0, oldHash == old, newHash == new else { throw fault() }
    }

    private func fault() -> LedgerError {
        LedgerError(
            .notConsistent,
            "The log of \(newSize) leaves does not extend the one of \(oldSize) seen earlier; refuse it and warn the supervisor.")
    }
}
