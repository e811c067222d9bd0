// SPDX-License-Identifier: EUPL-1.2

/// A phone in all its spellings, computed apart from the program.
struct Phone: Sendable {
    /// The 14 digits that tell it apart.
    let digits: String

    /// A phone of one type by its serial number.
    init(serial: Int) {
        let serial = "\(serial)"
        digits = "35686800" + String(repeating: "0", count: 6 - serial.count) + serial
    }

    /// With its check digit (TS 23.003 Annex B).
    var imei: String { digits + "\(checkDigit)" }
    /// As a phone transmits it: a zero where the check digit is.
    var transmitted: String { digits + "0" }
    /// With a software version.
    var imeisv: String { digits + "42" }
    /// With a check digit that is wrong.
    var mistyped: String { digits + "\((checkDigit + 1) % 10)" }
    /// As networks ask for it.
    var pei: String { "imei-" + imei }

    private var checkDigit: Int {
        let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
            let value = digit.element.wholeNumberValue ?? 0
            let weighed = digit.offset.isMultiple(of: 2) ? value * 2 : value
            return sum + weighed / 10 + weighed % 10
        }
        return (10 - sum % 10) % 10
    }
}
