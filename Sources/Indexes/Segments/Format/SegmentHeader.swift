// SPDX-License-Identifier: EUPL-1.2

/// The first 4,096 bytes of a segment file, all numbers little-endian:
///
///     0   magic "SCHAKSEG"             40  length of the metadata
///     8   version of the form, 4 bytes  44  check of the table of checks
///     12  number of sections, 4 bytes  48  where the table of checks begins, 8 bytes
///     16  length of the file, 8 bytes  56  per section: name, offset, length, 8 bytes each
///     24  kind of content, 8 bytes         the metadata, then zeros
///     32  reserved, zero, 8 bytes      4092  CRC-32C of all before it
///
/// The body follows: the sections, each beginning at a multiple of 64. Then the table of checks: a CRC-32C for each 65,536 bytes of
/// the body. The file ends with the table.
struct SegmentHeader: Hashable, Sendable {
    /// One section: where it begins in the file and how many bytes it has.
    struct Place: Hashable, Sendable {
        var name: SegmentName
        var offset: UInt64
        var length: UInt64
    }

    static let length = 4_096
    static let alignment: UInt64 = 64
    static let mostSections = 32
    static let mostMetadata = 2_048
    static let version: UInt32 = 1
    private static let magic: UInt64 = 0x4745_534B_4148_4353

    var kind: SegmentName
    var places: [Place]
    var metadata: [UInt8]
    /// Where the body ends and the table of checks begins.
    var tableOffset: UInt64
    var tableCheck: UInt32

    /// How many bytes the body has.
    var bodyLength: UInt64 { tableOffset - UInt64(SegmentHeader.length) }
    /// How many bytes the table of checks has.
    var tableLength: UInt64 { BlockChecks.count(of: bodyLength) * 4 }
    /// How many bytes the file has.
    var fileLength: UInt64 { tableOffset + tableLength }

    /// The bytes of the header.
    func encoded() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: SegmentHeader.length)
        bytes.withUnsafeMutableBytes { raw in
            func put(_ value: some FixedWidthInteger, _ offset: Int) {
                raw.storeBytes(of: value.littleEndian, toByteOffset: offset, as: type(of: value))
            }
            put(SegmentHeader.magic, 0)
            put(SegmentHeader.version, 8)
            put(UInt32(places.count), 12)
            put(fileLength, 16)
            put(kind.word, 24)
            put(UInt32(metadata.count), 40)
            put(tableCheck, 44)
            put(tableOffset, 48)
            var offset = 56
            for place in places {
                put(place.name.word, offset)
                put(place.offset, offset + 8)
                put(place.length, offset + 16)
                offset += 24
            }
            raw[offset..<(offset + metadata.count)].copyBytes(from: metadata)
            put(CRC32C.of(UnsafeRawBufferPointer(rebasing: raw[..<4_092])), 4_092)
        }
        return bytes
    }

    /// Reads a header, and checks everything that can be checked without the rest of the file.
    ///
    /// - Parameter actual: how many bytes the file has.
    static func decode(_ bytes: [UInt8], fileLength actual: UInt64) throws(SegmentError) -> SegmentHeader {
        guard bytes.count == length, word(bytes, 0) == magic else {
            throw SegmentError(
                .notASegment, "The file is no segment: it was cut off or something else has its name; build it anew.")
        }
        guard bytes.withUnsafeBytes({ CRC32C.of(UnsafeRawBufferPointer(rebasing: $0[..<4_092])) }) == half(bytes, 4_092) else {
            throw SegmentError(.damaged, "The header of the segment is damaged: build it anew.")
        }
        guard half(bytes, 8) == version else {
            throw SegmentError(.tooNew, "The segment has form \(half(bytes, 8)), this program knows \(version): use a newer one.")
        }
        let sections = Int(half(bytes, 12))
        let metadataLength = Int(half(bytes, 40))
        let tableOffset = word(bytes, 48)
        // Limits of the form first, so that nothing after it can overflow.
        guard sections <= mostSections, metadataLength <= mostMetadata, tableOffset >= UInt64(length), tableOffset <= 1 << 50 else {
            throw SegmentError(.damaged, "The header of the segment contradicts itself: build it anew.")
        }
        var places: [Place] = []
        for index in 0..<sections {
            let at = 56 + 24 * index
            let place = Place(name: SegmentName(word: word(bytes, at)), offset: word(bytes, at + 8), length: word(bytes, at + 16))
            guard place.offset >= UInt64(length), place.offset % alignment == 0, place.offset <= tableOffset,
                place.length <= tableOffset - place.offset, !places.contains(where: { $0.name == place.name })
            else { throw SegmentError(.damaged, "A section of the segment lies outside it: build it anew.") }
            places.append(place)
        }
        let start = 56 + 24 * sections
        let header = SegmentHeader(
            kind: SegmentName(word: word(bytes, 24)), places: places, metadata: Array(bytes[start..<(start + metadataLength)]),
            tableOffset: tableOffset, tableCheck: half(bytes, 44))
        guard word(bytes, 16) == header.fileLength, header.fileLength == actual else {
            throw SegmentError(.wrongLength, "The segment has \(actual) bytes and not \(header.fileLength): build it anew.")
        }
        return header
    }

    private static func word(_ bytes: [UInt8], _ offset: Int) -> UInt64 {
        bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
    }

    private static func half(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        bytes.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }
    }
}
