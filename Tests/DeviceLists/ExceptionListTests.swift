// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Identifiers
import Testing

@Suite("Exception and notification lists of DIRBS")
struct ExceptionListTests {
    private func row(_ value: UInt64, imsi: String, number: UInt64?) throws -> ExceptionRow {
        ExceptionRow(
            imei: try #require(IMEI(value: value)), imsi: try #require(IMSI(digits: Array(imsi.utf8))),
            msisdn: number.flatMap { PhoneNumber(value: $0) })
    }

    @Test("an exception is an IMEI, an IMSI with its leading zeros, and a number where there is one")
    func exceptions() throws {
        let writer = ExceptionListWriter()
        var buffer: [UInt8] = []
        writer.appendHeader(to: &buffer)
        writer.append(try row(1_194_800_000_001, imsi: "001010123456789", number: 31_612_345_678), to: &buffer)
        writer.append(try row(49_015_420_323_751, imsi: "204080123456789", number: nil), to: &buffer)

        #expect(
            String(decoding: buffer, as: UTF8.self)
                == "imei,imsi,msisdn\r\n01194800000001,001010123456789,31612345678\r\n49015420323751,204080123456789,\r\n")
    }

    @Test("with check digits where that is asked")
    func checkDigits() throws {
        var buffer: [UInt8] = []
        ExceptionListWriter(spelling: .checkDigit).append(
            try row(49_015_420_323_751, imsi: "204080123456789", number: nil), to: &buffer)
        #expect(String(decoding: buffer, as: UTF8.self) == "490154203237518,204080123456789,\r\n")
    }

    @Test("a notification adds from when and why")
    func notifications() throws {
        let writer = NotificationListWriter()
        var buffer: [UInt8] = []
        writer.appendHeader(to: &buffer)
        let day = try #require(ReportingDate(value: 20_261_231))
        let row = try row(49_015_420_323_751, imsi: "204080123456789", number: 31_612_345_678)
        try writer.append(row, blockDate: day, reasons: "duplicate-threshold|two-networks", to: &buffer)

        #expect(
            String(decoding: buffer, as: UTF8.self) == """
                imei,imsi,msisdn,block_date,reasons\r
                49015420323751,204080123456789,31612345678,20261231,duplicate-threshold|two-networks\r\n
                """)
    }

    @Test("reasons that would need quotes are refused and leave the list as it was", arguments: ["a,b", "a\"b", "a\nb", "a\u{7F}"])
    func reasons(text: String) throws {
        var buffer: [UInt8] = [1]
        let day = try #require(ReportingDate(value: 20_261_231))
        let row = try row(49_015_420_323_751, imsi: "204080123456789", number: nil)
        #expect(throws: BlockListError.self) {
            try NotificationListWriter().append(row, blockDate: day, reasons: text, to: &buffer)
        }
        #expect(buffer == [1])
    }
}
