// SPDX-License-Identifier: EUPL-1.2

import Operations
import PostgresStore
import SQLiteStore
import Store

/// Opens the store that the configuration names.
enum StoreChoice {
    /// Whether several hubs can use the store at once.
    static func isShared(_ settings: Operations.Settings) throws -> Bool { try settings.text("store") != "sqlite" }

    /// Opens it.
    static func open(_ settings: Operations.Settings, folder: HubFolder) throws -> any Store {
        let choice = try settings.text("store")
        return choice == "sqlite" ? try SQLiteStore(path: folder.storePath) : try PostgresStore(url: choice)
    }
}
