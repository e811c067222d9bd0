// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Identifiers
import Testing

@Suite("A row of a stolen list")
struct StolenListRowTests {
    @Test(
        "gives the device by its first 14 digits, whatever follows",
        arguments: [
            "35875105123456", "358751051234567", "358751051234560", "3587510512345678", " 35875105123456 ", "\"35875105123456\"",
            "35875105123456AB", "35875105123456*", "35875105123456f#",
        ]
    )
    func normalises(text: String) {
        let reading = readRow("\(text),,")

        #expect(reading.rows.map(\.imei.value) == [35_875_105_123_456])
        #expect(reading.faults.isEmpty)
    }

    @Test("keeps leading zeros")
    func leadingZeros() {
        #expect(readRow("01194800000001,,").rows.map(\.imei.digits) == ["01194800000001"])
        #expect(readRow("00000000000000,,").rows.map(\.imei.value) == [0])
    }

    @Test(
        "is refused when DIRBS admits the value but no network can match it",
        arguments: ["A0000012345678", "1", "3587510512345", "358751051234*6", "#", "abcdefABCDEF0123", "3587510512345A67"]
    )
    func notMatchable(text: String) throws {
        let reading = readRow("\(text),,")

        let fault = try #require(reading.faults.first)
        #expect(reading.faults.count == 1)
        #expect(fault.code == .imeiNotMatchable)
        #expect(fault.column == .imei)
        #expect(fault.line == 2)
        #expect(fault.reason.contains(text))
        #expect(fault.reason.contains("no network can match it as an IMEI"))
    }

    @Test(
        "is refused when DIRBS does not admit the value",
        arguments: ["35875105123456789", "35-875105-123456", "G5875105123456", "35 875105123456", "\"\"", "IMEI", "３５"]
    )
    func outsidePattern(text: String) throws {
        let reading = readRow("\(text),,")

        #expect(reading.faults.map(\.code) == [.imeiPattern])
        #expect(reading.rows.isEmpty)
    }

    @Test("quotes at most 40 characters of an absurd value")
    func quotesLittle() throws {
        let fault = try #require(readRow(String(repeating: "9", count: 3_000) + ",,").faults.first)

        #expect(fault.code == .imeiPattern)
        #expect(fault.reason.contains(String(repeating: "9", count: 37) + "..."))
        #expect(!fault.reason.contains(String(repeating: "9", count: 38)))
    }

    @Test("has a real day or none")
    func dates() {
        #expect(readRow("35875105123456,,").rows.map(\.reportingDate) == [nil])
        #expect(readRow("35875105123456,20000229,").rows.map(\.reportingDate?.value) == [20_000_229])
        for wrong in ["20230229", "19991231", "2024022", "202402299", "2024-02-29", "20240431", " 20240229", "x"] {
            let reading = readRow("35875105123456,\(wrong),")
            #expect(reading.faults.map(\.code) == [.reportingDate], "\(wrong)")
            #expect(reading.faults.first?.reason.contains("\"\(wrong)\"") == true)
        }
    }

    @Test("has any status text, of which only none and 'blacklist' mean: block")
    func statuses() {
        let cases: [(text: String, status: String?, blocks: Bool)] = [
            ("", nil, true), ("\"\"", nil, true), ("blacklist", "blacklist", true), ("\"blacklist\"", "blacklist", true),
            ("Blacklist", "Blacklist", false), ("blacklist ", "blacklist", true), ("   ", nil, true), ("\"  \"", nil, true),
            (" in behandeling  ", "in behandeling", false), ("pending", "pending", false),
            ("recovered", "recovered", false), ("\"a, \"\"b\"\"\"", "a, \"b\"", false), ("opgehelderd é", "opgehelderd é", false),
        ]
        for (text, status, blocks) in cases {
            let row = readRow("35875105123456,20240229,\(text)").rows.first
            #expect(row?.status == status, "\(text)")
            #expect(row?.hasBlockingStatus == blocks, "\(text)")
        }
    }

    @Test("is refused when its status cannot be shown")
    func badStatus() {
        let header = Array("imei,reporting_date,status\n35875105123456,,".utf8)

        #expect(read(header + [0xC3, 0x28]).faults.map(\.code) == [.statusText])
        #expect(read(header + [0x61, 0x00]).faults.map(\.code) == [.statusText])
        #expect(read(header + Array("a\rb".utf8)).faults.map(\.code) == [.statusText])
        #expect(read(header + [0x1B, 0x5B]).faults.first?.reason.contains("\"?[\"") == true)
    }

    @Test("of a delta says what to do, in lower case")
    func changes() {
        let header = "imei,reporting_date,status,change_type\n35875105123456,,,"

        #expect(read(header + "add").rows.map(\.change) == [.add])
        #expect(read(header + "remove\r\n").rows.map(\.change) == [.remove])
        #expect(read(header + "\"update\"").rows.map(\.change) == [.update])
        for wrong in ["", "Add", "delete", "add ", "addd"] {
            #expect(read(header + wrong).faults.map(\.code) == [.changeType], "\(wrong)")
        }
    }

    @Test("tells all its faults at once, in the order of the columns")
    func allFaults() {
        let reading = read("imei,reporting_date,status,change_type\nxyz,20241301,a\u{7},drop\n")

        #expect(reading.outcomes.count == 1)
        #expect(reading.faults.map(\.code) == [.imeiPattern, .reportingDate, .statusText, .changeType])
        #expect(reading.faults.map(\.column) == [.imei, .reportingDate, .status, .changeType])
        #expect(reading.faults.allSatisfy { $0.line == 2 })
    }

    @Test("with another number of columns, or wrong quotes, is refused as a whole")
    func shape() {
        for wrong in ["35875105123456", "35875105123456,", "35875105123456,,,", "35875105123456,,,,,,,"] {
            let fault = readRow(wrong).faults.first
            #expect(fault?.code == .columnCount, "\(wrong)")
            #expect(fault?.column == nil)
        }
        #expect(readRow("35875105123456,,\"a").faults.map(\.code) == [.quoting])
        #expect(readRow("35875105123456,,a\"b\"").faults.map(\.code) == [.quoting])
    }

    @Test("made by hand loses the spaces around its status, as a row that is read does")
    func handMade() throws {
        let imei = try #require(readRow("35875105123456,,").rows.first?.imei)

        #expect(StolenListRow(line: 2, imei: imei, status: "").status == nil)
        #expect(StolenListRow(line: 2, imei: imei, status: "  ").status == nil)
        #expect(StolenListRow(line: 2, imei: imei, status: "").hasBlockingStatus)
        #expect(StolenListRow(line: 2, imei: imei, status: " é a ").status == "é a")
        #expect(StolenListRow(line: 2, imei: imei, status: " blacklist").hasBlockingStatus)
    }
}
