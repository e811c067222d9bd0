// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What a hub signs with a log's key to say that this was the head of the log at a moment. A checkpoint holds no time, so without this
/// nobody could tell the newest from one of last week. A signed note carries it as its text.
///
///     schakel/now/v1
///     hub.example/devices
///     20311
///     n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=
///     2026-11-21T03:08:20.123Z
///
/// Lines: format, log origin, tree size, root hash in base64, the hub's time by RFC 3339.
public struct FreshnessStatement: Hashable, Sendable {
    /// The log.
    public let origin: String
    /// How many entries it had.
    public let size: UInt64
    /// The root of its tree.
    public let root: Digest
    /// When, by the hub's clock, that was its head.
    public let at: Instant

    /// The first line of every statement. No origin can be it, so a statement is never taken for a checkpoint.
    public static let format = "schakel/now/v1"

    /// Makes a statement.
    public init(origin: String, size: UInt64, root: Digest, at: Instant) {
        self.origin = origin
        self.size = size
        self.root = root
        self.at = at
    }

    /// The text that is signed.
    public var text: String {
        """
        \(FreshnessStatement.format)
        \(origin)
        \(size)
        \(root.base64)
        \(at)

        """
    }

    /// Reads the text of a note whose signature was verified.
    /// - Throws: `MalformedRecord` that names the line at fault.
    public init(text: String) throws(MalformedRecord) {
        let lines = text.split(separator: "\n", maxSplits: 6, omittingEmptySubsequences: false)
        guard lines.count == 6, lines[0] == FreshnessStatement.format, lines[5].isEmpty else {
            throw MalformedRecord(member: "text", expected: "the five lines of \(FreshnessStatement.format)")
        }
        guard !lines[1].isEmpty else { throw MalformedRecord(member: "line 2", expected: "the origin of a log") }
        guard let size = UInt64(lines[2]), String(size) == lines[2] else {
            throw MalformedRecord(member: "line 3", expected: "a tree size")
        }
        guard let root = Digest(base64: String(lines[3])) else {
            throw MalformedRecord(member: "line 4", expected: "a root in base64")
        }
        guard let at = Instant(rfc3339: lines[4]) else { throw MalformedRecord(member: "line 5", expected: "a time by RFC 3339") }
        self.init(origin: String(lines[1]), size: size, root: root, at: at)
    }
}
