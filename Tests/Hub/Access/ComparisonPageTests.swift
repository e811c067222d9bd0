// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// The page that sets Schakel beside other device registers promises nothing that no test shows.
@Suite("The page that compares device registers")
struct ComparisonPageTests {
    private struct Line {
        let number: Int
        let capability: String
        let answer: String
        /// The links: what they say, and the file below the folder of the package.
        let links: [(text: String, file: String)]
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func lines() throws -> [Line] {
        let page = try String(contentsOf: root.appending(path: "docs/comparison.md"), encoding: .utf8)
        return page.split(separator: "\n").compactMap { row in
            let cells = row.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count > 4, let number = Int(cells[1]) else { return nil }
            let links = cells.joined(separator: " ").matches(of: /\[([^\]]+)\]\(\.\.\/(Tests\/[^)]+)\)/).map {
                (text: String($0.1), file: String($0.2))
            }
            return Line(number: number, capability: cells[2], answer: cells[3], links: links)
        }
    }

    @Test("every capability of the list is answered once, in its order")
    func complete() throws {
        let lines = try ComparisonPageTests.lines()

        #expect(lines.map(\.number) == Array(1...23))
        #expect(lines.allSatisfy { ["yes", "in part", "no"].contains($0.answer) })
    }

    @Test("whatever is there is shown by a test, and the test has that name")
    func shown() throws {
        for line in try ComparisonPageTests.lines() where line.answer != "no" {
            #expect(!line.links.isEmpty, "\(line.number) names no test")
            for link in line.links {
                let file = ComparisonPageTests.root.appending(path: link.file)
                let source = try? String(contentsOf: file, encoding: .utf8)
                #expect(source?.contains("\"\(link.text)\"") == true, "\(line.number): \(link.file) has no test “\(link.text)”")
            }
        }
    }
}
