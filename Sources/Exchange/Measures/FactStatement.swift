// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What an edge signs: that a fact is true for a version of a measure, on the tree it saw. A signed note carries it as its text.
///
///     schakel/fact/v1
///     hub.example/devices
///     devices/stolen/oin:00000001234567890000
///     carried-out
///     1042
///     20311
///     n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=
///     2026-11-21T03:08:20.123Z
///
/// Lines: format, log origin, measure, fact, version, tree size, root hash in base64, the edge's own time.
public struct FactStatement: Hashable, Sendable {
    /// The log on which it stands.
    public let origin: String
    /// The measure.
    public let measure: MeasureID
    /// The fact.
    public let fact: MeasureFact
    /// The version.
    public let version: Int
    /// The size of the tree the edge verified.
    public let treeSize: UInt64
    /// The root of that tree.
    public let root: Digest
    /// When, by the edge's clock, the fact became true.
    public let at: Instant
    /// The edge's name within its party, from the key's name.
    public let edge: String

    /// The first line of every statement.
    public static let format = "schakel/fact/v1"

    /// Makes a statement.
    public init(
        origin: String, measure: MeasureID, fact: MeasureFact, version: Int, treeSize: UInt64, root: Digest, at: Instant,
        edge: String
    ) {
        self.origin = origin
        self.measure = measure
        self.fact = fact
        self.version = version
        self.treeSize = treeSize
        self.root = root
        self.at = at
        self.edge = edge
    }

    /// The text that is signed.
    public var text: String {
        """
        \(FactStatement.format)
        \(origin)
        \(measure)
        \(fact.rawValue)
        \(version)
        \(treeSize)
        \(root.base64)
        \(at)

        """
    }

    /// Reads the text of a note whose signature was verified.
    /// - Parameters:
    ///   - text: the note's text.
    ///   - edge: the edge whose key signed it.
    public init(text: String, edge: String) throws(MalformedRecord) {
        let lines = text.split(separator: "\n", maxSplits: 9, omittingEmptySubsequences: false)
        guard lines.count == 9, lines[0] == FactStatement.format, lines[8].isEmpty else {
            throw MalformedRecord(member: "text", expected: "the eight lines of \(FactStatement.format)")
        }
        guard let fact = MeasureFact(rawValue: String(lines[3])) else {
            throw MalformedRecord(member: "line 4", expected: "delivered, accepted or carried-out")
        }
        guard let version = Int(lines[4]), version > 0, String(version) == lines[4] else {
            throw MalformedRecord(member: "line 5", expected: "a version from 1")
        }
        guard let size = UInt64(lines[5]), String(size) == lines[5] else {
            throw MalformedRecord(member: "line 6", expected: "a tree size")
        }
        guard let root = Digest(base64: String(lines[6])) else {
            throw MalformedRecord(member: "line 7", expected: "a root in base64")
        }
        guard let at = Instant(rfc3339: lines[7]) else { throw MalformedRecord(member: "line 8", expected: "a time by RFC 3339") }
        self.init(
            origin: String(lines[1]), measure: MeasureID(stored: String(lines[2])), fact: fact, version: version, treeSize: size,
            root: root, at: at, edge: edge
        )
    }
}
