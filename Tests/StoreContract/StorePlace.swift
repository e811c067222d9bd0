// SPDX-License-Identifier: EUPL-1.2

public import Store

/// A place in which a store can be opened, closed and opened again: a folder, a schema of a server.
public protocol StorePlace: Sendable {
    /// Opens the store of this place; makes it the first time.
    func open() async throws -> any Store
}
