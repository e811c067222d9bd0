// SPDX-License-Identifier: EUPL-1.2

import Testing
import UsageRecords

@Suite("Reading dumps of usage records")
struct UsageReaderTests {
    @Test("version 1 of DIRBS, with CRLF, any case, and no end of the last line")
    func versionOne() throws {
        let reading = Reading(
            "Date,IMEI,IMSI,MSISDN\r\n20250901,490154203237518,204080123456789,31612345678\r\n20250902,*#06#,20408,")

        #expect(reading.error == nil)
        #expect(reading.faults.isEmpty)
        let first = try #require(reading.records.first)
        #expect(first.device == DeviceCode("49015420323751"))
        #expect(first.day == UsageDay("20250901"))
        #expect(first.imsi?.digits == "204080123456789")
        #expect(first.msisdn?.digits == "31612345678")
        #expect(first.second == nil)
        #expect(first.place == nil)
        #expect(first.network == nil)
        #expect(first.technologies.isEmpty)
        #expect(reading.records.count == 2)
        #expect(reading.records[1].device.text == "*#06#")
        #expect(reading.records[1].msisdn == nil)
    }

    @Test("version 2 of DIRBS, with technologies joined by |")
    func versionTwo() {
        let reading = Reading("date,imei,imsi,msisdn,rat\n20250901,49015420323751,204080123456789,31612345678,001|006|105\n")
        #expect(reading.records.first?.technologies.codes == [1, 6, 105])
    }

    @Test("our own columns, in any order, quoted or not")
    func ownColumns() throws {
        let reading = Reading(
            """
            network,longitude,latitude,time,"imsi",date,imei
            20416,4.89517,52.37022,23:59:58,"204160123456789","20250901","49015420323751"
            ,-74.0,-0.5,000001,204160123456789,20250901,49015420323751
            , , ,,204160123456789,20250901, 49015420323751

            """, network: NetworkCode("20408"))

        #expect(reading.faults.isEmpty)
        try #require(reading.records.count == 3)
        #expect(reading.records[0].second == 86_398)
        #expect(reading.records[0].network?.digits == "20416")
        #expect(reading.records[0].place == Place(latitude: 5_237_022, longitude: 489_517))
        #expect(reading.records[1].second == 1)
        #expect(reading.records[1].network?.digits == "20408")
        #expect(reading.records[1].place == Place(latitude: -50_000, longitude: -7_400_000))
        #expect(reading.records[2].place == nil)
        #expect(reading.counts.placed == 2)
    }

