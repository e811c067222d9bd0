// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Identifiers
import Testing

@Suite("Writing a stolen list")
struct StolenListWriterTests {
    private func imei(_ value: UInt64) throws -> IMEI { try #require(IMEI(value: value)) }

    @Test("gives the bytes that DIRBS reads")
    func bytes() throws {
        var full: [UInt8] = []
        var delta: [UInt8] = []
        let date = ReportingDate(year: 2024, month: 2, day: 29)
        let fullWriter = StolenListWriter(kind: .full)
        let deltaWriter = StolenListWriter(kind: .delta, lineEnding: .lf)

        fullWriter.appendHeader(to: &full)
        try fullWriter.append(StolenListRow(line: 2, imei: imei(1_194_800_000_001), reportingDate: date), to: &full)
        try fullWriter.append(StolenListRow(line: 3, imei: imei(0), status: "a,\"b\""), to: &full)
        deltaWriter.appendHeader(to: &delta)
        try deltaWriter.append(
            StolenListRow(line: 2, imei: imei(99_999_999_999_999), status: "recovered", change: .remove), to: &delta
        )

        #expect(
            String(decoding: full, as: UTF8.self)
                == "imei,reporting_date,status\r\n01194800000001,20240229,\r\n00000000000000,,\"a,\"\"b\"\"\"\r\n"
        )
        #expect(
            String(decoding: delta, as: UTF8.self)
                == "imei,reporting_date,status,change_type\n99999999999999,,recovered,remove\n"
        )
    }

    @Test(
        "spells the IMEI in four ways",
        arguments: [
            (IMEISpelling.digits, "49015420323751"), (.checkDigit, "490154203237518"), (.transmitted, "490154203237510"),
            (.softwareVersion(7), "4901542032375107"), (.softwareVersion(98), "4901542032375198"),
        ]
    )
    func spellings(spelling: IMEISpelling, text: String) throws {
        var buffer: [UInt8] = []
        let row = try StolenListRow(line: 2, imei: imei(49_015_420_323_751))

        try StolenListWriter(kind: .full, lineEnding: .lf).append(row, spelling: spelling, to: &buffer)

        #expect(String(decoding: buffer, as: UTF8.self) == text + ",,\n")
    }

    @Test("refuses a row that does not fit, and leaves the buffer alone")
    func unwritable() throws {
        let plain = try StolenListRow(line: 2, imei: imei(1))
        let changed = try StolenListRow(line: 2, imei: imei(1), change: .add)
        let control = try StolenListRow(line: 2, imei: imei(1), status: "a\nb")
        let long = try StolenListRow(line: 2, imei: imei(1), status: String(repeating: "x", count: 3_000))
        var buffer: [UInt8] = [1]

        for (kind, row) in [(StolenListKind.full, changed), (.delta, plain), (.full, control), (.full, long)] {
            let error = #expect(throws: StolenListError.self) { try StolenListWriter(kind: kind).append(row, to: &buffer) }
            #expect(error?.code == .unwritable)
        }

        #expect(buffer == [1])
    }

    @Test("and reading again gives the same rows", arguments: [StolenListKind.full, .delta])
    func roundTrip(kind: StolenListKind) throws {
        var random = TestRandom(11)
        let pieces = ["\"", ",", "é", "blacklist", " ", "x", "漢"]
        let spellings: [IMEISpelling] = [.digits, .checkDigit, .transmitted, .softwareVersion(42)]
        let writer = StolenListWriter(kind: kind)
        var file: [UInt8] = []
        var rows: [StolenListRow] = []
        writer.appendHeader(to: &file)
        for line in 2..<500 {
            let status = (0..<random.next(below: 5)).map { _ in pieces[random.next(below: pieces.count)] }.joined()
            let row = StolenListRow(
                line: line,
                imei: try imei(UInt64(random.next(below: 100_000_000)) * 1_000_000 + UInt64(random.next(below: 1_000_000))),
                reportingDate: ReportingDate(year: 1999 + random.next(below: 100), month: 5, day: 31),
                status: status,
                change: kind == .full ? nil : StolenListChange.allCases[random.next(below: 3)]
            )
            rows.append(row)
            try writer.append(row, spelling: spellings[line % 4], to: &file)
        }

        let reading = read(file, expecting: kind)

        #expect(reading.error == nil)
        #expect(reading.rows == rows)
    }

    @Test("a status as long as can be written can be read, even of quotes only")
    func longestStatus() throws {
        let writer = StolenListWriter(kind: .full)
        let status = String(repeating: "\"", count: StolenListReader.lineLimit / 2 - 64)
        var file: [UInt8] = []
        writer.appendHeader(to: &file)
        try writer.append(StolenListRow(line: 2, imei: imei(5), status: status), to: &file)

        #expect(read(file).rows.map(\.status) == [status])
    }
}
