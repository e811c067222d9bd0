// SPDX-License-Identifier: EUPL-1.2

import Foundation
import SQLiteStore
import Store
import StoreContract

/// An empty folder for one test; it goes when the test ends.
final class ScratchFolder: StorePlace {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("schakel-store-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The store's file.
    var file: String { path + "/store.sqlite" }

    func open() async throws -> any Store { try SQLiteStore(path: file) }
}
