// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Identifiers
import Testing

@Suite("How a party is known")
struct PartyIDTests {
    @Test(
        "a party is named by its OIN or its KvK number, with or without the prefix",
        arguments: [
            ("oin:00000001234567890000", "oin:00000001234567890000"), ("00000001234567890000", "oin:00000001234567890000"),
            ("kvk:12345678", "kvk:12345678"), ("12345678", "kvk:12345678"), ("00000001", "kvk:00000001"),
        ]
    )
    func reads(text: String, party: String) throws {
        #expect(try PartyID(text).description == party)
    }

    @Test(
        "anything else names no party, and the refusal names the field",
        arguments: [
            "", "oin:", "kvk:", "oin:12345678", "kvk:00000001234567890000", "1234567", "123456789", "btw:12345678",
            "OIN:00000001234567890000",
            "oin:oin:00000001234567890000", " 12345678", "kvk:1234567é", "oin:\u{301}0000001234567890000",
        ]
    )
    func refuses(text: String) {
        #expect { try PartyID(text, field: "geadresseerden[3]") } throws: { error in
            let refusal = error as? Refusal
            return refusal?.code == .invalid && refusal?.faults.map(\.field) == ["geadresseerden[3]"]
        }
    }

    @Test("what is printed is read back as the same party")
    func roundTrip() throws {
        for id in [PartyID(try OIN("00000001234567890000")), PartyID(try KvKNumber("01234567"))] {
            #expect(try PartyID(id.description) == id)
        }
    }

    @Test("parties are ordered by their text")
    func order() {
        #expect([People.police, People.mobile, People.telecom].sorted() == [People.telecom, People.mobile, People.police])
    }

    @Test("disturbed names are refused or are those of a party, and never crash")
    func disturbed() {
        let texts = ["oin:00000001234567890000", "kvk:12345678", "12345678"]
        for text in ClockFixture.disturbed(texts, count: 3_000, seed: 11) {
            guard let id = try? PartyID(text) else { continue }
            #expect([12, 24].contains(id.description.utf8.count), "\(text)")
            #expect((try? PartyID(id.description)) == id)
        }
    }
}
