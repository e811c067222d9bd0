// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Two checkpoints under one log's key that cannot both be true: proof, to anybody, that the log was shown in two ways.
struct Contradiction {
    /// The kind in the leaf header.
    static let kind = "contradiction"
    /// The stream in the log of parties.
    static let stream = "contradictions"

    let log: RegisterName
    let ours: SignedNote
    let theirs: SignedNote

    /// - Throws: a refusal when a signature does not hold, or the two can both be true.
    init(ours: String, theirs: String, signer: LogSigner, in scope: ActScope) throws {
        let (first, log) = try Contradiction.open(ours, field: "eigen", signer: signer, in: scope)
        let (second, other) = try Contradiction.open(theirs, field: "andere", signer: signer, in: scope)
        guard log == other, let open = scope.state.logs[log] else {
            throw Refusal.field("andere", "The two checkpoints are of different logs.", code: .badProof)
        }
        let tiles = LogTiles(scope.writer, log: log)
        // Whatever this log never was, contradicts it; and so do two roots of one size.
        let isTrue = try [first, second].allSatisfy { checkpoint in
            try checkpoint.size <= open.tree.size && open.tree.root(at: checkpoint.size, reading: tiles) == checkpoint.root
        }
        guard !isTrue else {
            throw Refusal.field(
                "andere", "Both checkpoints are of the log as it is: they do not contradict each other.", code: .badProof)
        }
        self.log = log
        self.ours = try SignedNote(parsing: ours)
        self.theirs = try SignedNote(parsing: theirs)
    }

    /// What is entered.
    func json(by actor: Actor, at now: Instant) -> JSON {
        .object(
            JSONObject([
                ("at", .string(now.description)), ("event", .string(Contradiction.kind)), ("log", .string(log.rawValue)),
                ("ours", .string(ours.description)), ("party", actor.party.map { .string($0.description) }),
                ("theirs", .string(theirs.description)),
            ]))
    }

    /// What a note says of a log: a checkpoint, or the word that a head is so now.
    private static func claim(of note: SignedNote) throws(LedgerError) -> Checkpoint {
        guard note.text.hasPrefix(FreshnessStatement.format + "\n") else { return try Checkpoint(parsing: note.text) }
        guard let statement = try? FreshnessStatement(text: note.text) else {
            throw LedgerError(.malformed, "The note is no statement of \(FreshnessStatement.format).")
        }
        return Checkpoint(origin: statement.origin, size: statement.size, root: statement.root)
    }

    private static func open(
        _ text: String, field: String, signer: LogSigner, in scope: ActScope
    ) throws -> (Checkpoint, RegisterName) {
        do {
            let note = try SignedNote(parsing: text)
            let claimed = try Contradiction.claim(of: note)
            guard let log = scope.state.logs.keys.first(where: { signer.origin(of: $0) == claimed.origin }) else {
                throw Refusal.field(field, "This hub has no log \(claimed.origin).", code: .unknown)
            }
            _ = try note.verified(by: [NoteVerifier(vkey: signer.verifierKey(of: log))])
            return (claimed, log)
        } catch let error as LedgerError {
            throw Refusal.field(field, "This is no checkpoint of this hub: \(error.reason)", code: .badProof)
        }
    }
}
