// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Identifiers
import Testing

@Suite("A large stolen list, from generator to survey")
struct LargeListTests {
    /// Writes a list of which every 10th row is repeated, every 100th contradicted and every 1,000th damaged; each of
    /// those comes right after the row that it spoils.
    private func spoiledFile(count: Int) throws -> [UInt8] {
        let writer = StolenListWriter(kind: .full)
        var file: [UInt8] = []
        writer.appendHeader(to: &file)
        for (index, element) in StolenListGenerator(seed: 9, count: count, mixesSpellings: true).enumerated() {
            let row = StolenListRow(line: 0, imei: element.imei, reportingDate: element.reportingDate)
            try writer.append(row, spelling: element.spelling, to: &file)
            if index % 10 == 3 { try writer.append(row, to: &file) }
            if index % 100 == 5 {
                let other = StolenListRow(line: 0, imei: element.imei, reportingDate: element.reportingDate, status: "pending")
                try writer.append(other, to: &file)
            }
            if index % 1_000 == 7 { file += Array("35875105,2024,\r\n".utf8) }
        }
        return file
    }

    @Test("arrives in chunks and is counted to the row")
    func counted() throws {
        let file = try spoiledFile(count: 20_000)
        var survey = StolenListSurvey(namedFaults: 100, expectedRows: 20_000)
        var reader = StolenListReader(expecting: .full)

        for start in stride(from: 0, to: file.count, by: 4_093) {
            try reader.read(file[start..<min(start + 4_093, file.count)]) { survey.add($0) }
        }
        try reader.finish { survey.add($0) }

        let counts = survey.counts
        #expect(counts.rows == 20_000 + 2_000 + 200 + 20)
        #expect(counts.duplicates == 2_000)
        #expect(counts.conflicts == 200)
        #expect(counts.refused == 2 * 200 + 20)
        #expect(counts.accepted == 20_000 - 200)
        #expect(counts.blocking == counts.accepted)
        #expect(counts.faults == 2 * 200 + 2 * 20)
        #expect(survey.verdict == .conflict)
        #expect(survey.faults.count == 100)
        #expect(survey.duplicates.count == 100)
        #expect(survey.conflicts.count == 100)
        #expect(survey.duplicates.allSatisfy { $0.line == $0.firstLine + 1 })
        #expect(survey.conflicts.allSatisfy { $0.line == $0.firstLine + 1 })
    }

    @Test("gives the same rows when what was accepted is written and surveyed again")
    func again() throws {
        var first = StolenListSurvey()
        for outcome in read(try spoiledFile(count: 5_000)).outcomes { first.add(outcome) }
        let writer = StolenListWriter(kind: .full)
        var file: [UInt8] = []
        writer.appendHeader(to: &file)
        for row in first.acceptedRows { try writer.append(row, to: &file) }

        var second = StolenListSurvey()
        for outcome in read(file).outcomes { second.add(outcome) }

        #expect(second.verdict == .accepted)
        #expect(second.counts.accepted == first.counts.accepted)
        #expect(second.acceptedRows.map(\.imei) == first.acceptedRows.map(\.imei))
        #expect(second.acceptedRows.map(\.line) == Array(2..<(2 + second.counts.accepted)))
    }
}
