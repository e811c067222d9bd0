// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An immutable file of named sections, mapped into memory for reading.
///
/// Opening reads the first 4,096 bytes and no more, however large the file is. It checks the header and that every section lies
/// inside the file; whether the sections are undamaged is found by ``verification()``, when there is time. The file must not be
/// written or cut by anybody while it is open: whoever owns the folder sees to that.
public final class Segment: Sendable {
    /// What the writer said the content is.
    public let kind: SegmentName
    /// What the writer left besides the sections, at most 2,048 bytes.
    public let metadata: [UInt8]
    /// How many bytes the file has, and so the most that can be in memory of it.
    public var byteCount: UInt64 { header.fileLength }

    let header: SegmentHeader
    let file: ReadableFile
    private let body: Section

    /// Opens a segment.
    ///
    /// - Throws: ``SegmentError`` when it cannot be read, is no segment, is cut off, damaged in its header, or of another kind.
    public init(path: String, kind: SegmentName) throws(SegmentError) {
        file = try ReadableFile(path: path)
        let length = try file.length()
        let head = try file.read(at: 0, count: Int(min(length, UInt64(SegmentHeader.length))))
        header = try SegmentHeader.decode(head, fileLength: length)
        guard header.kind == kind else {
            throw SegmentError(.wrongKind, "The segment \(path) holds \(header.kind) and not \(kind): name the right file.")
        }
        self.kind = kind
        metadata = header.metadata
        guard let count = Int(exactly: length),
            let base = mmap(nil, count, PROT_READ, MAP_SHARED, file.descriptor, 0), base != MAP_FAILED
        else {
            throw SegmentError(.unreadable, "The segment \(path) cannot be mapped: is there too little memory (error \(errno))?")
        }
        // Lookups jump about; reading ahead would fetch what nobody asked for.
        _ = posix_madvise(base, count, POSIX_MADV_RANDOM)
        body = Section(base: UnsafeRawPointer(base), count: count)
    }

    /// The section of a name, or an empty one when there is none.
    public func section(_ name: SegmentName) -> Section {
        guard let place = header.places.first(where: { $0.name == name }) else { return .empty }
        // The header was checked: each place lies inside the file, and the file fits in Int.
        return Section(base: body.base + Int(place.offset), count: Int(place.length))
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: body.base), body.count) }
}
