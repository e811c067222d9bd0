// SPDX-License-Identifier: EUPL-1.2

/// The query parameters of `GET /equipment-status` (TS 29.511 clause 6.1).
enum QueryParameter: Hashable, Sendable, CaseIterable {
    /// The permanent equipment identifier; required.
    case pei
    /// The subscription's permanent identifier.
    case supi
    /// The subscription's public identifier.
    case gpsi
    /// The optional features the caller understands, as hexadecimal digits.
    case supportedFeatures

    /// The name on the wire, case-sensitive.
    var name: String {
        switch self {
        case .pei: "pei"
        case .supi: "supi"
        case .gpsi: "gpsi"
        case .supportedFeatures: "supported-features"
        }
    }

    /// What a value must look like, for the answer to one that does not.
    var expectation: String {
        switch self {
        case .pei: "not a permanent equipment identifier: imei- and 15 digits, imeisv- and 16 digits, mac- or eui-"
        case .supi: "not a SUPI: at least one character and no line break, such as imsi- and 5 to 15 digits"
        case .gpsi: "not a GPSI: at least one character and no line break, such as msisdn- and 5 to 15 digits"
        case .supportedFeatures: "not a string of hexadecimal digits"
        }
    }

    /// The parameter with this name, given still percent-encoded; `nil` for a name this service does not know.
    init?(name: some Collection<UInt8>) {
        guard let known = Self.allCases.first(where: { name.elementsEqual($0.name.utf8) }) else { return nil }
        self = known
    }
}
