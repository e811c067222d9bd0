// SPDX-License-Identifier: EUPL-1.2

import Logging

/// Metadata as one level of text: `["peer": ["port": 80]]` becomes `peer.port` = `80`, arrays count from `.0`.
///
/// Values under a forbidden key are replaced here, before anything is written. Bounded in entries, depth and key length.
struct FlatMetadata {
    static let entryLimit = 64
    static let depthLimit = 8
    /// In Unicode scalars.
    static let keyLimit = 128
    /// The names of a line's own fields; metadata of that name gets `metadata.` before it.
    static let ownKeys: Set<String> = ["time", "level", "label", "message", "truncated"]

    private var values: [String: String] = [:]
    /// Whether something was left out because of a bound.
    private(set) var isTruncated = false

    init(_ metadata: Logger.Metadata) {
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            add(value, key: Self.ownKeys.contains(key) ? "metadata." + key : key, depth: 1)
        }
    }

    /// The entries, sorted by key so that equal events give equal lines.
    var entries: [(key: String, value: String)] {
        values.sorted { $0.key < $1.key }
    }

    private mutating func add(_ value: Logger.MetadataValue, key: String, depth: Int) {
        let key = key.unicodeScalars.count > Self.keyLimit ? String(key.unicodeScalars.prefix(Self.keyLimit)) : key
        guard values.count < Self.entryLimit, depth <= Self.depthLimit else {
            isTruncated = true
            return
        }
        if Redaction.isForbidden(key) {
            values[key] = Redaction.placeholder
            return
        }
        switch value {
        case .string(let text):
            values[key] = text
        case .stringConvertible(let convertible):
            values[key] = convertible.description
        case .dictionary(let nested):
            for (name, value) in nested.sorted(by: { $0.key < $1.key }) {
                add(value, key: "\(key).\(name)", depth: depth + 1)
            }
        case .array(let nested):
            for (index, value) in nested.enumerated() {
                guard values.count < Self.entryLimit else {
                    isTruncated = true
                    return
                }
                add(value, key: "\(key).\(index)", depth: depth + 1)
            }
        }
    }
}
