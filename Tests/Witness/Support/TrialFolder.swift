// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Ledger

/// The data folder of a trial witness. It goes when the test lets go of it.
final class TrialFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("schakel-witness-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(of origin: String) -> String { path + "/" + KnownLogs.hash(of: origin) }

    /// What is on disk of a log.
    func kept(of origin: String) throws -> SignedNote? {
        guard let data = FileManager.default.contents(atPath: file(of: origin)) else { return nil }
        return try SignedNote(parsing: Array(data))
    }

    func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }
}
