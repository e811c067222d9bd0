// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// The proofs of a batch's entries under its checkpoints: made together, for neighbours share most of the work.
struct BatchProofs {
    private var paths: [RegisterName: [UInt64: [Digest]]] = [:]
    private var checkpoints: [RegisterName: SignedNote] = [:]

    fileprivate init(of entries: [ActScope.Entry], in scope: ActScope) throws {
        for (log, entries) in Dictionary(grouping: entries, by: \.log) {
            guard let open = scope.state.logs[log], let checkpoint = open.checkpoint else {
                throw Refusal(.unknown, "This hub has no register \(log).")
            }
            let indexes = entries.map(\.index)
            let proved = try open.tree.inclusionPaths(of: indexes, reading: LogTiles(scope.writer, log: log))
            paths[log] = Dictionary(zip(indexes, proved), uniquingKeysWith: { first, _ in first })
            checkpoints[log] = try SignedNote(parsing: checkpoint)
        }
    }

    /// The offline-verifiable receipt of an entry.
    func receipt(of entry: ActScope.Entry) throws -> String {
        guard let path = paths[entry.log]?[entry.index], let checkpoint = checkpoints[entry.log] else {
            throw Refusal(.unknown, "This hub has no register \(entry.log).")
        }
        let opening = entry.payloadSize <= Receipt.largestPayload ? Receipt.Opening(payload: entry.payload, salt: entry.salt) : nil
        return Receipt(leaf: entry.leaf, opening: opening, index: entry.index, path: path, checkpoint: checkpoint).description
    }
}

extension ActScope {
    /// The proofs of some entries at the heads of their logs.
    func proofs(of entries: [Entry]) throws -> BatchProofs { try BatchProofs(of: entries, in: self) }
}
