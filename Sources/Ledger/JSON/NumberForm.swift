// SPDX-License-Identifier: EUPL-1.2

/// The written form of a binary64 number: ECMA-262 `Number::toString`, which RFC 8785 §3.2.2.3 prescribes.
enum NumberForm {
    /// Appends the number; one that is not finite is written as `null`, as ECMAScript does.
    static func write(_ value: Double, to bytes: inout [UInt8]) {
        guard value.isFinite else { return bytes.append(contentsOf: "null".utf8) }
        guard value != 0 else { return bytes.append(UInt8(ascii: "0")) }
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        let (digits, point) = shortest(value.magnitude)
        layOut(digits, point: point, to: &bytes)
    }

    /// The fewest digits that give the number back, closest to it, and the place of the decimal point from their start.
    ///
    /// The digits are those of Swift's own description; only its layout differs from ECMAScript's.
    private static func shortest(_ magnitude: Double) -> (digits: [UInt8], point: Int) {
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        let description = Array(magnitude.description.utf8)
        for (index, byte) in description.enumerated() {
            if byte == UInt8(ascii: ".") {
                point = digits.count
            } else if byte == UInt8(ascii: "e") {
                exponent = Int(String(decoding: description[(index + 1)...], as: UTF8.self)) ?? 0
                break
            } else {
                digits.append(byte)
            }
        }
        var place = (point ?? digits.count) + exponent
        let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(zeros)
        place -= zeros
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return (digits, place)
    }

    private static func layOut(_ digits: [UInt8], point: Int, to bytes: inout [UInt8]) {
        let zero = UInt8(ascii: "0")
        let dot = UInt8(ascii: ".")
        switch point {
        case digits.count...max(21, digits.count):
            bytes.append(contentsOf: digits)
            bytes.append(contentsOf: repeatElement(zero, count: point - digits.count))
        case 1...21:
            bytes.append(contentsOf: digits[..<point])
            bytes.append(dot)
            bytes.append(contentsOf: digits[point...])
        case -5...0:
            bytes.append(zero)
            bytes.append(dot)
            bytes.append(contentsOf: repeatElement(zero, count: -point))
            bytes.append(contentsOf: digits)
        default:
            bytes.append(digits[0])
            if digits.count > 1 {
                bytes.append(dot)
                bytes.append(contentsOf: digits[1...])
            }
            bytes.append(UInt8(ascii: "e"))
            bytes.append(point > 0 ? UInt8(ascii: "+") : UInt8(ascii: "-"))
            Decimal.write(Int64((point - 1).magnitude), to: &bytes)
        }
    }
}
