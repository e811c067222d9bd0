// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing

@Suite("Identifier error")
struct IdentifierErrorTests {
    @Test("the description names the kind and the reason on one line")
    func description() {
        let error = IdentifierError(code: .tooShort, kind: "IMEI", reason: "The IMEI has 3 of at least 14 digits; type them all.")

        #expect(error.description == "IMEI: The IMEI has 3 of at least 14 digits; type them all.")
        #expect("\(error)" == error.description)
    }

    @Test("a code is open and compared by its text")
    func openCode() {
        let own = IdentifierError.Code(rawValue: "withdrawn")

        #expect(own != .empty)
        #expect(IdentifierError.Code(rawValue: "notADigit") == .notADigit)
    }

    @Test("the codes differ from each other")
    func distinctCodes() {
        let codes: Set<IdentifierError.Code> = [.empty, .tooShort, .tooLong, .notADigit, .checkDigit, .malformed]

        #expect(codes.count == 6)
    }

    @Test("every reason is a sentence that says what to do")
    func sentences() {
        let attempts: [() throws -> Void] = [
            { _ = try IMEI("1") }, { _ = try IMEI("490154203237510") }, { _ = try IMEISV("x") }, { _ = try TAC("") },
            { _ = try PEI("") }, { _ = try PEI("imei-1") }, { _ = try PEI("imeisv-1") }, { _ = try PEI("\0") },
            { _ = try OIN("1") },
            { _ = try KvKNumber("a") }, { _ = try PhoneNumber("1") }, { _ = try PhoneNumber("+3106") },
        ]

        for attempt in attempts {
            let error = #expect(throws: IdentifierError.self) { try attempt() }

            #expect(error?.reason.hasSuffix(".") == true)
            #expect(error?.reason.contains(";") == true)
            #expect(error?.reason.contains("give") == true || error?.reason.contains("compare") == true)
        }
    }
}
