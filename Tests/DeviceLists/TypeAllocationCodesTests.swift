// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing

@testable import DeviceLists

@Suite("The table of type allocation codes")
struct TypeAllocationCodesTests {
    @Test("has at least 120 codes, in order, none twice")
    func size() {
        let numbers = TypeAllocationCodes.all.map(\.tac.value)

        #expect(numbers.count >= 120)
        #expect(numbers == Set(numbers).sorted())
    }

    @Test("loses no line and no code of its text")
    func completeness() {
        let lines = typeAllocationTable.split(separator: "\n")
        let codes = lines.flatMap { $0.split(separator: "|").last?.split(separator: " ") ?? [] }

        #expect(TypeAllocationCodes.all.count == codes.count)
        #expect(Set(TypeAllocationCodes.all.map { "\($0.manufacturer)|\($0.model)" }).count == lines.count)
    }

    @Test("names makers and models in printable ASCII")
    func names() {
        for allocation in TypeAllocationCodes.all {
            #expect(!allocation.manufacturer.isEmpty && !allocation.model.isEmpty)
            #expect((allocation.manufacturer + allocation.model).utf8.allSatisfy { (0x20..<0x7F).contains($0) })
        }
    }

    @Test("has codes of several reporting bodies, no test codes, and the right body for each")
    func reportingBodies() throws {
        let prefixes = Set(TypeAllocationCodes.all.map { $0.tac.value / 1_000_000 })

        #expect(prefixes == [1, 35, 44, 49, 86, 91, 99])
        #expect(TypeAllocationCodes.all.allSatisfy { UInt32($0.reportingBody.code) == $0.tac.value / 1_000_000 })
        #expect(TypeAllocationCodes.all.allSatisfy { !$0.tac.isTest })
    }

    @Test(
        "knows some well-known codes",
        arguments: [
            (35_060_680, "Nokia", "3310"), (35_875_105, "Apple", "iPhone 5s"), (35_853_704, "Samsung", "Galaxy S II"),
            (1_194_800, "Apple", "iPhone 3GS"), (86_458_702, "OnePlus", "One"),
        ]
    )
    func lookUp(number: UInt64, manufacturer: String, model: String) throws {
        let imei = try #require(IMEI(value: number * 1_000_000 + 123_456))

        let allocation = try #require(TypeAllocationCodes.allocation(of: imei.tac))

        #expect(allocation.manufacturer == manufacturer)
        #expect(allocation.model == model)
        #expect(allocation.tac == imei.tac)
    }

    @Test("says nothing of a code that it does not have")
    func unknown() throws {
        let imei = try #require(IMEI(value: 0))

        #expect(TypeAllocationCodes.allocation(of: imei.tac) == nil)
    }

    @Test("leaves out lines of another shape")
    func parsing() {
        let table = "A|a|12345678 1234567 123456789 1234567x\nB|b\nC|c|12345678 00000001\n\nD|d|87654321|"

        let found = TypeAllocationCodes.parse(table)

        #expect(found.map(\.tac.value) == [1, 12_345_678])
        #expect(found.map(\.model) == ["c", "a"])
    }
}
