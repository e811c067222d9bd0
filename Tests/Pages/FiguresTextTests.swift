// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Pages

@Suite("Figures as CSV")
struct FiguresTextTests {
    private static func csv(name: String) -> [String] {
        let figures: JSON = [
            "deelnemers": [
                [
                    "naam": .string(name), "achterstand": ["versies": 2, "milliseconden": 5_000], "gemist": 1,
                    "blokkeren": ["aantal": 4, "p50": 200],
                ]
            ],
            "maanden": [["maand": "2026-11", "meldingen": 3, "blokkades": 2, "opheffingen": 1]],
        ]
        return FiguresText.csv(figures).components("\r\n")
    }

    @Test("each figure is a line of seven cells, under a heading")
    func lines() {
        let lines = FiguresTextTests.csv(name: "Voorbeeld Telecom")
        #expect(lines.first == "onderwerp,naam,maat,waarde,eenheid,periode,opmerking")
        #expect(lines.contains("tijd tot blokkade,Voorbeeld Telecom,p50,200,milliseconden,,"))
        #expect(lines.contains("per maand,2026-11,meldingen,3,aantal,2026-11,"))
        #expect(lines.contains("gemist,Voorbeeld Telecom,versies,1,versies,,"))
        #expect(lines.last == "")
        #expect(lines.dropLast().allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 7 })
        #expect(lines.count == 1 + 2 + 2 + 1 + 3 + 1)
    }

    @Test("how long who was wrongly blocked had to wait is told step by step")
    func reversals() {
        let figures: JSON = [
            "hersteld": [
                "nogUitTeVoeren": 0, "totBesluit": ["aantal": 2, "p50": 7_200_000],
                "vanBesluitTotOveral": ["aantal": 1, "p50": 900],
            ]
        ]

        let lines = FiguresText.csv(figures).components("\r\n")

        #expect(lines.contains("ten onrechte geblokkeerd,bezwaar tot besluit,p50,7200000,milliseconden,,"))
        #expect(lines.contains("ten onrechte geblokkeerd,besluit tot overal,aantal,1,aantal,,"))
        #expect(!lines.contains { $0.contains("bezwaar tot overal") })
    }

    @Test("years, kinds, regions and differences are lines too; what is not told has no value and says why")
    func trends() {
        let lines = FiguresText.csv(FiguresTextTests.trends).components("\r\n")

        #expect(lines.contains("per jaar,2009,meldingen,1000,aantal,2009,bron: Voorbeeldrapport"))
        #expect(lines.contains("per jaar,2026,meldingen,70,aantal,2026,niet het hele jaar"))
        #expect(!lines.contains { $0.hasPrefix("per jaar,2009,blokkades") })
        #expect(lines.contains("verschil met 2025,2009,meldingen,-91,promille,2009,bron: Voorbeeldrapport"))
        #expect(lines.contains("dezelfde maanden,,meldingen,67,aantal,2026-01/2026-10,"))
        #expect(lines.contains("dezelfde maanden,,meldingen,81,aantal,2025-01/2025-10,"))
        #expect(lines.contains("verschil met 2025,,meldingen,-173,promille,2026-01/2026-10,"))
        #expect(lines.contains("dezelfde maanden,utrecht,meldingen,20,aantal,2026-01/2026-10,"))
        #expect(!lines.contains { $0.hasPrefix("dezelfde maanden,zeeland") })
        #expect(lines.contains("per soort,theft,meldingen,9,aantal,2026-01,"))
        #expect(lines.contains("per regio,utrecht,meldingen,20,aantal,2026-01,"))
        #expect(lines.contains("per regio,utrecht,blokkades,,aantal,2026-01,minder dan 5"))
        #expect(lines.contains("per regio,utrecht,opheffingen,,aantal,2026-01,afgeschermd"))
        #expect(lines.dropLast().allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 7 })
    }

    static let trends: JSON = [
        "peildatum": "2026-11-21T10:00:00.000Z", "volledig": true, "ondergrens": 5, "basisjaar": 2025,
        "basisjaren": [2009, 2025, 2026],
        "maanden": [["maand": "2025-01", "meldingen": 10, "blokkades": 0, "opheffingen": 0]],
        "jaren": [
            [
                "jaar": 2009, "heel": true, "meldingen": 1_000, "blokkades": .null, "opheffingen": .null,
                "bron": ["nl": "Voorbeeldrapport", "en": "Example report"], "verschil": ["meldingen": -91],
            ],
            ["jaar": 2025, "heel": true, "meldingen": 81, "blokkades": 0, "opheffingen": 0, "verschil": ["meldingen": .null]],
            ["jaar": 2026, "heel": false, "meldingen": 70, "blokkades": 1, "opheffingen": 0, "verschil": ["meldingen": .null]],
        ],
        "vergelijking": [
            "jaar": 2026, "basisjaar": 2025, "vanMaand": 1, "totEnMetMaand": 10, "nu": ["meldingen": 67], "toen": ["meldingen": 81],
            "verschil": ["meldingen": -173],
            "regios": [
                [
                    "regio": "utrecht", "naam": ["nl": "Utrecht", "en": "Utrecht"], "nu": ["meldingen": 20],
                    "toen": ["meldingen": 10], "verschil": ["meldingen": 1_000],
                ],
                [
                    "regio": "zeeland", "naam": ["nl": "Zeeland", "en": "Zeeland"], "nu": ["meldingen": .null],
                    "toen": ["meldingen": 10], "verschil": ["meldingen": .null],
                ],
            ],
        ],
        "soorten": [
            ["soort": "theft", "naam": ["nl": "diefstal", "en": "theft"], "periode": "2026-01", "meldingen": 9],
            ["soort": "theft", "naam": ["nl": "diefstal", "en": "theft"], "periode": "2026", "meldingen": 70],
        ],
        "regios": [
            [
                "regio": "utrecht", "naam": ["nl": "Utrecht", "en": "Utrecht"], "periode": "2026-01", "meldingen": 20,
                "blokkades": .null, "opheffingen": .null, "onderOndergrens": ["blokkades"], "afgeschermd": ["opheffingen"],
            ],
            [
                "regio": "utrecht", "naam": ["nl": "Utrecht", "en": "Utrecht"], "periode": "2026", "meldingen": 20,
                "blokkades": .null, "opheffingen": .null, "onderOndergrens": ["blokkades"], "afgeschermd": ["opheffingen"],
            ],
            [
                "regio": "zeeland", "naam": ["nl": "Zeeland", "en": "Zeeland"], "periode": "2026", "meldingen": .null,
                "blokkades": .null, "opheffingen": .null, "onderOndergrens": ["meldingen", "blokkades", "opheffingen"],
                "afgeschermd": [],
            ],
        ],
    ]

    @Test(
        "a name cannot become a formula, nor end its cell",
        arguments: [
            ("=1+1", "'=1+1"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("@a", "'@a"), ("-a,\"", "\"'-a,\"\"\""),
            ("=\u{301}1", "'=\u{301}1"),
        ])
    func hostile(name: String, cell: String) {
        let line = FiguresTextTests.csv(name: name).first { $0.hasPrefix("gemist") }
        #expect(line.map { Array($0.utf8) } == Array("gemist,\(cell),versies,1,versies,,".utf8))
    }
}

extension String {
    fileprivate func components(_ separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
