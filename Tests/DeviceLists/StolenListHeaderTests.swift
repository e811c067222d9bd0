// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Identifiers
import Testing

@Suite("The header of a stolen list")
struct StolenListHeaderTests {
    private static let row = "35875105123456,20240229,blacklist"

    @Test("tells a full list from a delta")
    func tellsTheKind() {
        let full = read("imei,reporting_date,status\n")
        let delta = read("imei,reporting_date,status,change_type\n")

        #expect(full == Reading(kind: .full))
        #expect(delta == Reading(kind: .delta))
    }

    @Test(
        "may be written in any case, quoted, spaced, after a byte order mark, with either line end",
        arguments: [
            "imei,reporting_date,status\n", "IMEI,Reporting_Date,STATUS\r\n", "\"imei\",\"reporting_date\",\"status\"\n",
            " imei , reporting_date , status \n", "\u{FEFF}imei,reporting_date,status\r\n", "\nimei,reporting_date,status\n",
            "\u{FEFF}\r\nimei,reporting_date,status\n",
        ]
    )
    func spellings(header: String) throws {
        let reading = read(header + Self.row)

        #expect(reading.error == nil)
        #expect(reading.rows.map(\.imei.value) == [35_875_105_123_456])
        #expect(reading.rows.map(\.status) == ["blacklist"])
    }

    @Test("decides by name which column stands where")
    func anyOrder() throws {
        let reading = read("status,change_type,imei,reporting_date\npending,update,35875105123456,20240229\n")

        let row = try #require(reading.rows.first)
        #expect(row.status == "pending")
        #expect(row.change == .update)
        #expect(row.reportingDate == ReportingDate(year: 2024, month: 2, day: 29))
    }

    @Test(
        "that is wrong ends the reading and names the column",
        arguments: [
            ("imei,reporting_date", StolenListError.Code.missingColumn, "status"),
            ("reporting_date,status", .missingColumn, "imei"),
            ("imei,status,change_type", .missingColumn, "reporting_date"),
            ("imei,reporting_date,status,owner", .unknownColumn, "owner"),
            ("imei,reporting_date,status,", .unknownColumn, "Column 4"),
            ("imei;reporting_date;status", .unknownColumn, "imei;reporting_date;status"),
            ("35875105123456,20240229,blacklist", .unknownColumn, "35875105123456"),
            ("imei,reporting_date,status,IMEI", .duplicateColumn, "imei"),
            ("imei,reporting_date,status,change_type,status", .duplicateColumn, "status"),
            ("imei,reporting_date,\"status", .header, "double quote"),
            ("\u{FEFF}\u{FEFF}imei,reporting_date,status", .unknownColumn, "Column 1"),
        ]
    )
    func wrongHeaders(header: String, code: StolenListError.Code, named: String) throws {
        let reading = read(header + "\n" + Self.row + "\n")

        let error = try #require(reading.error)
        #expect(error.code == code)
        #expect(error.reason.contains(named))
        #expect(reading.outcomes.isEmpty)
    }

    @Test("must be of the kind that the caller expects")
    func expectation() throws {
        let full = "imei,reporting_date,status\n"
        let delta = "imei,reporting_date,status,change_type\n"

        let asDelta = try #require(read(full, expecting: .delta).error)
        let asFull = try #require(read(delta, expecting: .full).error)

        #expect(asDelta.code == .missingColumn)
        #expect(asDelta.reason.contains("change_type"))
        #expect(asFull.code == .unknownColumn)
        #expect(asFull.reason.contains("change_type"))
        #expect(read(full, expecting: .full).error == nil)
        #expect(read(delta, expecting: .delta).error == nil)
    }

    @Test("must be there", arguments: ["", "\n\n", "\r\n", "\u{FEFF}", "\u{FEFF}\n"])
    func missing(file: String) {
        #expect(read(file).error?.code == .empty)
    }

    @Test("may not be longer than the limit")
    func tooLong() {
        let filling = String(repeating: " ", count: StolenListReader.lineLimit - "imei,reporting_date,status".utf8.count)

        #expect(read("imei,reporting_date,status\(filling)\r\n").kind == .full)
        #expect(read("imei,reporting_date,status\(filling) \r\n").error?.code == .header)
    }
}
