// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@testable import ListedDevices
@testable import Segments

@Suite("Exceptions")
struct ExceptionTests {
    private let folder = TemporaryFolder()

    private func contents(of list: ListedDevices) throws -> [ListedException] {
        var entries = try list.entries()
        var exceptions: [ListedException] = []
        while let exception = entries.nextException() { exceptions.append(exception) }
        return exceptions
    }

    @Test(
        "over random changes and compactions exceptions are those of a plain set, and come in order",
        arguments: 1...3 as ClosedRange<UInt64>)
    func history(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let list = try Sample.list(in: folder, Dictionary(uniqueKeysWithValues: (0..<20).map { ($0 * 1_000_003, .prohibited) }))
        let subscribers = try ["204080000000001", "204080000000002", "00101", "001010", "0204080000000001", "204080000000001"]
            .compactMap { $0.utf8.count < 6 || $0.utf8.count > 15 ? nil : try Sample.subscriber($0) }
        var right: Set<ListedException> = []
        for round in 1...40 as ClosedRange<UInt64> {
            var changes: [ListChange] = []
            for _ in 0..<8 {
                let imei = try Sample.imei((random.next() % 24) * 1_000_003)
                let subscriber = try #require(subscribers.randomElement(using: &random))
                let exception = ListedException(imei: imei, subscriber: subscriber)
                if random.next() % 3 == 0 {
                    right.remove(exception)
                    changes.append(.unexcept(imei, subscriber))
                } else {
                    right.insert(exception)
                    changes.append(.except(imei, subscriber))
                }
            }
            list.apply(changes, version: round)
            if round % 9 == 0 { try Sample.compact(list) }
            #expect(list.totals.exceptions == right.count)
            for device in 0..<24 as Range<UInt64> {
                let imei = try Sample.imei(device * 1_000_003)
                for subscriber in subscribers {
                    let isExcepted = right.contains(ListedException(imei: imei, subscriber: subscriber))
                    let expected: ListedStatus? = device < 20 ? (isExcepted ? .permitted : .prohibited) : nil
                    #expect(list.status(of: imei, subscriber: subscriber) == expected)
                }
            }
            if round % 5 == 0 { #expect(try contents(of: list) == right.sorted()) }
        }
    }

    @Test("exceptions of a list that comes in place of another are its own")
    func replaced() throws {
        let list = try Sample.list(in: folder, [1: .prohibited])
        let imei = try Sample.imei(1)
        let (old, new) = (try Sample.subscriber("204080000000001"), try Sample.subscriber("204080000000002"))
        list.apply([.except(imei, old)], version: 2)
        let draft = try list.replace(version: 3) { writer in
            try writer.add(Sample.device(1, .tracking))
            try writer.add(ListedException(imei: imei, subscriber: new))
        }
        _ = try list.adopt(draft)
        #expect(list.status(of: imei, subscriber: old) == .tracking && list.status(of: imei, subscriber: new) == .permitted)
        #expect(list.totals == ListTotals(tracking: 1, exceptions: 1))
    }

    @Test("exceptions that come while a draft is written stay")
    func meanwhile() throws {
        let list = try Sample.list(in: folder, [1: .prohibited])
        let imei = try Sample.imei(1)
        let (early, late) = (try Sample.subscriber("204080000000001"), try Sample.subscriber("204080000000002"))
        list.apply([.except(imei, early)], version: 2)
        let draft = try list.compact()
        list.apply([.unexcept(imei, early), .except(imei, late)], version: 3)
        for round in 0..<2 {
            #expect(
                list.status(of: imei, subscriber: early) == .prohibited && list.status(of: imei, subscriber: late) == .permitted)
            #expect(list.totals.exceptions == 1)
            if round == 0 { _ = try list.adopt(draft) }
        }
        #expect(try contents(of: list) == [ListedException(imei: imei, subscriber: late)])
    }

    @Test("thousands of exceptions in a segment are found, their neighbours are not")
    func many() throws {
        let list = try Sample.empty(in: folder)
        let draft = try list.replace(version: 1) { writer in
            for device in 0..<500 as Range<UInt64> { try writer.add(Sample.device(device * 3)) }
            for device in 0..<500 as Range<UInt64> {
                for place in 0..<4 as Range<UInt64> {
                    try writer.add(
                        ListedException(
                            imei: Sample.imei(device * 3), subscriber: Subscriber(word: 1_204_080_000_000_000 + place * 2)))
                }
            }
        }
        _ = try list.adopt(draft)
        #expect(draft.totals.exceptions == 2_000)
        for device in 0..<500 as Range<UInt64> {
            for place in 0..<8 as Range<UInt64> {
                let subscriber = Subscriber(word: 1_204_080_000_000_000 + place)
                let answer = list.status(of: try Sample.imei(device * 3), subscriber: subscriber)
                #expect(answer == (place % 2 == 0 ? .permitted : .prohibited))
            }
        }
    }
}
