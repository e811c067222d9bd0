// SPDX-License-Identifier: EUPL-1.2

public import Exchange
import Ledger

/// Two notes that one hub signed and that cannot both be true. Whoever has the log's key can see so; show them to the supervisor.
public struct EdgeEvidence: Hashable, Sendable {
    /// What became of it at the hub.
    public enum Telling: Int, Sendable {
        /// It was not told yet.
        case waiting = 0
        /// The hub took it in.
        case told = 1
        /// The hub did not take it.
        case refused = 2
    }

    /// When the edge met it.
    public let at: Instant
    /// By which fault: `split-view`.
    public let code: String
    /// The note that the edge had verified: a signed checkpoint.
    public let ours: String
    /// The note that contradicts it.
    public let theirs: String
    /// Whether the hub was told.
    public let telling: Telling

    /// The sizes of the trees of both; nil where a note tells none.
    public var sizes: [UInt64?] { [ours, theirs].map(EdgeEvidence.size) }

    /// For the operator's door.
    var json: JSON {
        [
            "at": .string(at.description), "code": .string(code),
            "sizes": .array(sizes.map { size in size.map { .integer(Int64(clamping: $0)) } ?? .null }),
        ]
    }

    private static func size(_ note: String) -> UInt64? {
        guard let text = try? SignedNote(parsing: note).text else { return nil }
        return (try? Checkpoint(parsing: text).size) ?? (try? FreshnessStatement(text: text).size)
    }
}
