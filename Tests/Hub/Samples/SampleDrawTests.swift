// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing
import Trials

@testable import Hub

@Suite("Choosing what edges are asked about")
struct SampleDrawTests {
    private static func draw(_ count: Int, at hub: TrialHub) async throws -> [String] {
        let tag = hub.core.secrets.tag(of: .list(.stolen, of: .devices))
        return try await hub.core.store.read { reader in
            try SampleDraw(register: Devices(), list: .stolen, tag: tag, reader: reader).subjects(count)
        }
    }

    /// Puts devices on the list without deciding each.
    private static func list(_ subjects: [String], at hub: TrialHub) async throws {
        let id = CaseID(prefix: "DV", random: 1)
        try await hub.perform("listing") { scope in
            for subject in subjects {
                try scope.writer.put(ListHold(caseID: id, status: "prohibited"), on: .stolen, of: subject, in: .devices)
            }
        }
    }

    @Test("with nothing on the list all are by chance, each once, and as many as were asked for", arguments: [1, 2, 7, 50])
    func empty(count: Int) async throws {
        try await TrialHub.run { hub in
            let drawn = try await Self.draw(count, at: hub)
            #expect(drawn.count == count && Set(drawn).count == count)
            #expect(drawn.allSatisfy { $0.utf8.count == 14 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        }
    }

    @Test("half of what is asked is listed, from all over a long list, and chance looks like it")
    func long() async throws {
        try await TrialHub.run { hub in
            var random = SeededGenerator(seed: 11)
            // Three thousand devices of forty types.
            let types = (0..<40).map { _ in UInt64.random(in: 1_000_000...99_999_999, using: &random) }
            let listed = Set(
                (0..<3_000).map { number in Devices().chanceSubject(random.next(), like: "\(types[number % 40])000000".padded) })
            try await Self.list(Array(listed), at: hub)

            var found: Set<String> = []
            for _ in 0..<20 {
                let drawn = try await Self.draw(40, at: hub)
                let hits = drawn.filter(listed.contains)
                #expect(drawn.count == 40 && hits.count == 20)
                found.formUnion(hits)
                let known = Set(listed.map { $0.prefix(8) })
                #expect(drawn.allSatisfy { known.contains($0.prefix(8)) }, "what is not listed is of types that are")
            }
            #expect(found.count > 200, "\(found.count) of 400 draws are different devices")
            #expect(Set(found.map { $0.prefix(8) }).count > 25, "of many types")
        }
    }
}

extension String {
    /// Fourteen digits, with zeros in front.
    fileprivate var padded: String { String(repeating: "0", count: Swift.max(0, 14 - utf8.count)) + self }
}
