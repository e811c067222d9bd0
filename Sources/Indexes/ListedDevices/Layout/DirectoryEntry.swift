// SPDX-License-Identifier: EUPL-1.2

/// One type in the directory of a segment: sixteen bytes, in the order of the types.
///
/// The first word: the type in 27 bits, the number of its serial numbers less one in 20, the shape in 3, their status in 2 (0
/// when they have several), the lower bits of a bucket in 5. The second word: where the block begins, or the only serial number.
struct DirectoryEntry: Hashable, Sendable, BitwiseCopyable {
    static let byteCount = 16

    let word: UInt64
    let second: UInt64

    init(word: UInt64, second: UInt64) {
        self.word = word
        self.second = second
    }

    init(type: UInt32, count: Int, shape: BlockShape, status: UInt8, second: UInt64) {
        word =
            UInt64(type) | UInt64(count - 1) << 27 | shape.kind.rawValue << 47 | UInt64(status) << 50 | UInt64(shape.lowBits) << 52
        self.second = second
    }

    /// The type of a first word.
    static func type(of word: UInt64) -> UInt32 { UInt32(word & 0x7FF_FFFF) }

    var type: UInt32 { DirectoryEntry.type(of: word) }
    /// How many serial numbers the type has, 1 to 2^20.
    var count: Int { Int((word >> 27) & 0xF_FFFF) &+ 1 }
    /// The way they are written down; nil for one that there is not.
    var kind: BlockShape.Kind? { BlockShape.Kind(rawValue: (word >> 47) & 7) }
    /// The status of all of them, or 0.
    var status: UInt8 { UInt8((word >> 50) & 3) }
    /// The lower bits of a bucket, 0 to 31.
    var lowBits: Int { Int((word >> 52) & 31) }
}
