// SPDX-License-Identifier: EUPL-1.2

import Clones

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A shelf in one file without a name: from the moment it is opened nobody else can reach it, and it is gone when the process ends, however
/// it ends.
final class ScratchShelf: Shelf {
    /// Where a piece of a drawer lies in the file.
    private struct Extent {
        let start: Int
        let count: Int
    }

    private var descriptor: Int32
    private let folder: String
    private var end = 0
    private var drawers: [[Extent]] = []
    private var sizes: [Int] = []

    /// How many bytes were written.
    var written: Int { end }

    /// - Parameter folder: on which disk.
    init(in folder: String) throws(FileFailure) {
        self.folder = folder
        var template = Array("\(folder)/schakel-usage-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)  // mode 0600
        guard descriptor >= 0 else {
            throw FileFailure(description: "No file can be made in \(folder): give another folder with --scratch.")
        }
        unlink(template)
    }

    deinit { close(descriptor) }

    func open() -> Int {
        drawers.append([])
        sizes.append(0)
        return drawers.count - 1
    }

    func append(_ bytes: UnsafeRawBufferPointer, to drawer: Int) throws(SearchError) {
        guard !bytes.isEmpty else { return }
        var done = 0
        while done < bytes.count {
            let count = pwrite(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(end + done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw SearchError("The disk of \(folder) is full, or fails: give a folder with more room with --scratch.")
            }
            done += count
        }
        drawers[drawer].append(Extent(start: end, count: bytes.count))
        sizes[drawer] += bytes.count
        end += bytes.count
    }

    func size(of drawer: Int) -> Int { sizes[drawer] }

    func read(_ drawer: Int, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SearchError) {
        guard offset >= 0, buffer.count <= sizes[drawer] - offset else {
            throw SearchError("More was read than was written; this is a fault of the program.")
        }
        var skipped = 0
        var filled = 0
        for extent in drawers[drawer] {
            guard filled < buffer.count else { return }
            let isBefore = skipped + extent.count <= offset + filled
            if !isBefore {
                let inside = offset + filled - skipped
                let amount = min(extent.count - inside, buffer.count - filled)
                try fill(UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + amount)]), from: extent.start + inside)
                filled += amount
            }
            skipped += extent.count
        }
    }

    private func fill(_ buffer: UnsafeMutableRawBufferPointer, from place: Int) throws(SearchError) {
        var done = 0
        while done < buffer.count {
            let count = pread(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(place + done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SearchError("The scratch file in \(folder) cannot be read back: is the disk in order?") }
            done += count
        }
    }

    func remove(_ drawer: Int) {
        drawers[drawer] = []
        sizes[drawer] = 0
    }
}
