// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Testing

@testable import Hub

@Suite("The text that names a page of the worklist")
struct WorklistMarkTests {
    private static let place = WorklistQuery.Place(rank: 1_772_442_000_123, id: CaseID(prefix: "DV", random: 77))
    private static let pages: [WorklistQuery.Page] = [
        .first, .last, .after(place), .before(place), .after(.init(rank: CaseWork.noTerm, id: place.id)),
        .before(.init(rank: -1, id: place.id)),
    ]

    @Test("each page of each order is read back from its text, which needs no escaping in an address", arguments: pages)
    func roundTrip(_ page: WorklistQuery.Page) {
        for order in WorklistQuery.Order.allCases {
            let mark = WorklistMark(page, in: order)
            let text = mark.description

            #expect(WorklistMark(text) == mark)
            #expect(text.utf8.count <= 120)
            #expect(text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
        }
    }

    @Test("pages that differ have texts that differ")
    func distinct() {
        let texts = WorklistMarkTests.pages.flatMap { page in
            WorklistQuery.Order.allCases.map { WorklistMark(page, in: $0).description }
        }

        #expect(Set(texts).count == texts.count)
    }

    @Test(
        "what no answer gave is not taken",
        arguments: [
            "", "x", "MSB1cGRhdGVk", "1 updated first", "MiBkdWUgZmlyc3Q", "MSBkdWUgZmlyc3Q=", "MSBkdWUgbWlkZGxl",
            "MSBkdWUgYWZ0ZXIgeCBEVi0wMDAwLTAwMDAtMDAwMA", "MSBkdWUgYWZ0ZXIgMDEgRFYtMDAwMC0wMDAwLTAwMDA",
            "MSBkdWUgZmlyc3QgMSBEVi0wMDAwLTAwMDAtMDAwMA", String(repeating: "A", count: 121),
        ])
    func refused(_ text: String) {
        #expect(WorklistMark(text) == nil)
    }

    @Test("whatever is changed in a text, it is refused or names another page by its one text")
    func mutated() {
        var generator = Trial.Generator(state: 5)
        for _ in 0..<2_000 {
            let page = WorklistMarkTests.pages.randomElement(using: &generator) ?? .first
            var bytes = Array(WorklistMark(page, in: .due).description.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0x20...0x7E, using: &generator)
            }
            let text = String(decoding: bytes, as: UTF8.self)
            if let mark = WorklistMark(text) { #expect(mark.description == text) }
        }
    }
}
