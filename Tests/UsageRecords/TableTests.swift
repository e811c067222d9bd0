// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import UsageRecords

@Suite("Tables beside usage records")
struct TableTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("types of one model can do what any of their codes can; without a name or bands nothing is known")
    func types() throws {
        let table = try TypeTable(
            bytes(
                """
                TAC|Manufacturer|Model_Name|Bands|Allocation_Date|Device_Type|Optional_Fields\r
                35000001|Maker|One|GSM 900,GSM 1800|01-Jan-2010|Handheld|\r
                35000002|Maker|One|GSM 900,WCDMA FDD Band I|01-Jan-2010|Handheld|\r
                35000003|Maker|Two|LTE FDD BAND 1,5G NR n78|01-Jan-2010|Handheld|\r
                35000004||Two|GSM 900|01-Jan-2010|Handheld|\r
                35000005|Maker|Three||01-Jan-2010|Handheld|\r
                01000006|Other|One|CDMA2000 1X|01-Jan-2010|Handheld|\r

                """))

        #expect(table.count == 6)
        #expect(table.generations(of: try TAC("35000001")) == [.second, .third])
        #expect(table.generations(of: try TAC("35000002")) == [.second, .third])
        #expect(table.generations(of: try TAC("35000003")) == [.fourth, .fifth])
        #expect(table.generations(of: try TAC("35000004")) == [])
        #expect(table.generations(of: try TAC("35000005")) == [])
        #expect(table.generations(of: try TAC("01000006")) == [.third])
        #expect(table.generations(of: try TAC("35000006")) == nil)
        #expect(table.generations(of: try TAC("99999999")) == nil)
    }

    @Test(
        "a table of types that cannot be used names the row",
        arguments: [
            ("", "is empty"), ("TAC,Manufacturer\n", "separated by |"),
            ("TAC|Manufacturer|Model_Name|Bands\n3500000|a|b|c\n", "Line 2"),
            ("TAC|Manufacturer|Model_Name|Bands\n\n35000001|a\n", "Line 3"),
        ])
    func wrongTypes(text: String, reason: String) {
        let error = #expect(throws: UsageError.self) { try TypeTable(Array(text.utf8)) }
        #expect(error?.reason.contains(reason) == true, "\(String(describing: error))")
    }

    @Test("cells that come twice or lie nowhere are refused")
    func wrongCells() {
        for (text, reason) in [
            ("", "is empty"), ("cell,lat,lon\n", "cell,latitude,longitude"), ("cell,latitude,longitude\na,91,0\n", "Line 2"),
            ("cell,latitude,longitude\na,1,2\nA,3,4\n", "Line 3"), ("cell,latitude,longitude\n,1,2\n", "Line 2"),
        ] {
            let error = #expect(throws: UsageError.self) { try CellPlaces(Array(text.utf8)) }
            #expect(error?.reason.contains(reason) == true, "\(text): \(String(describing: error))")
        }
    }

    @Test("pairs are found by device, in whatever spelling and order they came")
    func pairs() throws {
        let pairs = try DevicePairs(
            bytes(
                "IMEI,IMSI,MSISDN\n490154203237518,204080000000002,31600000002\n35686800004141,204080000000009,\n49015420323751,204080000000001,\n"
            ))
        let device = try #require(DeviceCode("49015420323751"))

        #expect(pairs.count == 3)
        #expect(pairs.subscriptions(of: device).map(\.digits) == ["204080000000001", "204080000000002"])
        #expect(pairs.holds(device, try #require(DigitCode("204080000000002"))))
        #expect(!pairs.holds(device, try #require(DigitCode("204080000000009"))))
        #expect(DevicePairs().subscriptions(of: device).isEmpty)
    }

    @Test("of a notification list only those count whose day has come")
    func asked() throws {
        let text =
            "imei,imsi,msisdn,block_date,reasons\n49015420323751,204080000000001,,20250901,x\n49015420323751,204080000000002,,20250902,x\n"
        let device = try #require(DeviceCode("49015420323751"))

        #expect(try DevicePairs(bytes(text), blockedBy: UsageDay("20250831")).count == 0)
        #expect(
            try DevicePairs(bytes(text), blockedBy: UsageDay("20250901")).subscriptions(of: device).map(\.digits) == [
                "204080000000001"
            ])
        #expect(try DevicePairs(bytes(text), blockedBy: UsageDay("20250902")).count == 2)
        #expect(throws: UsageError.self) { try DevicePairs(bytes("imei,imsi\n"), blockedBy: .last) }
        #expect(throws: UsageError.self) { try DevicePairs(bytes("imei,imsi\nABC,204080000000001\n")) }
    }

    @Test("blocked devices are found with their earliest day, and no others are")
    func blocked() throws {
        var text = "imei,block_date,reasons\r\n490154203237518,20250902,Stolen\r\n49015420323751,20250901,Lost\r\n"
        for serial in 0..<5_000 { text += "\(35_686_800_000_000 + serial * 3),20250101,Stolen\r\n" }
        let list = try BlockedDevices(bytes(text))

        #expect(list.count == 5_001)
        #expect(list.day(of: try #require(DeviceCode("49015420323751"))) == UsageDay("20250901"))
        for serial in 0..<15_000 {
            let imei = try #require(IMEI(value: UInt64(35_686_800_000_000 + serial)))
            #expect((list.day(of: DeviceCode(imei)) != nil) == (serial % 3 == 0))
        }
        #expect(list.day(of: try #require(DeviceCode("ABC"))) == nil)
        #expect(BlockedDevices().day(of: try #require(DeviceCode("49015420323751"))) == nil)
        #expect(throws: UsageError.self) { try BlockedDevices(bytes("imei,block_date\n1,2\n")) }
    }
}
