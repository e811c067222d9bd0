// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing
import Trials

@Suite("How reports are counted")
struct FigureRuleTests {
    private let rule = FigureRule(
        regionMember: "plaats",
        regions: [
            FigureRegion("noord", Bilingual("Noord-Land", "North Land"), spellings: ["Boven"]),
            FigureRegion("fryslan", Bilingual("Fryslân", "Friesland")),
        ],
        kinds: ["claim"])

    @Test(
        "a region is known however it is written",
        arguments: [
            ("Noord-Land", "noord"), ("NOORD LAND", "noord"), ("  noord–land. ", "noord"), ("North Land", "noord"),
            ("noord", "noord"),
            ("boven", "noord"), ("Fryslân", "fryslan"), ("FRYSLAN", "fryslan"), ("frysla\u{302}n", "fryslan"),
            ("friesland", "fryslan"), ("Noord-Landen", "other"), ("", "other"), ("zuid", "other"), ("other", "other"),
        ])
    func regions(text: String, code: String) {
        #expect(rule.region(text) == RegionCode(rawValue: code))
        #expect(rule.origin("claim", ["plaats": .string(text)]).region == RegionCode(rawValue: code))
    }

    @Test("a report without a region, or with something else in its place, is counted as other")
    func noRegion() {
        for details: JSON in [[:], ["plaats": 5], ["plaats": .null], .null, ["elders": "Noord-Land"]] {
            #expect(rule.origin("claim", details).region == .other)
        }
        #expect(FigureRule().origin("claim", ["plaats": "Noord-Land"]) == .unknown)
    }

    @Test("kinds that are not counted apart are counted together")
    func kinds() {
        #expect(rule.counted("claim") == "claim")
        #expect(rule.counted("notice") == FigureRule.otherKind)
        #expect(rule.origin("notice", ["plaats": "boven"]) == FigureOrigin(kind: "other", region: "noord"))
    }

    @Test("whatever text comes, it is one of the regions or other")
    func anyText() {
        var generator = SeededGenerator(seed: 7)
        let codes: Set<RegionCode> = ["noord", "fryslan", .other]
        for _ in 0..<2_000 {
            let scalars = (0..<Int.random(in: 0...120, using: &generator)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &generator))
            }
            var text = ""
            text.unicodeScalars.append(contentsOf: scalars)
            #expect(codes.contains(rule.region(text)))
        }
    }

    private func faults(_ figures: FigureRule) -> [String] {
        let plain = Trial.policy
        return RegisterPolicy(
            register: plain.register, title: plain.title, purpose: plain.purpose, reports: plain.reports,
            decisions: plain.decisions, lists: plain.lists, measures: plain.measures, objection: plain.objection,
            retention: plain.retention, hits: plain.hits, figures: figures
        ).contradictions
    }

    @Test("a rule that can work has no contradictions")
    func sound() {
        #expect(faults(rule).isEmpty)
        #expect(faults(FigureRule()).isEmpty)
    }

    @Test("a rule that cannot work is found out")
    func contradictions() {
        let north = FigureRegion("noord", Bilingual("Noord", "North"))
        func regions(_ regions: FigureRegion...) -> FigureRule { FigureRule(regionMember: "plaats", regions: regions) }

        #expect(faults(FigureRule(kinds: ["nothing"])) == ["figures: there is no report nothing"])
        #expect(faults(FigureRule(kinds: ["claim", "claim"])) == ["figures: a kind is counted twice"])
        #expect(faults(regions(north, north)) == ["figures: a region is there twice"])
        #expect(
            faults(regions(north, FigureRegion("boven", Bilingual("Boven", "Above"), spellings: ["NOORD"])))
                == ["figures: noord is noord as well as boven"])
        #expect(
            faults(regions(FigureRegion(.other, Bilingual("Anders", "Else"))))
                == ["figures: other is what is in none of the regions"])
        #expect(
            faults(regions(FigureRegion("a", Bilingual("-", "A")))) == ["figures: a spelling of the region a is empty"])
        #expect(
            faults(FigureRule(regionMember: "plaats")) == ["figures: regions need a member that names them, and it them"])
        #expect(
            faults(FigureRule(regions: [north])) == ["figures: regions need a member that names them, and it them"])
        #expect(faults(FigureRule(fewest: 0)) == ["figures: nothing can be fewer than 0"])
        let year = PublishedYear(year: 2009, reports: 10, source: Bilingual("Bron", "Source"))
        #expect(faults(FigureRule(published: [year])).isEmpty)
        #expect(faults(FigureRule(published: [year, year])) == ["figures: a year was published twice"])
        for wrong in [
            PublishedYear(year: 2009, reports: -1, source: year.source),
            PublishedYear(year: 2009, reports: 1, source: Bilingual("", "Source")),
        ] {
            #expect(faults(FigureRule(published: [wrong])) == ["figures: what was published of 2009 has no number or no source"])
        }
    }
}
