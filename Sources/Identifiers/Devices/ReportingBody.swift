// SPDX-License-Identifier: EUPL-1.2

/// The organisation that allocates type codes, by the first two digits of a TAC (GSMA TS.06).
///
/// An unknown or retired body is a hint, never a proof: old phones with retired codes are still in use.
public struct ReportingBody: Hashable, Sendable {
    /// The two digits as a number, 0 to 99.
    public let code: UInt8

    init(unchecked code: UInt8) {
        self.code = code
    }

    /// Takes the two digits as a number.
    ///
    /// - Returns: nil when the number is above 99.
    public init?(code: UInt8) {
        guard code <= 99 else { return nil }
        self.init(unchecked: code)
    }

    /// The name of the body, or nil where none is known for the code; the test ranges have no body.
    public var name: String? {
        switch code {
        case 1: "CTIA (PTCRB), United States"
        case 10: "DECT devices"
        case 30: "Iridium satellite phones"
        case 33: "DGPT, France"
        case 35: "TÜV SÜD BABT, United Kingdom"
        case 44: "BABT, United Kingdom"
        case 45: "NTA, Denmark"
        case 49: "BZT/BAPT, Germany"
        case 50: "BZT ETS, Germany"
        case 51: "Cetecom ICT, Germany"
        case 52: "Cetecom, Germany"
        case 53: "TÜV, Germany"
        case 54: "Phoenix Test-Lab, Germany"
        case 86: "TAF, China"
        case 91: "MSAI, India"
        case 99: "Global Hexadecimal Administrator"
        default: nil
        }
    }

    /// Whether the body still hands out codes, as of TS.06 version 25 (May 2024).
    public var isAllocating: Bool {
        switch code {
        case 1, 35, 86, 99: true
        default: false
        }
    }

    /// Whether the digits mark test equipment (00 and 02 to 09) and no body at all.
    public var isTest: Bool {
        switch code {
        case 0, 2...9: true
        default: false
        }
    }
}

extension ReportingBody: Comparable {
    /// Orders by code.
    public static func < (left: ReportingBody, right: ReportingBody) -> Bool {
        left.code < right.code
    }
}

extension ReportingBody: CustomStringConvertible {
    /// The two digits.
    public var description: String { String(code, width: 2) }
}
