// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Signs the checkpoints of a hub's logs. Each log has a key of its own, whose name is the log's origin, so that no log can speak
/// for another.
struct LogSigner: Sendable {
    /// The hub's name, the first part of every origin: `hub.example`.
    let hub: String
    private let signers: [RegisterName: NoteSigner]

    /// - Throws: `StoreError` when a key does not carry its log's origin as its name.
    init(hub: String, signers: [RegisterName: NoteSigner]) throws(StoreError) {
        self.hub = hub
        self.signers = signers
        for (log, signer) in signers where signer.name != "\(hub)/\(log)" {
            throw StoreError(
                .failed, "The key of the log \(log) belongs to \(signer.name): start with the keys of this hub, or set its name.")
        }
    }

    /// The key by which anybody verifies a log's checkpoints.
    func verifierKey(of log: RegisterName) -> String { signers[log]?.vkey ?? "" }

    /// What checks the signatures of a log; nil for a log that this hub does not sign.
    func verifier(of log: RegisterName) -> NoteVerifier? { signers[log]?.verifier }

    /// The origin of a log: `hub.example/devices`.
    func origin(of log: RegisterName) -> String { "\(hub)/\(log)" }

    /// A signed checkpoint.
    func checkpoint(of log: RegisterName, size: UInt64, root: Digest) throws -> String {
        try Checkpoint(origin: origin(of: log), size: size, root: root).signed(by: [signer(of: log)]).description
    }

    /// The signed word that a log's head is this, now (`schakel/now/v1`): a checkpoint alone bears no time, so it could be an old one.
    func freshness(of log: RegisterName, _ head: StoredHead?, at now: Instant) throws -> String {
        let checkpoint = try head.map { try Checkpoint(parsing: SignedNote(parsing: $0.checkpoint).text) }
        let statement = FreshnessStatement(
            origin: origin(of: log), size: checkpoint?.size ?? 0, root: checkpoint?.root ?? MerkleHash.empty, at: now)
        return try SignedNote(signing: statement.text, with: [signer(of: log)]).description
    }

    /// A statement of the hub about a log, signed with the log's key.
    func statement(_ text: String, of log: RegisterName) throws -> String {
        try SignedNote(signing: text, with: [signer(of: log)]).description
    }

    /// Makes sure that what the store holds is what this key signed: a wrong key, a wrong name and a damaged store all stop the start.
    func check(_ head: StoredHead, of log: RegisterName, root: Digest?) throws {
        let note = try SignedNote(parsing: head.checkpoint)
        do {
            try note.verified(by: [signer(of: log).verifier])
        } catch {
            throw StoreError(
                .corrupt,
                "The log \(log) was signed with another key than this hub's: start with the key that belongs to this store.")
        }
        let checkpoint = try Checkpoint(parsing: note.text)
        guard checkpoint.origin == origin(of: log) else {
            throw StoreError(
                .corrupt,
                "The store belongs to the hub \(checkpoint.origin.split(separator: "/").first ?? "?"): set that name, or choose another data folder."
            )
        }
        guard checkpoint.size == head.size, checkpoint.root == root else {
            throw StoreError(
                .corrupt, "The entries of the log \(log) do not give the root that was signed: restore the store from a copy.")
        }
    }

    private func signer(of log: RegisterName) throws(StoreError) -> NoteSigner {
        guard let signer = signers[log] else {
            throw StoreError(.failed, "There is no key for the log \(log): add it to the hub's keys.")
        }
        return signer
    }
}
