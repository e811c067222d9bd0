// SPDX-License-Identifier: EUPL-1.2

// Numbers on the wire have their most significant byte first. The callers have checked that the bytes are there.

extension UnsafeRawBufferPointer {
    func uint32(at offset: Int) -> UInt32 { UInt32(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }

    func uint64(at offset: Int) -> UInt64 { UInt64(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }

    func part(_ offset: Int, _ count: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[offset..<offset + count])
    }
}

extension UnsafeMutableRawBufferPointer {
    func store(_ value: UInt32, at offset: Int) {
        storeBytes(of: value.bigEndian, toByteOffset: offset, as: UInt32.self)
    }

    func copy(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        UnsafeMutableRawBufferPointer(rebasing: self[offset..<offset + bytes.count]).copyMemory(from: bytes)
    }

    func copy(_ bytes: [UInt8], at offset: Int) { bytes.withUnsafeBytes { copy($0, at: offset) } }

    /// Clears up to three bytes, so that what follows `offset` begins at a multiple of four.
    func pad(from offset: Int, to end: Int) {
        for position in offset..<end { self[position] = 0 }
    }
}

extension Int {
    /// The number rounded up to a multiple of four, to which attributes are padded.
    var padded: Int { (self + 3) & ~3 }
}
