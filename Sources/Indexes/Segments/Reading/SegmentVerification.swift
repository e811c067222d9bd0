// SPDX-License-Identifier: EUPL-1.2

/// The search for damage in a segment, one block of 65,536 bytes at a time, so that it can go on in the background while the
/// segment is in use, as slowly as one likes.
///
/// It reads the file and not the mapping: a disk that fails to give a block is a finding and nothing worse.
public struct SegmentVerification: Sendable {
    /// A part of the file that is not as it was written.
    public struct Finding: Hashable, Sendable {
        /// Where the part begins in the file.
        public let offset: UInt64
        /// How many bytes it has.
        public let length: Int
        /// The section that it, or its beginning, belongs to; nil for the table of checks and the gaps between sections.
        public let section: SegmentName?
    }

    /// How many bytes have been looked at, besides the header.
    public private(set) var checked: UInt64 = 0
    /// How many bytes there are to look at.
    public let total: UInt64
    /// What was found so far, from front to back.
    public private(set) var findings: [Finding] = []

    private let segment: Segment
    private var table: [UInt8]?

    init(_ segment: Segment) {
        self.segment = segment
        total = segment.header.bodyLength + segment.header.tableLength
    }

    /// Looks at the next block.
    ///
    /// - Returns: false when all has been looked at.
    public mutating func step() -> Bool {
        guard checked < total else { return false }
        guard let table else {
            checkTable()
            return checked < total
        }
        let header = segment.header
        let done = checked - header.tableLength
        let offset = UInt64(SegmentHeader.length) + done
        let length = Int(min(UInt64(BlockChecks.blockLength), header.bodyLength - done))
        let place = Int(done / UInt64(BlockChecks.blockLength)) * 4
        let right = table.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt32.self)) }
        let bytes = try? segment.file.read(at: offset, count: length)
        if bytes?.withUnsafeBytes(CRC32C.of) != right { note(offset, length) }
        checked += UInt64(length)
        return checked < total
    }

    /// Without the right checks the blocks cannot be judged: then this is the only finding.
    private mutating func checkTable() {
        let header = segment.header
        let bytes = try? segment.file.read(at: header.tableOffset, count: Int(header.tableLength))
        if let bytes, bytes.withUnsafeBytes(CRC32C.of) == header.tableCheck {
            table = bytes
            checked = header.tableLength
        } else {
            note(header.tableOffset, Int(header.tableLength))
            checked = total
        }
    }

    private mutating func note(_ offset: UInt64, _ length: Int) {
        let section = segment.header.places.first { place in
            place.offset < offset + UInt64(length) && offset < place.offset + place.length
        }
        findings.append(Finding(offset: offset, length: length, section: section?.name))
    }
}

extension Segment {
    /// Begins to search this segment for damage.
    public func verification() -> SegmentVerification { SegmentVerification(self) }

    /// Searches the whole segment for damage.
    ///
    /// - Throws: ``SegmentError`` with code `damaged` when there is some.
    public func verify() throws(SegmentError) {
        var verification = verification()
        while verification.step() {}
        guard let first = verification.findings.first else { return }
        throw SegmentError(
            .damaged,
            "\(verification.findings.count) blocks of \(file.path) are damaged, the first at byte \(first.offset): build it anew.")
    }
}
