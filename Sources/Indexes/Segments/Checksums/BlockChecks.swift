// SPDX-License-Identifier: EUPL-1.2

/// The checks of the blocks of a stream of bytes, made while it goes by.
struct BlockChecks {
    /// How many bytes a block has; the last may have fewer.
    static let blockLength = 65_536

    private var finished: [UInt32] = []
    private var current = CRC32C()
    private var taken = 0

    /// Takes in the next bytes.
    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = rest.prefix(BlockChecks.blockLength - taken)
            current.update(UnsafeRawBufferPointer(rebasing: part))
            taken += part.count
            rest = rest.dropFirst(part.count)
            if taken == BlockChecks.blockLength { endBlock() }
        }
    }

    /// The checks of all blocks, as they stand in the file: four bytes each, little-endian.
    mutating func table() -> [UInt8] {
        if taken > 0 { endBlock() }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(finished.count * 4)
        for check in finished { withUnsafeBytes(of: check.littleEndian) { bytes.append(contentsOf: $0) } }
        return bytes
    }

    /// How many blocks so many bytes have.
    static func count(of length: UInt64) -> UInt64 {
        length / UInt64(blockLength) + (length % UInt64(blockLength) == 0 ? 0 : 1)
    }

    private mutating func endBlock() {
        finished.append(current.value)
        current = CRC32C()
        taken = 0
    }
}
