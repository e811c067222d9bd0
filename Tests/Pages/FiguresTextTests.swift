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

    @Test("each figure is a line of five cells, under a heading")
    func lines() {
        let lines = FiguresTextTests.csv(name: "Voorbeeld Telecom")
        #expect(lines.first == "onderwerp,naam,maat,waarde,eenheid")
        #expect(lines.contains("tijd tot blokkade,Voorbeeld Telecom,p50,200,milliseconden"))
        #expect(lines.contains("per maand,2026-11,meldingen,3,aantal"))
        #expect(lines.contains("gemist,Voorbeeld Telecom,versies,1,versies"))
        #expect(lines.last == "")
        #expect(lines.dropLast().allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 5 })
        #expect(lines.count == 1 + 2 + 2 + 1 + 3 + 1)
    }

    @Test(
        "a name cannot become a formula, nor end its cell",
        arguments: [
            ("=1+1", "'=1+1"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("@a", "'@a"), ("-a,\"", "\"'-a,\"\"\""),
            ("=\u{301}1", "'=\u{301}1"),
        ])
    func hostile(name: String, cell: String) {
        let line = FiguresTextTests.csv(name: name).first { $0.hasPrefix("gemist") }
        #expect(line.map { Array($0.utf8) } == Array("gemist,\(cell),versies,1,versies".utf8))
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
