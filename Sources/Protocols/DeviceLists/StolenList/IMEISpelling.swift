// SPDX-License-Identifier: EUPL-1.2

import Identifiers

/// The four ways in which lists write the same IMEI (DIRBS user guide §7.6.1.1; 3GPP TS 23.003 §6.2).
public enum IMEISpelling: Hashable, Sendable {
    /// The 14 digits that tell devices apart.
    case digits
    /// 15 digits, the last one the check digit of Annex B.
    case checkDigit
    /// 15 digits, the last one 0, as a device transmits it.
    case transmitted
    /// 16 digits (IMEISV), the last two the software version, 0 to 99.
    case softwareVersion(UInt8)

    /// Appends the IMEI in ASCII digits, leading zeros kept.
    func append(_ imei: IMEI, to buffer: inout [UInt8]) {
        append(imei.value, places: 14, to: &buffer)
        switch self {
        case .digits: break
        case .checkDigit: append(UInt64(imei.checkDigit), places: 1, to: &buffer)
        case .transmitted: append(0, places: 1, to: &buffer)
        case .softwareVersion(let version): append(UInt64(version % 100), places: 2, to: &buffer)
        }
    }

    private func append(_ number: UInt64, places: Int, to buffer: inout [UInt8]) {
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: places))
        var rest = number
        var index = start + places
        while rest > 0, index > start {
            index -= 1
            buffer[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }
}
