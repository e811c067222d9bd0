// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@Suite("IMEI")
struct IMEITests {
    @Test("the parts of an IMEI are its type, serial number and check digit")
    func parts() throws {
        let imei = try IMEI("490154203237518")

        #expect(imei.value == 49_015_420_323_751)
        #expect(imei.tac.description == "49015420")
        #expect(imei.serialNumber == 323_751)
        #expect(imei.checkDigit == 8)
        #expect(imei.digits == "49015420323751")
        #expect(imei.description == "490154203237518")
    }

    @Test("leading zeros are kept in every written form")
    func leadingZeros() throws {
        let imei = try IMEI("00440100000012", checkDigit: .ignored)

        #expect(imei.value == 440_100_000_012)
        #expect(imei.tac.value == 440_100)
        #expect(imei.serialNumber == 12)
        #expect(imei.digits == "00440100000012")
        #expect(imei.description.hasPrefix("00440100000012"))
        #expect(imei.description.count == 15)
    }

    @Test("one phone is one value whatever the spelling")
    func oneSubject() throws {
        let spellings = ["35209900176148", "352099001761481", "35-209900-176148-1", "35 209900 176148 23", "3520990017614823"]

        let phones = Set(try spellings.map { try IMEI($0) })

        #expect(phones.count == 1)
    }

    @Test("a number of fourteen digits is taken, a larger one is not")
    func fromNumber() {
        #expect(IMEI(value: 0)?.digits == "00000000000000")
        #expect(IMEI(value: 99_999_999_999_999)?.digits == "99999999999999")
        #expect(IMEI(value: 100_000_000_000_000) == nil)
        #expect(IMEI(value: .max) == nil)
    }

    @Test("phones are ordered by type and then by serial number")
    func order() throws {
        let phones = try ["86000000000001", "35000001000000", "35000000999999"].map { try IMEI($0) }

        #expect(phones.sorted().map(\.digits) == ["35000000999999", "35000001000000", "86000000000001"])
    }
}

@Suite("IMEI from bytes")
struct IMEIBytesTests {
    @Test(
        "14, 15 and 16 digits are one phone, whatever follows the fourteenth",
        arguments: ["49015420323751", "490154203237510", "490154203237518", "490154203237519", "4901542032375186"]
    )
    func lengths(text: String) {
        let imei = IMEI(digits: text.utf8)

        #expect(imei?.value == 49_015_420_323_751)
    }

    @Test(
        "anything but 14 to 16 bare digits is refused",
        arguments: [
            "", "4901542032375", "49015420323751861", "4901542032375a", "49015420323751x", "490154203237518 ", " 49015420323751",
            "49-015420-323751", "٤٩٠١٥٤٢٠٣٢٣٧٥١", "4901542032375/", "4901542032375:", "490154203237518\0",
        ]
    )
    func refused(text: String) {
        #expect(IMEI(digits: text.utf8) == nil)
    }

    @Test("a part of a larger buffer is read without copying it out")
    func slices() {
        let request = Array("GET /?pei=imei-490154203237518 HTTP/2".utf8)

        let fromArray = IMEI(digits: request[15..<30])
        let fromReversed = IMEI(digits: request[15..<30].reversed())
        let fromPointer = request.withUnsafeBytes { IMEI(digits: $0[15..<30]) }

        #expect(fromArray?.digits == "49015420323751")
        #expect(fromPointer == fromArray)
        #expect(fromReversed?.digits == "81573230245109")
    }

    @Test("bytes and text agree on every string of 14 to 16 digits")
    func agreement() throws {
        var random = SeededGenerator(seed: 2)

        for _ in 0..<500 {
            let text = random.digits(Int.random(in: 14...16, using: &random))

            let imei = try IMEI(text, checkDigit: .ignored)

            #expect(IMEI(digits: text.utf8) == imei)
            #expect(imei.digits == text.prefix(14))
        }
    }
}
