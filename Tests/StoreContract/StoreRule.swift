// SPDX-License-Identifier: EUPL-1.2

import Store
public import Testing

/// One thing every engine must do. The tests of an engine check all of ``StoreRule/all``, each in a fresh place:
///
///     @Test("the engine keeps every rule", arguments: StoreRule.all)
///     func keeps(_ rule: StoreRule) async throws { try await rule.check(in: FreshPlace()) }
public struct StoreRule: Sendable, CustomTestStringConvertible {
    /// The rule in one sentence.
    public let sentence: String
    private let body: @Sendable (any StorePlace) async throws -> Void

    /// The sentence, as the name of the test's case.
    public var testDescription: String { sentence }

    /// A rule that opens the store itself, more than once.
    init(_ sentence: String, inPlace body: @Sendable @escaping (any StorePlace) async throws -> Void) {
        self.sentence = sentence
        self.body = body
    }

    /// A rule over an open store.
    init(_ sentence: String, _ body: @Sendable @escaping (any Store) async throws -> Void) {
        self.init(
            sentence,
            inPlace: { place in
                let store = try await place.open()
                try await body(store)
                try await store.close()
            }
        )
    }

    /// Checks the rule.
    /// - Parameter place: a place in which no store was opened before.
    public func check(in place: any StorePlace) async throws {
        try await body(place)
    }

    /// The whole contract.
    public static let all: [StoreRule] = [
        logs, leaves, audiences, erasures, trees, transactions, refusals, concurrency, cases, worklists, readings, subjects,
        manySubjects, lists, snapshots,
        measures, statements, figures, edges, acts, settings, texts, copies, leases, scrubbing, openings,
    ].flatMap(\.self)
}
