// SPDX-License-Identifier: EUPL-1.2

import StoreContract
import Testing

@Suite("The SQLite engine keeps the contract of a store")
struct SQLiteContractTests {
    @Test("the SQLite engine keeps every rule of the contract", arguments: StoreRule.all)
    func keeps(_ rule: StoreRule) async throws {
        let folder = try ScratchFolder()

        try await rule.check(in: folder)
    }

    @Test("each rule of the contract has a sentence of its own")
    func sentences() {
        let sentences = StoreRule.all.map(\.sentence)

        #expect(Set(sentences).count == sentences.count)
        #expect(sentences.count > 40)
    }
}
