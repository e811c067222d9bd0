// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes a segment file, of any length, in little memory.
///
/// All sections grow at the same time. The first goes straight into the file; the others wait in files beside it and are put behind
/// it at the end, so the largest should be the first. Until ``finish(metadata:)`` the file has a temporary name that
/// ``SegmentFolder`` recognises: after a crash there is a whole segment under its name, or none.
public final class SegmentWriter {
    private let path: String
    private let kind: SegmentName
    private let names: [SegmentName]
    private let body: OutputFile
    private var waiting: [OutputFile] = []
    private var checks = BlockChecks()
    private var isFinished = false

    /// Begins a segment.
    ///
    /// - Parameters:
    ///   - path: the name that the file gets in the end. What has that name is replaced then.
    ///   - kind: what the content is; the reader must ask for the same.
    ///   - sections: the names of the sections, at most 32, each once.
    public init(path: String, kind: SegmentName, sections: [SegmentName]) throws(SegmentError) {
        guard sections.count <= SegmentHeader.mostSections, Set(sections).count == sections.count else {
            throw SegmentError(.unfit, "A segment has at most \(SegmentHeader.mostSections) sections with names of their own.")
        }
        self.path = path
        self.kind = kind
        names = sections
        body = try OutputFile(path: path + SegmentFolder.unfinished)
        for place in sections.indices.dropFirst() {
            waiting.append(try OutputFile(path: path + SegmentFolder.unfinished + String(place)))
        }
        try [UInt8](repeating: 0, count: SegmentHeader.length).withUnsafeBytesTyped { bytes throws(SegmentError) in
            try body.append(bytes)
        }
    }

    /// Appends bytes to a section, counted from 0 in the order of the names.
    public func append(_ bytes: UnsafeRawBufferPointer, to section: Int) throws(SegmentError) {
        if section == 0 {
            checks.update(bytes)
            try body.append(bytes)
        } else {
            try waiting[section - 1].append(bytes)
        }
    }

    /// Appends bytes to a section.
    public func append(_ bytes: [UInt8], to section: Int) throws(SegmentError) {
        try bytes.withUnsafeBytesTyped { bytes throws(SegmentError) in try append(bytes, to: section) }
    }

    /// How many bytes a section has so far.
    public func count(of section: Int) -> UInt64 {
        section == 0 ? body.length - UInt64(SegmentHeader.length) : waiting[section - 1].length
    }

    /// Puts the sections together and gives the file its name. When it returns, the segment survives a power failure.
    ///
    /// - Parameter metadata: what the reader must know before it looks at a section, at most 2,048 bytes.
    /// - Returns: how many bytes the file has.
    @discardableResult
    public func finish(metadata: [UInt8]) throws(SegmentError) -> UInt64 {
        guard metadata.count <= SegmentHeader.mostMetadata else {
            throw SegmentError(.unfit, "The metadata of a segment has at most \(SegmentHeader.mostMetadata) bytes.")
        }
        let start = UInt64(SegmentHeader.length)
        var places = names.isEmpty ? [] : [SegmentHeader.Place(name: names[0], offset: start, length: body.length - start)]
        for (index, file) in waiting.enumerated() {
            try pad()
            places.append(SegmentHeader.Place(name: names[index + 1], offset: body.length, length: file.length))
            try copy(file)
        }
        let table = checks.table()
        let header = SegmentHeader(
            kind: kind, places: places, metadata: metadata, tableOffset: body.length,
            tableCheck: table.withUnsafeBytes(CRC32C.of))
        try table.withUnsafeBytesTyped { bytes throws(SegmentError) in try body.append(bytes) }
        try body.flush()
        try header.encoded().withUnsafeBytesTyped { bytes throws(SegmentError) in try body.put(bytes, at: 0) }
        try body.sync()
        guard rename(body.path, path) == 0 else {
            throw SegmentError(.unwritable, "The segment \(path) cannot be given its name: is that a folder (error \(errno))?")
        }
        isFinished = true
        removeWaiting()
        SegmentFolder.sync(folderOf: path)
        return header.fileLength
    }

    deinit {
        guard !isFinished else { return }
        try? SegmentFolder.erase(path: body.path)
        removeWaiting()
    }

    private func removeWaiting() {
        for file in waiting { try? SegmentFolder.erase(path: file.path) }
    }

    private func pad() throws(SegmentError) {
        let beyond = body.length % SegmentHeader.alignment
        if beyond > 0 { try append([UInt8](repeating: 0, count: Int(SegmentHeader.alignment - beyond)), to: 0) }
    }

    private func copy(_ file: OutputFile) throws(SegmentError) {
        try file.flush()
        let source = try ReadableFile(path: file.path)
        var offset: UInt64 = 0
        while offset < file.length {
            let bytes = try source.read(at: offset, count: Int(min(1 << 18, file.length - offset)))
            try append(bytes, to: 0)
            offset += UInt64(bytes.count)
        }
    }
}
