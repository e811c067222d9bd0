// SPDX-License-Identifier: EUPL-1.2

/// The standard Base 64 encoding (RFC 4648 §4), with padding, read strictly so that each value has one spelling.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")
    /// The six bits of each character; 0xFF for those that are none.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    /// The text for these bytes.
    package static func encode(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { text in
            var place = 0
            var index = 0
            while index < bytes.count {
                let count = min(3, bytes.count - index)
                var group = UInt32(bytes[index]) << 16
                if count > 1 { group |= UInt32(bytes[index + 1]) << 8 }
                if count > 2 { group |= UInt32(bytes[index + 2]) }
                for position in 0..<4 {
                    text[place] = position <= count ? alphabet[Int(group >> (18 - 6 * UInt32(position)) & 0x3F)] : padding
                    place += 1
                }
                index += 3
            }
            return place
        }
    }

    /// The bytes of this text, or nil when it holds another character, lacks padding, or has bits set that say nothing
    /// (RFC 4648 §3.5).
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        text.utf8.withContiguousStorageIfAvailable(decode) ?? Array(text.utf8).withUnsafeBufferPointer(decode)
    }

    private static func decode(_ characters: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard characters.count % 4 == 0 else { return nil }
        guard let last = characters.last else { return [] }
        let padded = last != padding ? 0 : characters[characters.count - 2] == padding ? 2 : 1
        var group: UInt32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: characters.count / 4 * 3) { bytes, count in
            var bits: UInt32 = 0
            var faults: UInt8 = 0
            values.withUnsafeBufferPointer { values in
                for character in characters[..<(characters.count - padded)] {
                    let value = values[Int(character)]
                    faults |= value
                    group = group << 6 | UInt32(value & 0x3F)
                    bits += 6
                    if bits >= 8 {
                        bits -= 8
                        bytes[count] = UInt8(truncatingIfNeeded: group >> bits)
                        count += 1
                        group &= (1 << bits) - 1
                    }
                }
            }
            if faults & 0x80 != 0 { group = .max }
        }
        return group == 0 ? bytes : nil
    }
}
