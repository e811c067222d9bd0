// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing

@testable import DeviceLists

@Suite("A DIRBS blacklist")
struct BlockListTests {
    static func row(_ value: UInt64, _ day: Int = 20_240_229, _ reasons: String = "stolen/prohibited") throws -> BlockListRow {
        BlockListRow(
            imei: try #require(IMEI(value: value)), blockDate: try #require(ReportingDate(value: day)), reasons: reasons)
    }

    static func bytes(_ rows: [BlockListRow], _ spelling: IMEISpelling = .digits) throws -> [UInt8] {
        let writer = BlockListWriter(spelling: spelling)
        var buffer: [UInt8] = []
        writer.appendHeader(to: &buffer)
        for row in rows { try writer.append(row, to: &buffer) }
        return buffer
    }

    static func read(_ bytes: [UInt8], piece: Int = 1 << 20) throws(BlockListError) -> [BlockListRow] {
        var reader = BlockListReader()
        var rows: [BlockListRow] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            reader.append(Array(rest.prefix(piece)))
            rest = rest.dropFirst(piece)
            while let row = try reader.next() { rows.append(row) }
        }
        reader.end()
        while let row = try reader.next() { rows.append(row) }
        return rows
    }

    @Test("is written as DIRBS writes it: three columns, dates as yyyymmdd, CR LF, quotes only where needed")
    func written() throws {
        let rows = try [
            Self.row(1_194_800_000_001), Self.row(49_015_420_323_751, 20_180_217, "a|b"),
            Self.row(99_999_999_999_999, 20_991_231, "a, \"b\""),
        ]

        #expect(
            String(decoding: try Self.bytes(rows), as: UTF8.self) == """
                imei,block_date,reasons\r
                01194800000001,20240229,stolen/prohibited\r
                49015420323751,20180217,a|b\r
                99999999999999,20991231,"a, ""b\"""\r

                """)
        let digits = String(decoding: try Self.bytes([rows[1]], .checkDigit), as: UTF8.self)
        #expect(digits.hasSuffix("\r\n490154203237518,20180217,a|b\r\n"))
    }

    @Test("comes back as it was written, in pieces of any size", arguments: [1, 2, 3, 7, 64, 100_000])
    func roundTrip(piece: Int) throws {
        let reasons = ["stolen/prohibited", "", "a|b", "a, \"b\"", "\"", "reden é"]
        let rows = try (0..<200).map { try Self.row(UInt64($0 * 37), 20_250_101 + $0 % 28, reasons[$0 % reasons.count]) }

        #expect(try Self.read(Self.bytes(rows), piece: piece) == rows)
        #expect(try Self.read(Self.bytes(rows, .checkDigit), piece: piece) == rows)
        #expect(try Self.read(Self.bytes([]), piece: piece).isEmpty)
    }

    @Test(
        "reasons that do not fit in one line are refused, and leave the buffer as it was",
        arguments: ["a\nb", "\u{7F}", String(repeating: "x", count: BlockListWriter.mostReasonBytes + 1)])
    func unwritable(reasons: String) throws {
        var buffer: [UInt8] = [1]

        let error = #expect(throws: BlockListError.self) {
            try BlockListWriter().append(Self.row(1, 20_240_101, reasons), to: &buffer)
        }

        #expect(error?.code == .unwritable && buffer == [1])
    }

    @Test("longest reasons, all quotes, can still be read")
    func longest() throws {
        let row = try Self.row(1, 20_240_101, String(repeating: "\"", count: BlockListWriter.mostReasonBytes))

        #expect(try Self.read(Self.bytes([row])) == [row])
    }

    @Test(
        "a file that is no blacklist is refused by what is wrong with it",
        arguments: [
            ("", BlockListError.Code.header), ("imei,block_date\r\n", .header), ("imei,block_date,reasons", .cutOff),
            ("imei,block_date,reasons\r\n00000000000001,20240101,a", .cutOff),
            ("imei,block_date,reasons\r\n1,20240101,a\r\n", .row),
            ("imei,block_date,reasons\r\n0000000000000x,20240101,a\r\n", .row),
            ("imei,block_date,reasons\r\n00000000000001x,20240101,a\r\n", .row),
            ("imei,block_date,reasons\r\n00000000000001,20240230,a\r\n", .row),
            ("imei,block_date,reasons\r\n00000000000001,20240101,a,b\r\n", .row),
            ("imei,block_date,reasons\r\n00000000000001,20240101,\"a\r\n", .row),
            ("imei,block_date,reasons\r\n00000000000001,20240101,\"a\"b\"\r\n", .row),
            ("imei,block_date,reasons\r\n\r\n", .row),
            ("imei,block_date,reasons\r\n00000000000002,20240101,\r\n00000000000001,20240101,\r\n", .order),
            ("imei,block_date,reasons\r\n00000000000002,20240101,\r\n00000000000002,20240101,\r\n", .order),
            (String(repeating: "x", count: BlockListReader.lineLimit + 1), .tooLong),
        ])
    func refused(text: String, code: BlockListError.Code) {
        let error = #expect(throws: BlockListError.self) { try Self.read(Array(text.utf8)) }

        #expect(error?.code == code)
    }

    @Test("whatever bytes come, reading ends with rows or one error, and what is read can be written again")
    func robust() throws {
        var random = SplitMix64(seed: 7)
        let alphabet = Array("0123456789,\"|\r\n aimei_block_date,reasons".utf8)
        let good = try Self.bytes((0..<20).map { try Self.row(UInt64($0 * 5)) })
        for round in 0..<3_000 {
            var bytes = good
            for _ in 0...(round % 8) {
                let place = Int(random.next() % UInt64(bytes.count))
                bytes[place] =
                    round.isMultiple(of: 2) ? alphabet[Int(random.next() % UInt64(alphabet.count))] : UInt8(random.next() & 0xFF)
            }
            guard let rows = try? Self.read(bytes, piece: 1 + round % 50) else { continue }
            #expect(try Self.read(Self.bytes(rows)) == rows)
        }
    }
}
