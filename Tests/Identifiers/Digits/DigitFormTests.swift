// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Identifiers

@Suite("Digit form")
struct DigitFormTests {
    let grouped = DigitForm(kind: "sample", lengths: 3...5, separators: .grouping, advice: "give 3 to 5 digits")
    let strict = DigitForm(kind: "sample", lengths: 3...5, separators: .none, advice: "give 3 to 5 digits")

    @Test("digits are counted with their leading zeros")
    func leadingZeros() throws {
        let run = try grouped.read("00120")

        #expect(run.count == 5)
        #expect(run.leadingZeros == 2)
        #expect(run.value == 120)
    }

    @Test("blanks anywhere and marks between digits are left out", arguments: ["12345", " 12-34.5\n", "1/2 - 3 4\t5", "1--2345"])
    func separators(text: String) throws {
        let run = try grouped.read(text)

        #expect(run.value == 12345)
    }

    @Test(
        "a mark before the first or after the last digit is refused at its place",
        arguments: [("-123", 1), ("123-", 4), ("12 3 .", 6), ("123-/", 4), (" /123", 2)]
    )
    func strayMarks(text: String, position: Int) {
        let error = #expect(throws: IdentifierError.self) { try grouped.read(text) }

        #expect(error?.code == .notADigit)
        #expect(error?.reason.hasPrefix("Character \(position) ") == true)
    }

    @Test("a form without separators refuses every one of them", arguments: [" 123", "1 23", "12-3", "123\n", "1.23"])
    func strictForm(text: String) {
        let error = #expect(throws: IdentifierError.self) { try strict.read(text) }

        #expect(error?.code == .notADigit)
    }

    @Test("nothing and nothing but blanks are empty", arguments: ["", " ", "\t\r\n"])
    func empty(text: String) {
        let error = #expect(throws: IdentifierError.self) { try grouped.read(text) }

        #expect(error?.code == .empty)
        #expect(error?.reason == "There is no sample; give 3 to 5 digits.")
    }

    @Test("too few and too many digits are told apart")
    func lengths() {
        let short = #expect(throws: IdentifierError.self) { try grouped.read("12") }
        let long = #expect(throws: IdentifierError.self) { try grouped.read("123456") }

        #expect(short?.code == .tooShort)
        #expect(short?.reason == "The sample has 2 of at least 3 digits; give 3 to 5 digits.")
        #expect(long?.code == .tooLong)
        #expect(long?.reason == "The sample has more than 5 digits; give 3 to 5 digits.")
    }

    @Test("a text of blanks beyond every spelling is too long, not empty")
    func bounded() throws {
        let longest = String(repeating: " ", count: DigitForm.longestText - 3) + "123"

        let error = #expect(throws: IdentifierError.self) { try grouped.read(" " + longest) }

        #expect(try grouped.read(longest).value == 123)
        #expect(error?.code == .tooLong)
    }

    @Test("digits of other scripts are no digits", arguments: ["١٢٣", "１２３", "१२३", "12³"])
    func otherScripts(text: String) {
        let error = #expect(throws: IdentifierError.self) { try grouped.read(text) }

        #expect(error?.code == .notADigit)
    }

    @Test("a letter and a dialling code are named as such")
    func tellingReasons() {
        let letter = #expect(throws: IdentifierError.self) { try grouped.read("12O4") }
        let code = #expect(throws: IdentifierError.self) { try grouped.read("*#06#") }

        #expect(letter?.reason.hasPrefix("Character 3 of the sample is a letter, not a digit;") == true)
        #expect(code?.reason.hasPrefix("Character 1 of the sample is a dialling code's * or #;") == true)
    }

    @Test("an error never repeats the text")
    func discreet() {
        let error = #expect(throws: IdentifierError.self) { try grouped.read("98765x") }

        #expect(error?.description.contains("9876") == false)
    }

    @Test("a number is padded to its width")
    func padding() {
        #expect(String(7 as UInt32, width: 4) == "0007")
        #expect(String(0 as UInt64, width: 1) == "0")
        #expect(String(12_345_678_901_234_567_890 as UInt128, width: 22) == "0012345678901234567890")
    }
}