    @Test("the place of a cell is looked up, and coordinates of the row come before it")
    func cells() throws {
        let cells = try CellPlaces(Array("cell,latitude,longitude\n204-08-1f,52.0,5.0\n204-08-2A,51,4\n".utf8))
        let text = """
            date,imei,imsi,cell,latitude,longitude
            20250901,49015420323751,204080123456789,204-08-1F,,
            20250901,49015420323751,204080123456789,204-08-2a,50.5,3.25
            20250901,49015420323751,204080123456789,204-08-99,,
            20250901,49015420323751,204080123456789,,,

            """
        let reading = Reading(Array(text.utf8), cells: cells)

        #expect(
            reading.records.map(\.place) == [
                Place(latitude: 5_200_000, longitude: 500_000), Place(latitude: 5_050_000, longitude: 325_000), nil, nil,
            ])
        #expect(reading.counts.unknownCells == 1)
    }

    @Test("each fault is told with its line, and the rest of the file is read")
    func faults() {
        let good = "20250901,49015420323751,204080123456789,31612345678,006,120000,20408,52.1,5.1"
        let rows: [(String, [UsageFault.Kind])] = [
            (good, []),
            ("20250230,49015420323751,204080123456789,31612345678,006,120000,20408,52.1,5.1", [.date]),
            (",49015420323751,204080123456789,31612345678,006,120000,20408,52.1,5.1", [.date]),
            ("20250901,4901542032375x,204080123456789,31612345678,006,120000,20408,52.1,5.1", [.imei]),
            ("20250901,49015420323751,2040801234567890,+31612345678,006,120000,20408,52.1,5.1", [.imsi, .msisdn]),
            ("20250901,49015420323751,204080123456789,31612345678,000,120000,20408,52.1,5.1", [.rat]),
            ("20250901,49015420323751,204080123456789,31612345678,006|,120000,20408,52.1,5.1", [.rat]),
            ("20250901,49015420323751,204080123456789,31612345678,006,240000,20408,52.1,5.1", [.time]),
            ("20250901,49015420323751,204080123456789,31612345678,006,12:00,20408,52.1,5.1", [.time]),
            ("20250901,49015420323751,204080123456789,31612345678,006,120000,2040,52.1,5.1", [.network]),
            ("20250901,49015420323751,204080123456789,31612345678,006,120000,20408,90.1,5.1", [.place]),
            ("20250901,49015420323751,204080123456789,31612345678,006,120000,20408,52.1,", [.place]),
            ("20250901,49015420323751,204080123456789,31612345678,006,120000,20408,5e1,5.1", [.place]),
            ("20250901,49015420323751,204080123456789", [.columnCount]),
            ("x", [.columnCount]),
            (good + ",", [.columnCount]),
            ("\"20250901,49015420323751,204080123456789,31612345678,006,120000,20408,52.1,5.1", [.quoting]),
            ("20250901,4901\"5420323751,204080123456789,31612345678,006,120000,20408,52.1,5.1", [.quoting]),
            (String(repeating: "9", count: UsageReader.lineLimit + 1), [.lineTooLong]),
            (good, []),
        ]
        let text = "date,imei,imsi,msisdn,rat,time,network,latitude,longitude\n" + rows.map { $0.0 + "\n" }.joined()
        let reading = Reading(text)

        let expected = rows.enumerated().flatMap { index, row in row.1.map { UsageFault(line: index + 2, kind: $0) } }
        #expect(reading.faults == expected)
        #expect(reading.records.count == 2)
        #expect(reading.counts.rows == rows.count)
        #expect(reading.counts.refused == rows.count - 2)
        for fault in reading.faults {
            #expect(fault.reason.hasSuffix("."))
            #expect(!fault.reason.contains("4901"))
        }
    }

    @Test("faults are bounded, and all are counted")
    func bounded() {
        let text = "date,imei,imsi\n" + String(repeating: "x,y,z\n", count: 1_000)
        let reading = Reading(text, mostFaults: 7)

        #expect(reading.faults.count == 7)
        #expect(reading.counts.refused == 1_000)
        #expect(reading.records.isEmpty)
    }

    @Test("how the bytes are cut makes no difference, also within quotes and line ends")
    func pieces() {
        let text =
            "\u{FEFF}date,imei,imsi,msisdn\r\n\r\n\"20250901\",\"490154203237518\",\"204080123456789\",\"31612345678\"\r\n"
            + "20250901,\"4901\n20250902,ABC,,\r\n20250903,,204080123456789,\n\n20250904,490154203237518,204080123456789,31612345678"
        let whole = Reading(text)

        #expect(whole.records.count == 3)
        #expect(whole.counts.withoutIMEI == 1)
        #expect(whole.faults.map(\.line) == [4])
        for length in 1...80 { #expect(Reading(text, by: length) == whole, "\(length)") }
    }

    @Test(
        "a header that cannot be used ends the reading with a sentence",
        arguments: [
            ("", "is empty"), ("\n\r\n", "is empty"), ("imei,imsi\n", "lacks the column date"),
            ("date,imsi\n", "lacks the column imei"),
            ("date,imei\n", "lacks the column imsi"), ("date,imei,imsi,imei\n", "twice"), ("date,imei,imsi,name\n", "Column 4"),
            ("date,imei,imsi,latitude\n", "only one"), ("\"date,imei,imsi\n", "double quote"),
            ("\u{1}\u{2}\n", "Column 1 is called \"??\""),
        ])
    func headers(text: String, reason: String) {
        let reading = Reading(text)

        #expect(reading.error?.reason.contains(reason) == true, "\(String(describing: reading.error))")
        #expect(reading.records.isEmpty)
    }

    @Test("random bytes, and good rows with random changes, never do more than be refused")
    func robust() {
        var state: UInt64 = 42
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 16
        }
        let good = Array(
            """
            date,imei,imsi,msisdn,rat,time,network,cell,latitude,longitude
            20250901,490154203237518,204080123456789,31612345678,001|006,12:34:56,20408,204-08-1,52.37,4.89
            "20250902","*#06#",,,,,,,,

            """.utf8)
        for round in 0..<2_000 {
            var bytes = good
            if round % 4 == 0 { bytes = Array(good.prefix(63)) + (0..<300).map { _ in UInt8(truncatingIfNeeded: next()) } }
            for _ in 0..<(next() % 12) {
                let index = Int(next() % UInt64(bytes.count))
                switch next() % 4 {
                case 0: bytes[index] = UInt8(truncatingIfNeeded: next())
                case 1: bytes.remove(at: index)
                case 2: bytes.insert([0x22, 0x2C, 0x0A, 0x0D, 0x2D, 0x7C][Int(next() % 6)], at: index)
                default: bytes.swapAt(index, Int(next() % UInt64(bytes.count)))
                }
            }
            let whole = Reading(bytes)
            let cut = Reading(bytes, by: Int(next() % 40) + 1)
            #expect(whole == cut)
            #expect(whole.counts.rows == whole.counts.refused + whole.counts.records + whole.counts.withoutIMEI)
            #expect(whole.records.count == whole.counts.records)
        }
    }

    @Test("what is written is read back the same")
    func roundTrip() throws {
        let records = [
            UsageRecord(device: try #require(DeviceCode("00490154203237")), day: try #require(UsageDay("20240229"))),
            UsageRecord(
                device: try #require(DeviceCode("ABC*#")), day: .last, second: 0, imsi: DigitCode("001010000000001"),
                msisdn: DigitCode("0031"), network: NetworkCode("001010"), place: Place(latitude: -1, longitude: -18_000_000),
                technologies: [.geran, .newRadio, .eutran]),
            UsageRecord(
                device: try #require(DeviceCode("49015420323751")), day: .first, second: 86_399, imsi: DigitCode("204080123456789"),
                network: NetworkCode("20408"), place: Place(latitude: 8_999_999, longitude: 9_912_345), technologies: .utran),
        ]
        var buffer: [UInt8] = []
        let writer = UsageWriter()
        writer.appendHeader(to: &buffer)
        for record in records { writer.append(record, to: &buffer) }

        let reading = Reading(buffer)
        #expect(reading.faults.isEmpty)
        #expect(reading.records == records)
    }
}
