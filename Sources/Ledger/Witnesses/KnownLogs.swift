// SPDX-License-Identifier: EUPL-1.2

/// The logs that a witness watches: the keys by which each signs its checkpoints.
///
/// Logs are told apart by the bytes of their origins, through their hashes, as is done in the paths of monitors.
public struct KnownLogs: Hashable, Sendable {
    /// The largest list that is read, in bytes.
    public static let largestText = 1 << 20
    /// The most keys that are read.
    public static let mostKeys = 4_096

    private let keys: [String: [NoteVerifier]]

    /// Reads a list: one vkey a line, named for its log's origin; a log that changes keys has several. Empty lines and lines
    /// that begin with `#` say nothing.
    ///
    /// - Throws: ``LedgerError`` `malformed` or `unusableKey` with the number of the line that is wrong, or `tooLarge`.
    public init(parsing text: some StringProtocol) throws(LedgerError) {
        guard text.utf8.count <= Self.largestText else {
            throw LedgerError(.tooLarge, "A list of logs has at most \(Self.largestText) bytes; watch fewer.")
        }
        var keys: [String: [NoteVerifier]] = [:]
        var count = 0
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = line.split { $0 == " " || $0 == "\t" }
            guard let vkey = words.first, vkey.first != "#" else { continue }
            count += 1
            guard count <= Self.mostKeys else {
                throw LedgerError(.tooLarge, "A list of logs has at most \(Self.mostKeys) keys; watch fewer.")
            }
            do throws(LedgerError) {
                guard words.count == 1 else { throw LedgerError(.malformed, "There is one key on a line, and nothing else.") }
                let key = try NoteVerifier(vkey: vkey)
                guard key.isUsable else {
                    throw LedgerError(.unusableKey, "The key of \(key.name) is not a log's Ed25519 key (type 1).")
                }
                let hash = Self.hash(of: key.name)
                guard keys[hash]?.contains(key) != true else {
                    throw LedgerError(.malformed, "The key of \(key.name) is there already; name each key once.")
                }
                keys[hash, default: []].append(key)
            } catch {
                throw LedgerError(error.code, "Line \(index + 1) of the list of logs: \(error.reason)")
            }
        }
        self.keys = keys
    }

    /// The keys of a log, or nil when it is not watched.
    public func keys(of origin: String) -> [NoteVerifier]? { keys[Self.hash(of: origin)] }

    /// The origins of the watched logs, in order.
    public var origins: [String] { keys.values.compactMap { $0.first?.name }.sorted() }

    /// How a log is named in paths and files: SHA-256 of its origin, 64 lower-case hexadecimal digits (c2sp.org/tlog-witness).
    public static func hash(of origin: String) -> String { MerkleHash.plain(Array(origin.utf8)).hex }
}
