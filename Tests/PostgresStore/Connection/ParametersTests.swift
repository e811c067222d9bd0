// SPDX-License-Identifier: EUPL-1.2

import Store
import Testing

@testable import PostgresStore

@Suite("Parameters in binary")
struct ParametersTests {
    /// The values as libpq would take them.
    private func values(_ parameters: Parameters) -> [[UInt8]?] {
        parameters.withPointers { count, pointers, lengths, formats in
            #expect(formats == Array(repeating: 1, count: Int(count)))
            return zip(pointers, lengths).map { pointer, length in
                pointer.map { Array(UnsafeRawBufferPointer(start: $0, count: Int(length))) }
            }
        }
    }

    @Test("numbers are big-endian, texts and bytes are as they are, and nothing is nil, not empty")
    func encodes() throws {
        var parameters = Parameters()

        parameters.integer(Int64(-2))
        try parameters.text("é")
        parameters.bytes([1, 0, 2])
        parameters.integer(nil as Int64?)
        parameters.bytes([])
        try parameters.text("")
        try parameters.number(258)

        #expect(
            values(parameters) == [
                [255, 255, 255, 255, 255, 255, 255, 254], [0xC3, 0xA9], [1, 0, 2], nil, [], [], [0, 0, 0, 0, 0, 0, 1, 2],
            ])
    }

    @Test("an array has its dimensions, its element type and its values with their lengths")
    func arrays() throws {
        var parameters = Parameters()

        try parameters.array(.text, [.text("ab"), .null])
        try parameters.array(.integer, [.integer(5)])
        try parameters.array(.bytes, [])

        let one: [UInt8] = [0, 0, 0, 1]
        let found = values(parameters)
        #expect(found[0] == one + one + [0, 0, 0, 25, 0, 0, 0, 2] + one + [0, 0, 0, 2, 0x61, 0x62, 255, 255, 255, 255])
        #expect(found[1] == one + [0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0, 1] + one + [0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 5])
        #expect(found[2] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 17])
    }

    @Test("what the server cannot hold is refused here: a character NUL, and a number past 2^63 - 1")
    func refuses() {
        var parameters = Parameters()

        #expect(throws: StoreError.self) { try parameters.text("a\0b") }
        #expect(throws: StoreError.self) { try parameters.array(.text, [.text("\0")]) }
        #expect(throws: StoreError.self) { try parameters.number(1 << 63) }
        #expect(values(parameters).isEmpty)
    }

    @Test("a text that may be too long for an index is noticed, until the parameters begin anew")
    func longTexts() throws {
        var parameters = Parameters()
        try parameters.text(String(repeating: "x", count: Parameters.longKey - 1))
        #expect(!parameters.hasLongText)

        try parameters.text(String(repeating: "x", count: Parameters.longKey))
        #expect(parameters.hasLongText)

        parameters.removeAll()
        #expect(!parameters.hasLongText)
        #expect(values(parameters).isEmpty)
    }
}
