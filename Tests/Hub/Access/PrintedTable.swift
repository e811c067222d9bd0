// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Foundation
import Testing

@testable import Hub

/// `docs/authorisation.md` as a reader understands it: nothing of the code that made it.
struct PrintedTable {
    /// One row of a table of routes.
    struct Row: CustomStringConvertible {
        let method: String
        let path: String
        let kind: String?
        /// What the column of the open door says; nil for a dash.
        let open: String?
        /// The cell under each column that is about a mandate, by the code of the right; `none` for being registered.
        let cells: [String: String]
        let needsPerson: Bool
        let weight: String

        var description: String { "\(method) \(path) \(kind ?? "")" }
    }

    static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/authorisation.md")

    /// The names of roles by their Dutch words, and of rights by theirs.
    let roles: [String: Role]
    let common: [Row]
    let registers: [String: [Row]]

    init() throws {
        let text = try String(contentsOf: PrintedTable.file, encoding: .utf8)
        let chapters = text.components(separatedBy: "\n## ")
        func tables(_ chapter: String) -> [[[String]]] {
            var tables: [[[String]]] = [[]]
            for line in chapter.components(separatedBy: "\n") {
                guard line.hasPrefix("| ") else {
                    if tables.last?.isEmpty == false { tables.append([]) }
                    continue
                }
                if line.hasPrefix("| ---") { continue }
                let cells = line.dropFirst(2).dropLast(2).components(separatedBy: " | ")
                tables[tables.count - 1].append(cells.map { $0.trimmingCharacters(in: .whitespaces) })
            }
            return tables.filter { !$0.isEmpty }
        }
        func code(_ text: String) -> String { text.replacingOccurrences(of: "`", with: "") }
        let words = tables(try #require(chapters.first { $0.hasPrefix("Woorden") }))
        roles = Dictionary(uniqueKeysWithValues: words[0].dropFirst().map { ($0[0], Role(rawValue: code($0[1]))) })
        let rights = Dictionary(uniqueKeysWithValues: words[1].dropFirst().map { ($0[0], code($0[1])) })
        func rows(_ table: [[String]]) -> [Row] {
            let head = table[0]
            return table.dropFirst().map { cells in
                let named = Dictionary(uniqueKeysWithValues: zip(head, cells))
                let route = code(named["Methode en pad"] ?? "").components(separatedBy: " ")
                var held: [String: String] = ["none": named["Deelnemer"] ?? "–"]
                for (word, right) in rights { held[right] = named[word] ?? "–" }
                let kind = code(named["Soort"] ?? "")
                return Row(
                    method: route[0], path: route[1], kind: kind.isEmpty ? nil : kind,
                    open: named["Open deur"] == "–" ? nil : named["Open deur"], cells: held,
                    needsPerson: named["Persoon nodig"] == "ja", weight: named["Gewicht"] ?? "")
            }
        }
        common = rows(tables(try #require(chapters.first { $0.hasPrefix("Los van een register") }))[0])
        var registers: [String: [Row]] = [:]
        for chapter in chapters where chapter.hasPrefix("Register `") {
            registers[chapter.components(separatedBy: "`")[1]] = rows(tables(chapter)[0])
        }
        self.registers = registers
    }

    /// Whether a cell names a role.
    func names(_ role: Role, in cell: String?) -> Bool {
        guard let cell, cell != "–" else { return false }
        return cell == "alle" || cell.components(separatedBy: ", ").contains { roles[$0] == role }
    }
}
