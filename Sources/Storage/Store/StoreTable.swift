// SPDX-License-Identifier: EUPL-1.2

/// A value in a row, for copying between engines.
public enum StoreValue: Hashable, Sendable {
    /// Nothing.
    case null
    /// A whole number.
    case integer(Int64)
    /// A text.
    case text(String)
    /// Bytes.
    case bytes([UInt8])
}

/// A table that every engine has under the same name with the same columns, so that a ledger can be moved from one to another.
public struct StoreTable: Hashable, Sendable {
    /// What a column holds.
    public enum Kind: Sendable {
        /// A whole number.
        case integer
        /// A text, compared by its bytes.
        case text
        /// Bytes.
        case bytes
    }

    /// A column.
    public struct Column: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// What it holds.
        public let kind: Kind
    }

    /// Its name.
    public let name: String
    /// Its columns; those of the key first.
    public let columns: [Column]
    /// How many columns the key has.
    public let keyLength: Int

    private init(_ name: String, key: [(String, Kind)], _ others: [(String, Kind)]) {
        self.name = name
        columns = (key + others).map { Column(name: $0.0, kind: $0.1) }
        keyLength = key.count
    }

    /// All tables, in an order in which they can be filled. The index from subjects to cases is none of them: an engine makes it
    /// from `case_subjects` as rows are put there.
    public static let all = [
        StoreTable("settings", key: [("name", .text)], [("value", .bytes)]),
        StoreTable("heads", key: [("log", .text)], [("size", .integer), ("time", .integer), ("checkpoint", .text)]),
        StoreTable(
            "entries", key: [("log", .text), ("idx", .integer)],
            [("tag", .bytes), ("sequence", .integer), ("stream", .text), ("leaf", .bytes)]),
        StoreTable("payloads", key: [("log", .text), ("idx", .integer)], [("salt", .bytes), ("bytes", .bytes)]),
        StoreTable("tiles", key: [("log", .text), ("level", .integer), ("idx", .integer)], [("hashes", .bytes)]),
        StoreTable(
            "cases", key: [("register", .text), ("id", .text)],
            [
                ("phase", .text), ("opened", .integer), ("updated", .integer), ("due", .integer), ("subjects", .integer),
                ("list_version", .integer), ("described", .integer), ("tasks", .integer), ("work_due", .integer),
                ("first_kind", .text),
                ("objections", .integer), ("proposer", .text),
            ]),
        StoreTable(
            "case_subjects", key: [("register", .text), ("case_id", .text), ("kind", .text), ("value", .text)], []),
        StoreTable(
            "holds", key: [("register", .text), ("list", .text), ("subject", .text), ("case_id", .text)], [("status", .text)]),
        StoreTable("measures", key: [("id", .text)], [("register", .text), ("state", .text)]),
        StoreTable(
            "facts", key: [("measure", .text), ("fact", .text), ("edge", .text), ("version", .integer)],
            [("at", .integer), ("stated", .integer)]),
        StoreTable(
            "figures", key: [("register", .text), ("month", .text), ("entry", .text), ("kind", .text), ("region", .text)],
            [("amount", .integer)]),
        StoreTable("figures_counted", key: [("register", .text)], [("entries", .integer)]),
        StoreTable(
            "snapshots", key: [("register", .text), ("list", .text), ("version", .integer)],
            [("size", .integer), ("subjects", .integer), ("length", .integer), ("digest", .bytes), ("entry", .integer)]),
        StoreTable(
            "snapshot_parts", key: [("register", .text), ("list", .text), ("version", .integer), ("part", .integer)],
            [("bytes", .bytes)]),
        StoreTable(
            "readings", key: [("register", .text), ("started", .integer), ("span", .bytes)],
            [
                ("trace", .bytes), ("parent", .bytes), ("foreign_span", .bytes), ("ended", .integer), ("operation", .text),
                ("activity", .text), ("subject", .bytes), ("party", .text), ("person", .text), ("role", .text),
                ("mandate", .integer), ("purpose", .text), ("basis", .text),
            ]),
        StoreTable("acts", key: [("key", .text)], [("fingerprint", .bytes), ("answer", .bytes), ("at", .integer)]),
    ]
}
