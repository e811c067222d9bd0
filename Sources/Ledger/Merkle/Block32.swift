// SPDX-License-Identifier: EUPL-1.2

/// Thirty-two bytes held in place, without an array: what hashes, salts and commitments are made of.
struct Block32: Hashable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    static let zero = Block32()

    private init() {}

    /// The bytes as they lie in memory. The buffer must hold 32 bytes at least.
    init(copying buffer: UnsafeRawBufferPointer) {
        words = (
            buffer.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
            buffer.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
            buffer.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
            buffer.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
        )
    }

    /// Exactly 32 bytes, or nil.
    init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    }

    var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

    func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try Swift.withUnsafeBytes(of: words, body)
    }

    /// Stores the bytes in a buffer of 32 bytes at least, from this offset.
    func store(in buffer: UnsafeMutableRawBufferPointer, at offset: Int) {
        buffer.storeBytes(of: words.0, toByteOffset: offset, as: UInt64.self)
        buffer.storeBytes(of: words.1, toByteOffset: offset + 8, as: UInt64.self)
        buffer.storeBytes(of: words.2, toByteOffset: offset + 16, as: UInt64.self)
        buffer.storeBytes(of: words.3, toByteOffset: offset + 24, as: UInt64.self)
    }

    static func == (left: Block32, right: Block32) -> Bool {
        left.words.0 == right.words.0 && left.words.1 == right.words.1 && left.words.2 == right.words.2
            && left.words.3 == right.words.3
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}
