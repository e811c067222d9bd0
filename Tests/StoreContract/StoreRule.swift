// SPDX-License-Identifier: EUPL-1.2

public import Store
public import Testing

/// A place in which a store can be opened, closed and opened again: a folder, a schema of a server. Each rule gets a fresh one.
public protocol StorePlace: Sendable {
    /// Opens the store of this place; makes it the first time.
    func open() async throws -> any Store
}

/// One thing every engine must do. An engine's tests run all of ``StoreRule/all``, each in a fresh place.
public struct StoreRule: Sendable, CustomTestStringConvertible {
    /// The rule in one sentence.
    public let sentence: String
    private let check: @Sendable (any StorePlace) async throws -> Void

    /// The sentence, as the test's name.
    public var testDescription: String { sentence }

    /// A rule that opens the store itself, perhaps more than once.
    init(_ sentence: String, inPlace check: @Sendable @escaping (any StorePlace) async throws -> Void) {
        self.sentence = sentence
        self.check = check
    }

    /// A rule over one opened store.
    init(_ sentence: String, _ check: @Sendable @escaping (any Store) async throws -> Void) {
        self.init(sentence, inPlace: { place in
            let store = try await place.open()
            try await check(store)
            try await store.close()
        })
    }

    /// Checks the rule in a fresh place.
    public func verify(in place: any StorePlace) async throws {
        try await check(place)
    }

    /// The whole contract.
    public static let all: [StoreRule] = [StoreRule("probe") { store in #expect(store.engine.isEmpty) }]
}
