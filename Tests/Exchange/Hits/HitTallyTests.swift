// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("Counting a party's hits")
struct HitTallyTests {
    private let morning = Trial.at("2026-03-02T09:00:00Z")

    @Test("a party's day takes so many; the next day, by UTC, it has room again")
    func day() {
        let rule = HitRule(mostPerDay: 2)
        var tally = HitTally()
        #expect(tally.hasRoom(at: morning, under: rule))
        tally.count(at: morning)
        tally.count(at: morning + .hours(1))

        #expect(!tally.hasRoom(at: Trial.at("2026-03-02T23:59:59.999Z"), under: rule))
        #expect(tally.hasRoom(at: Trial.at("2026-03-03T00:00:00Z"), under: rule))
        #expect(tally.count(on: morning) == 2 && tally.count(on: morning + .days(1)) == 0 && tally.total == 2)
        tally.count(at: morning + .days(1))
        #expect(tally.today == 1 && tally.total == 3)
    }

    @Test("a clock that goes back does not give a party a new day")
    func back() {
        let rule = HitRule(mostPerDay: 1)
        var tally = HitTally()
        tally.count(at: morning)

        #expect(!tally.hasRoom(at: morning - .days(1), under: rule))
        tally.count(at: morning - .days(1))
        #expect(tally.today == 2)
    }

    @Test("it is read back as it was, and holds three numbers")
    func kept() throws {
        var tally = HitTally()
        tally.count(at: morning)

        #expect(try HitTally(json: JSON(parsing: tally.json.canonical())) == tally)
        #expect(tally.json.object?.keys.sorted() == ["day", "today", "total"])
        for text in ["{}", "[]", #"{"day":1,"today":"2","total":3}"#, #"{"day":1,"today":2}"#] {
            #expect(throws: MalformedRecord.self) { try HitTally(json: JSON(parsing: text)) }
        }
    }
}

@Suite("Areas and outcomes of hits")
struct SightingTests {
    @Test(
        "an area is 1 to 64 printable ASCII bytes",
        arguments: [
            ("204-08-1A2B", true), ("a", true), (String(repeating: "x", count: 64), true), ("Cell 4, Utrecht-West", true),
            ("268435455", true), ("", false), (String(repeating: "x", count: 65), false), ("Utrecht\n", false), ("Bûnde", false),
            ("a\u{0}b", false), ("\u{7F}", false),
        ])
    func areas(text: String, isArea: Bool) {
        #expect(Sighting.isArea(text) == isArea)
    }

    @Test("a subscriber's number is no area", arguments: ["204080123456789", "imsi-204080123456789", "msisdn 316123456789"])
    func subscribers(text: String) {
        #expect(!Sighting.isArea(text))
    }

    @Test("random texts are judged, never crash, and what is taken is printable and short")
    func robust() {
        var chance = ClockFixture.FixedChance(state: 77)
        for _ in 0..<5_000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...80, using: &chance) {
                let value = UInt32.random(in: 0...0x17F, using: &chance)
                if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
            }
            guard Sighting.isArea(text) else { continue }
            #expect(text.utf8.count <= 64 && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
        }
    }

    @Test("each refusal in a case has an outcome, and no two outcomes share a word")
    func outcomes() {
        func outcome(_ code: RefusalCode) -> HitOutcome { HitOutcome(Refusal(code, "Proef.")) }

        #expect(outcome(.duplicate) == .known && outcome(.invalid) == .future && outcome(.afterTerm) == .tooOld)
        #expect(outcome(.tooMany) == .full && outcome(.unknown) == .notListed && outcome(.notNow) == .notListed)
        #expect(Set(HitOutcome.all).count == HitOutcome.all.count)
    }
}
