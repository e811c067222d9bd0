// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
public import Ledger
import Operations

/// The key with which an edge signs its statements. Made at the first start, kept beside its data, readable by its owner only.
public enum EdgeKey {
    /// The key in a file, or a fresh one that is written there.
    /// - Parameters:
    ///   - path: the file.
    ///   - name: the name the key must carry: party and edge.
    /// - Throws: `LedgerError` when the file holds another key; a file error.
    public static func key(at path: String, named name: String) throws -> NoteSigner {
        if FileManager.default.fileExists(atPath: path) {
            let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
            let kept = try NoteSigner(privateText: text.trimmingLine)
            guard kept.name == name else {
                throw LedgerError(
                    .unusableKey, "The key in \(path) is that of \(kept.name), not of \(name): give each edge a folder of its own.")
            }
            return kept
        }
        let fresh = try NoteSigner(generating: name)
        try SecretFile.write(fresh.privateText + "\n", to: path)
        return fresh
    }
}

extension String {
    /// The text without a line end.
    fileprivate var trimmingLine: String { last?.isNewline == true ? String(dropLast()) : self }
}
