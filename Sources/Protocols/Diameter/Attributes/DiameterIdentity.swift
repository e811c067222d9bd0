// SPDX-License-Identifier: EUPL-1.2

/// The name of a host or realm: a fully qualified domain name (RFC 6733 §4.3.1). Upper and lower case are the same.
public struct DiameterIdentity: Hashable, Sendable, CustomStringConvertible {
    /// The name as it was written.
    public let text: String
    private let folded: [UInt8]

    /// Takes a name.
    /// - Returns: nil when it is empty, longer than 255 bytes, or holds anything but letters, digits, dots, hyphens and
    ///   underscores.
    public init?(_ text: String) {
        self.init(bytes: Array(text.utf8))
    }

    init?(bytes: some Collection<UInt8>) {
        guard (1...255).contains(bytes.count), bytes.allSatisfy(DiameterIdentity.isPlain) else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
        folded = bytes.map(DiameterIdentity.fold)
    }

    /// The name as it was written.
    public var description: String { text }

    /// Whether `bytes` are this name; allocates nothing.
    func matches(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count == folded.count else { return false }
        return folded.withUnsafeBytes { folded in
            // Nearly all networks write lower case: eight bytes at a time, and one by one from where that fails.
            var position = 0
            while position + 8 <= bytes.count, bytes.uint64(at: position) == folded.uint64(at: position) { position += 8 }
            while position < bytes.count {
                guard DiameterIdentity.fold(bytes[position]) == folded[position] else { return false }
                position += 1
            }
            return true
        }
    }

    /// Names are equal when they differ in upper and lower case only.
    public static func == (one: DiameterIdentity, other: DiameterIdentity) -> Bool { one.folded == other.folded }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(folded) }

    private static func isPlain(_ byte: UInt8) -> Bool {
        let lower = fold(byte)
        return (0x61...0x7A).contains(lower) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F
    }

    private static func fold(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
