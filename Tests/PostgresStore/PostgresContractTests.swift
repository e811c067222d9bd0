// SPDX-License-Identifier: EUPL-1.2

import StoreContract
import Testing

extension PostgresTests {
    @Suite("The PostgreSQL engine keeps the contract of a store")
    struct PostgresContractTests {
        @Test("the PostgreSQL engine keeps every rule of the contract", arguments: StoreRule.all)
        func keeps(_ rule: StoreRule) async throws {
            let database = try ScratchDatabase()

            try await rule.check(in: database)
        }
    }
}
