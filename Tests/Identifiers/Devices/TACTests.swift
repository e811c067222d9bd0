// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing

@Suite("TAC")
struct TACTests {
    @Test("eight digits are read and written with their zeros")
    func roundTrip() throws {
        let tac = try TAC("01-234567")

        #expect(tac.value == 1_234_567)
        #expect(tac.description == "01234567")
        #expect(tac.reportingBody.code == 1)
    }

    @Test("a number below 10^8 is taken, a larger one is not")
    func fromNumber() {
        #expect(TAC(value: 99_999_999)?.description == "99999999")
        #expect(TAC(value: 0)?.description == "00000000")
        #expect(TAC(value: 100_000_000) == nil)
    }

    @Test("the codes of test equipment are known", arguments: ["00101700", "00440000", "02310000", "09999999", "00000000"])
    func test(text: String) throws {
        #expect(try TAC(text).isTest)
    }

    @Test(
        "the codes of phones for sale are no test codes", arguments: ["01234567", "10000000", "35209900", "86000000", "99000000"])
    func real(text: String) throws {
        #expect(try !TAC(text).isTest)
    }

    @Test(
        "other lengths and characters are refused by code",
        arguments: [
            ("", .empty), ("3520990", .tooShort), ("352099001", .tooLong), ("3520990A", .notADigit),
        ] as [(String, IdentifierError.Code)]
    )
    func refused(text: String, code: IdentifierError.Code) {
        let error = #expect(throws: IdentifierError.self) { try TAC(text) }

        #expect(error?.code == code)
        #expect(error?.kind == "TAC")
    }

    @Test("codes of one reporting body stand together in order")
    func order() throws {
        let codes = try ["86000000", "35209900", "35000000"].map { try TAC($0) }

        #expect(codes.sorted().map(\.description) == ["35000000", "35209900", "86000000"])
    }
}

@Suite("Reporting body")
struct ReportingBodyTests {
    @Test("the bodies that still allocate are these four")
    func allocating() {
        let bodies = (0...99).compactMap { ReportingBody(code: $0) }

        #expect(bodies.filter(\.isAllocating).map(\.code) == [1, 35, 86, 99])
    }

    @Test("the test ranges are 00 and 02 to 09")
    func testRanges() {
        let bodies = (0...99).compactMap { ReportingBody(code: $0) }

        #expect(bodies.filter(\.isTest).map(\.code) == [0, 2, 3, 4, 5, 6, 7, 8, 9])
    }

    @Test("every body that allocates has a name, and no test range has one")
    func names() throws {
        let bodies = (0...99).compactMap { ReportingBody(code: $0) }

        #expect(bodies.count == 100)
        #expect(bodies.allSatisfy { !$0.isAllocating || $0.name != nil })
        #expect(bodies.allSatisfy { !$0.isTest || $0.name == nil })
        #expect(ReportingBody(code: 35)?.name == "TÜV SÜD BABT, United Kingdom")
        #expect(ReportingBody(code: 98)?.name == nil)
    }

    @Test("a code has two digits")
    func twoDigits() {
        #expect(ReportingBody(code: 1)?.description == "01")
        #expect(ReportingBody(code: 99)?.description == "99")
        #expect(ReportingBody(code: 100) == nil)
    }

    @Test("bodies are ordered by code")
    func order() throws {
        let first = try #require(ReportingBody(code: 1))
        let last = try #require(ReportingBody(code: 86))

        #expect(first < last)
        #expect(!(last < first))
    }
}
