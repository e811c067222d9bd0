// SPDX-License-Identifier: EUPL-1.2

/// What a form sent: `application/x-www-form-urlencoded`, by the URL standard of WHATWG §5.1.
struct FormData: Sendable {
    /// What was typed, by field, without blanks around it; empty fields are there too.
    private(set) var values: [String: String] = [:]

    /// The most fields that are looked at.
    private static let mostFields = 64

    /// No form.
    init() {}

    /// Reads a form; of two fields with one name the first counts. Bytes that are no UTF-8 become question marks.
    init(parsing bytes: some Sequence<UInt8>) {
        for pair in Array(bytes).split(separator: UInt8(ascii: "&")).prefix(FormData.mostFields) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = FormData.decode(parts[0])
            let value = parts.count > 1 ? FormData.decode(parts[1]) : ""
            if values[name] == nil { values[name] = FormData.trimmed(value) }
        }
    }

    /// What was typed in a field; empty when it is not there.
    subscript(name: String) -> String { values[name] ?? "" }

    private static func decode(_ bytes: ArraySlice<UInt8>) -> String {
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "+") {
                plain.append(0x20)
            } else if byte == UInt8(ascii: "%"), index + 2 < bytes.endIndex, let high = digit(bytes[index + 1]),
                let low = digit(bytes[index + 2])
            {
                plain.append(high << 4 | low)
                index += 2
            } else {
                plain.append(byte)
            }
            index += 1
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    /// Lines end as they do everywhere else, and blanks around a text say nothing.
    private static func trimmed(_ text: String) -> String {
        let bytes = text.utf8.filter { $0 != 0x0D }
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
        let from = bytes.firstIndex { !isBlank($0) } ?? bytes.endIndex
        let to = bytes.lastIndex { !isBlank($0) } ?? bytes.startIndex
        return from < bytes.endIndex ? String(decoding: bytes[from...to], as: UTF8.self) : ""
    }
}
