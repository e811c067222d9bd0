// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@Suite("IMEISV")
struct IMEISVTests {
    @Test("sixteen digits are a phone and its software version")
    func parts() throws {
        let imeisv = try IMEISV("35-209900-176148-23")

        #expect(imeisv.imei.digits == "35209900176148")
        #expect(imeisv.softwareVersion == 23)
        #expect(imeisv.description == "3520990017614823")
    }

    @Test("zeros in front of the type and of the version are kept")
    func zeros() throws {
        let imeisv = try IMEISV("0044010000001203")

        #expect(imeisv.softwareVersion == 3)
        #expect(imeisv.description == "0044010000001203")
    }

    @Test("the reserved version 99 is accepted, a version of three digits is not")
    func versions() throws {
        let imei = try IMEI("35209900176148")

        #expect(IMEISV(imei: imei, softwareVersion: 99)?.description == "3520990017614899")
        #expect(IMEISV(imei: imei, softwareVersion: 0)?.description == "3520990017614800")
        #expect(IMEISV(imei: imei, softwareVersion: 100) == nil)
    }

    @Test("two versions of one phone differ, their subject does not")
    func subject() throws {
        let before = try IMEISV("3520990017614801")
        let after = try IMEISV("3520990017614802")

        #expect(before != after)
        #expect(before.imei == after.imei)
        #expect(before < after)
    }

    @Test("the phone counts before the version in the order")
    func order() throws {
        let lower = try IMEISV("3520990017614899")
        let higher = try IMEISV("3520990017614900")

        #expect(lower < higher)
        #expect(!(higher < lower))
    }

    @Test(
        "other lengths and characters are refused by code",
        arguments: [
            ("", .empty), ("352099001761481", .tooShort), ("35209900176148233", .tooLong), ("352099001761482B", .notADigit),
        ] as [(String, IdentifierError.Code)]
    )
    func refused(text: String, code: IdentifierError.Code) {
        let error = #expect(throws: IdentifierError.self) { try IMEISV(text) }

        #expect(error?.code == code)
        #expect(error?.kind == "IMEISV")
    }

    @Test("every sixteen digits come back as they were")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 4)

        for _ in 0..<500 {
            let text = random.digits(16)

            #expect(try IMEISV(text).description == text)
        }
    }

    @Test("hostile text gives an IMEISV of its own sixteen digits or an error")
    func robust() {
        var random = SeededGenerator(seed: 41)
        var accepted = 0

        for _ in 0..<20_000 {
            let loose = Bool.random(using: &random)
            let text = loose ? random.looseDigits(Int.random(in: 15...17, using: &random)) : random.hostileText(upTo: 12)
            guard let imeisv = try? IMEISV(text) else { continue }
            accepted += 1

            #expect(imeisv.description == text.filter { ("0"..."9").contains($0) && $0.isASCII })
        }

        #expect(accepted > 1_000)
    }
}
