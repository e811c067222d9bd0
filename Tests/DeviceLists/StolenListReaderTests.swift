// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Identifiers
import Testing

@Suite("Reading a stolen list")
struct StolenListReaderTests {
    /// Everything that can happen, in one small file; the figures are checked below.
    private static let varied = Array(
        """
        \u{FEFF}IMEI,Reporting_Date,Status,change_type\r
        35875105123456,20240229,blacklist,add\r
        358751051234567,20240229,"say ""no"", é",update
        \r

        A0000012345678,20240230,,add
        35875105123458,,,
        "35875105123459,,,add
        3587510512345,,,remove,
        01194800000001,20991231,"",remove
        """.utf8
    )

    @Test("gives the rows and the faults of a varied file, each with its line")
    func variedFile() {
        let reading = read(Self.varied)

        #expect(reading.error == nil)
        #expect(reading.kind == .delta)
        #expect(reading.rows.map(\.line) == [2, 3, 10])
        #expect(reading.rows.map(\.status) == ["blacklist", "say \"no\", é", nil])
        #expect(reading.rows.map(\.change) == [.add, .update, .remove])
        #expect(reading.faults.map(\.line) == [6, 6, 7, 8, 9])
        #expect(reading.faults.map(\.code) == [.imeiNotMatchable, .reportingDate, .changeType, .quoting, .columnCount])
    }

    @Test("gives the same wherever the file is cut in two, and in pieces of every size")
    func everyCut() {
        let whole = read(Self.varied)
        for cut in 1..<Self.varied.count {
            #expect(read(Self.varied, chunks: [cut, Self.varied.count]) == whole, "cut at \(cut)")
            #expect(read(Self.varied, chunks: [cut]) == whole, "pieces of \(cut)")
        }
    }

    @Test("takes spans, slices and empty chunks alike")
    func chunkTypes() throws {
        let file = Self.varied
        var reader = StolenListReader()
        var outcomes: [StolenListOutcome] = []

        try reader.read(file.span.extracting(0..<50)) { outcomes.append($0) }
        try reader.read([]) { outcomes.append($0) }
        try reader.read(file[50..<90]) { outcomes.append($0) }
        try reader.read(ContiguousArray(file[90...])) { outcomes.append($0) }
        try reader.finish { outcomes.append($0) }

        #expect(outcomes == read(file).outcomes)
    }

    @Test("hands over a row as soon as its line ends")
    func handsOverAtOnce() throws {
        var reader = StolenListReader()
        var count = 0

        try reader.read(Array("imei,reporting_date,status\n35875105123456,,".utf8)) { _ in count += 1 }
        #expect(reader.kind == .full)
        #expect(count == 0)
        try reader.read([UInt8(ascii: "\n")]) { _ in count += 1 }
        #expect(count == 1)
        try reader.finish { _ in count += 1 }
        #expect(count == 1)
    }

    @Test(
        "refuses a line over the limit, and only that line, wherever it is cut",
        arguments: [1, 100, 4_095, 4_096, 4_097, 4_098, 9_000]
    )
    func longLines(chunk: Int) {
        let start = "35875105123456,,"
        let longest = start + String(repeating: "x", count: StolenListReader.lineLimit - start.utf8.count)
        let file = "imei,reporting_date,status\n\(longest)\r\n\(longest)x\r\n\(longest)\(longest)\n\(start)\n\(longest)x"

        let reading = read(file, chunks: [chunk])

        #expect(reading.rows.map(\.line) == [2, 5])
        #expect(reading.rows.first?.status?.utf8.count == StolenListReader.lineLimit - start.utf8.count)
        #expect(reading.faults.map(\.line) == [3, 4, 6])
        #expect(reading.faults.allSatisfy { $0.code == .lineTooLong && $0.column == nil })
    }

    @Test("goes on refusing after the header was wrong")
    func staysEnded() throws {
        var reader = StolenListReader()
        var seen = 0
        let header = Array("imei,reporting_date,colour\n".utf8)
        let row = Array("35875105123456,,\n".utf8)

        let first = #expect(throws: StolenListError.self) { try reader.read(header) { _ in seen += 1 } }
        let second = #expect(throws: StolenListError.self) { try reader.read(row) { _ in seen += 1 } }
        let third = #expect(throws: StolenListError.self) { try reader.finish { _ in seen += 1 } }

        #expect(first?.code == .unknownColumn)
        #expect(second == first)
        #expect(third == first)
        #expect(seen == 0)
    }

    @Test("refuses bytes after the end")
    func afterEnd() throws {
        var reader = StolenListReader()
        try reader.read(Array("imei,reporting_date,status\n".utf8)) { _ in }
        try reader.finish { _ in }

        let error = #expect(throws: StolenListError.self) { try reader.read([1]) { _ in } }

        #expect(error?.code == .afterEnd)
    }

    @Test("never fails or overflows on a million random bytes, and cuts make no difference")
    func randomBytes() {
        let alphabet = Array("0123456789abAB*#,,,,\"\r\n\n \u{FEFF}é".utf8) + [0, 0xFF]
        for seed in 0..<100 {
            var random = TestRandom(UInt64(seed))
            var file = Array("imei,reporting_date,status\(seed.isMultiple(of: 2) ? ",change_type" : "")\n".utf8)
            for _ in 0..<10_000 {
                let isWild = random.next(below: 20) == 0
                file.append(isWild ? UInt8(random.next(below: 256)) : alphabet[random.next(below: alphabet.count)])
            }

            let whole = read(file)
            let pieces = read(file, chunks: [random.next(below: 200) + 1, random.next(below: 50) + 1])

            #expect(whole == pieces, "seed \(seed)")
            #expect(whole.error == nil)
            #expect(whole.outcomes.count <= file.count { $0 == 0x0A })
            #expect(whole.faults.allSatisfy { $0.reason.utf8.count < 250 })
        }
    }

    @Test("survives damage to a good file: every byte changed in turn")
    func damagedFile() {
        let good = Array("imei,reporting_date,status\n35875105123456,20240229,blacklist\n35875105123457,,\n".utf8)
        var random = TestRandom(7)
        for position in good.indices {
            var file = good
            file[position] = UInt8(random.next(below: 256))
            let reading = read(file)
            #expect(reading.outcomes.count <= 4)
            #expect(reading.error == nil || reading.outcomes.isEmpty)
        }
    }
}
