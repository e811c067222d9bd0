// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("Case numbers")
struct CaseIDTests {
    @Test("a number is its register's prefix and sixty random bits, five to a character, lowest first")
    func made() {
        #expect(CaseID(prefix: "DV", random: 0).description == "DV-0000-0000-0000")
        #expect(CaseID(prefix: "DV", random: 1).description == "DV-1000-0000-0000")
        #expect(CaseID(prefix: "DV", random: 31 << 55).description == "DV-0000-0000-000Z")
        #expect(CaseID(prefix: "CN", random: .max).description == "CN-ZZZZ-ZZZZ-ZZZZ")
    }

    @Test("the four highest bits say nothing")
    func sixtyBits() {
        #expect(CaseID(prefix: "DV", random: 1 << 60) == CaseID(prefix: "DV", random: 0))
        #expect(CaseID(prefix: "DV", random: 1 << 59) != CaseID(prefix: "DV", random: 0))
    }

    @Test("the alphabet has no letters that are taken for another")
    func alphabet() {
        let letters = String(decoding: CaseID.alphabet, as: UTF8.self)

        #expect(Set(letters).count == 32)
        #expect(letters.allSatisfy { !"ILOU".contains($0) })
    }

    @Test("every number that is made is read back as itself")
    func roundTrip() throws {
        var chance = ClockFixture.FixedChance(state: 31)
        for _ in 0..<1_000 {
            let id = CaseID(prefix: "DV", random: chance.next())
            #expect(try CaseID(id.description) == id)
        }
    }

    @Test(
        "lower case, missing hyphens and blanks are mended",
        arguments: ["DV-7K3M-Q9TX-2HRA", "dv-7k3m-q9tx-2hra", "DV7K3MQ9TX2HRA", "dv 7k3m q9tx 2hra", " D-V7K3-MQ9TX-2HRA "]
    )
    func mends(text: String) throws {
        #expect(try CaseID(text).description == "DV-7K3M-Q9TX-2HRA")
    }

    @Test(
        "what is no number is refused, and the refusal names the field",
        arguments: [
            "", "DV", "DV-7K3M-Q9TX-2HR", "DV-7K3M-Q9TX-2HRAA", "DV-7K3M-Q9TX-2HRI", "DV-7K3M-Q9TX-2HRU", "D1-7K3M-Q9TX-2HRA",
            "DV-7K3M-Q9TX-2HR_", "ÐV-7K3M-Q9TX-2HR", "DV/7K3M/Q9TX/2HRA", "DV-7K3M-Q9TX-2HRA\n",
        ]
    )
    func refuses(text: String) {
        #expect { try CaseID(text, field: "nummer") } throws: { error in
            (error as? Refusal)?.faults.map(\.field) == ["nummer"]
        }
    }

    @Test("disturbed numbers are refused or mended to a number, and never crash")
    func disturbed() {
        for text in ClockFixture.disturbed(["DV-7K3M-Q9TX-2HRA", "dv7k3mq9tx2hra"], count: 3_000, seed: 32) {
            guard let id = try? CaseID(text) else { continue }
            #expect(id.description.utf8.count == 17)
            #expect((try? CaseID(id.description)) == id)
        }
    }

    @Test("numbers and subjects are ordered by their text")
    func order() throws {
        #expect(CaseID(prefix: "CN", random: .max) < CaseID(prefix: "DV", random: 0))
        let subjects = [Subject(kind: "b", value: "1"), Subject(kind: "a", value: "2"), Subject(kind: "a", value: "1")]
        #expect(subjects.sorted().map { $0.kind + $0.value } == ["a1", "a2", "b1"])
    }
}
