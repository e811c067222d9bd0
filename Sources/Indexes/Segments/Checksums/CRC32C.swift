// SPDX-License-Identifier: EUPL-1.2

/// The cyclic redundancy check of Castagnoli, as in RFC 3720 §12.1: finds every damage of up to 32 successive bits, and all but one
/// in 2^32 of other damage. It is no protection against somebody who writes a file on purpose; for that, bounds are checked.
struct CRC32C {
    private var state: UInt32 = ~0

    /// The check of the bytes so far.
    var value: UInt32 { ~state }

    /// The check of bytes.
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        var check = CRC32C()
        check.update(bytes)
        return check.value
    }

    /// Takes in more bytes, eight at a time.
    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        CRC32C.tables.withUnsafeBufferPointer { table in
            var crc = state
            var offset = 0
            while offset &+ 8 <= bytes.count {
                let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) ^ UInt64(crc)
                let low = UInt32(truncatingIfNeeded: word)
                let high = UInt32(truncatingIfNeeded: word >> 32)
                crc =
                    table[1792 &+ Int(low & 0xFF)] ^ table[1536 &+ Int((low >> 8) & 0xFF)]
                    ^ table[1280 &+ Int((low >> 16) & 0xFF)] ^ table[1024 &+ Int(low >> 24)]
                crc ^= table[768 &+ Int(high & 0xFF)] ^ table[512 &+ Int((high >> 8) & 0xFF)]
                crc ^= table[256 &+ Int((high >> 16) & 0xFF)] ^ table[Int(high >> 24)]
                offset &+= 8
            }
            while offset < bytes.count {
                crc = (crc >> 8) ^ table[Int(UInt8(truncatingIfNeeded: crc) ^ bytes[offset])]
                offset &+= 1
            }
            state = crc
        }
    }

    /// Eight tables of 256: the n-th advances a byte over n more bytes of zero.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 2_048)
        for byte in 0..<256 {
            var crc = UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0x82F6_3B78 : crc >> 1 }
            tables[byte] = crc
        }
        for place in 256..<2_048 {
            let before = tables[place - 256]
            tables[place] = (before >> 8) ^ tables[Int(before & 0xFF)]
        }
        return tables
    }()
}
