// SPDX-License-Identifier: EUPL-1.2

/// A Permanent Equipment Identifier: how a 5G core names a device (TS 23.003 §6.4, data type Pei of TS 29.571).
///
/// The type is open on purpose: devices without an IMEI show a MAC address or an EUI-64, and later releases may add forms.
/// Whatever is unknown is kept as it came, so that an edge can answer by its policy instead of failing.
public enum PEI: Hashable, Sendable {
    /// `imei-` and fifteen digits. The last one was not looked at: it is sent as 0 or as the check digit.
    case imei(IMEI)
    /// `imeisv-` and sixteen digits.
    case imeisv(IMEISV)
    /// Any other form: its kind is "mac", "eui" or "other", and the text is the whole identifier.
    case opaque(kind: String, text: String)

    /// The longest identifier accepted, in bytes. The longest form defined takes 36.
    public static let longestText = 256

    /// The phone's identity, or nil for a device without one.
    public var imei: IMEI? {
        switch self {
        case .imei(let imei): imei
        case .imeisv(let imeisv): imeisv.imei
        case .opaque: nil
        }
    }
}

extension PEI {
    /// Reads `imei-` and `imeisv-` forms straight from the bytes of a request, without allocating.
    ///
    /// This is the path of nearly every check an edge answers.
    ///
    /// - Parameter bytes: the whole identifier, percent-decoded.
    /// - Returns: nil for every other text; `init(_:)` then tells an opaque identifier from a wrong one.
    @inlinable
    public init?(utf8 bytes: some Collection<UInt8>) {
        var iterator = bytes.makeIterator()
        guard iterator.next() == UInt8(ascii: "i"), iterator.next() == UInt8(ascii: "m"),
            iterator.next() == UInt8(ascii: "e"), iterator.next() == UInt8(ascii: "i")
        else { return nil }
        switch iterator.next() {
        case UInt8(ascii: "-"):
            guard let number = DecimalDigits.take(15, from: &iterator), iterator.next() == nil else { return nil }
            self = .imei(IMEI(unchecked: number / 10))
        case UInt8(ascii: "s"):
            guard iterator.next() == UInt8(ascii: "v"), iterator.next() == UInt8(ascii: "-"),
                let number = DecimalDigits.take(16, from: &iterator), iterator.next() == nil
            else { return nil }
            self = .imeisv(IMEISV(unchecked: number))
        default:
            return nil
        }
    }

    /// Reads any identifier of a device.
    ///
    /// - Parameter text: the whole identifier, at most `longestText` bytes, without control characters.
    /// - Throws: `empty`, `tooLong`, or `malformed` when it says it is an IMEI or IMEISV and is none, or when it holds
    ///   control characters.
    public init(_ text: some StringProtocol) throws(IdentifierError) {
        if let known = PEI(utf8: text.utf8) {
            self = known
            return
        }
        guard !text.isEmpty else {
            throw .pei(.empty, "There is no device identifier; give one such as imei- followed by 15 digits.")
        }
        guard text.utf8.count <= Self.longestText else {
            throw .pei(.tooLong, "The device identifier is longer than \(Self.longestText) bytes; give the identifier alone.")
        }
        if text.utf8.starts(with: "imei-".utf8) {
            throw .pei(.malformed, "An identifier that begins with imei- is followed by exactly 15 digits; give all 15.")
        }
        if text.utf8.starts(with: "imeisv-".utf8) {
            throw .pei(.malformed, "An identifier that begins with imeisv- is followed by exactly 16 digits; give all 16.")
        }
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw .pei(.malformed, "The device identifier holds control characters; give printable text.")
        }
        self = .opaque(kind: Self.opaqueKind(of: text), text: String(text))
    }

    private static func opaqueKind(of text: some StringProtocol) -> String {
        if text.utf8.starts(with: "mac-".utf8) { return "mac" }
        if text.utf8.starts(with: "eui-".utf8) { return "eui" }
        return "other"
    }
}

extension PEI: CustomStringConvertible {
    /// The identifier in its wire form; an IMEI with the right check digit, whatever was received.
    public var description: String {
        switch self {
        case .imei(let imei): "imei-\(imei)"
        case .imeisv(let imeisv): "imeisv-\(imeisv)"
        case .opaque(_, let text): text
        }
    }
}

extension IdentifierError {
    fileprivate static func pei(_ code: Code, _ reason: String) -> IdentifierError {
        IdentifierError(code: code, kind: "PEI", reason: reason)
    }
}
