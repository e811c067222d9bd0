// SPDX-License-Identifier: EUPL-1.2

extension JSONReader {
    /// A longer spelling says nothing that a binary64 number can hold.
    private static let longestNumber = 128

    /// Reads a number (RFC 8259 §6) that starts at the reading place.
    mutating func number() throws(JSONError) -> JSON {
        let start = place
        let isNegative = skip(UInt8(ascii: "-"))
        let digits = place
        guard skipDigits() > 0 else { throw fault(.syntax, "A digit is expected after the minus sign.") }
        if bytes[digits] == UInt8(ascii: "0"), place - digits > 1 {
            throw fault(.syntax, "A number does not start with a needless zero.")
        }
        let whole = digits..<place
        var isWhole = true
        if skip(UInt8(ascii: ".")) {
            isWhole = false
            guard skipDigits() > 0 else { throw fault(.syntax, "A digit is expected after the decimal point.") }
        }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            isWhole = false
            _ = skip(UInt8(ascii: "+")) || skip(UInt8(ascii: "-"))
            guard skipDigits() > 0 else { throw fault(.syntax, "A digit is expected in the exponent.") }
        }
        guard place - start <= Self.longestNumber else {
            throw fault(.limit, "A number is longer than \(Self.longestNumber) characters; round it or send a text.")
        }
        if isWhole { return try integer(whole, isNegative: isNegative) }
        return try decimal(start..<place)
    }

    private func integer(_ digits: Range<Int>, isNegative: Bool) throws(JSONError) -> JSON {
        // Sixteen digits hold 2^53 - 1 and cannot overflow.
        guard digits.count <= 16 else { throw outOfRange() }
        let magnitude = bytes[digits].reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        guard magnitude <= JSON.largestInteger else { throw outOfRange() }
        return .integer(isNegative ? -magnitude : magnitude)
    }

    private func decimal(_ range: Range<Int>) throws(JSONError) -> JSON {
        guard let value = Double(String(decoding: bytes[range], as: UTF8.self)), value.isFinite else { throw outOfRange() }
        let result = JSON(number: value)
        // From 1e21 on the canonical form has an exponent again and reads back as the same number (ECMA-262, Number::toString).
        if case .number = result, value.magnitude > Double(JSON.largestInteger), value.magnitude < 1e21 { throw outOfRange() }
        return result
    }

    private mutating func skipDigits() -> Int {
        let start = place
        while let byte = next, Decimal.isDigit(byte) { place += 1 }
        return place - start
    }

    private func outOfRange() -> JSONError {
        fault(.number, "A whole number lies beyond ±9007199254740991, where readers lose digits; send it as a text.")
    }
}
