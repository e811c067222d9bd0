// SPDX-License-Identifier: EUPL-1.2

/// A window on bytes that are mapped and do not change: a section of a segment. Every read checks that it stays inside; outside
/// there are zeros, so that a reader of damaged content gets a wrong number at worst, never memory of something else.
///
/// A section is a plain value that keeps nothing alive. It may be read while its ``Segment`` lives, which is what
/// ``Generations`` sees to.
public struct Section: @unchecked Sendable, BitwiseCopyable {
    // Unchecked: the pointer goes to a private read-only mapping that nobody can write through, so any number of threads may read
    // it.
    @usableFromInline let base: UnsafeRawPointer
    /// How many bytes there are.
    public let count: Int

    /// A section without bytes.
    public static let empty = Section(
        base: UnsafeRawPointer(UnsafeMutableRawPointer.allocate(byteCount: 8, alignment: 8)), count: 0)

    /// The number at a byte offset, which need not be aligned, little-endian; zero when it does not lie wholly inside.
    @inlinable
    public func load<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type, at offset: Int) -> Number {
        guard offset >= 0, offset <= count &- MemoryLayout<Number>.size else { return 0 }
        return Number(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    /// The byte at an offset; zero outside.
    @inlinable
    public subscript(offset: Int) -> UInt8 {
        guard offset >= 0, offset < count else { return 0 }
        return base.load(fromByteOffset: offset, as: UInt8.self)
    }
}
