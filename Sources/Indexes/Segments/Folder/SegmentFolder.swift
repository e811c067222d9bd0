// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder of segments of one owner: which files there are, which a crash left behind, and how one is removed for good.
///
/// It touches only files whose name is `<prefix>-<number>.segment`, with or without what marks them as unfinished.
public struct SegmentFolder: Hashable, Sendable {
    /// Where it is.
    public let path: String
    /// With what the names of its segments begin.
    public let prefix: String

    /// What comes behind the name of a file that is not finished.
    static let unfinished = ".new"
    private static let suffix = ".segment"

    /// A folder and the prefix of the segments in it.
    public init(path: String, prefix: String) {
        self.path = path
        self.prefix = prefix
    }

    /// Where a segment of this folder is.
    public func path(of name: String) -> String { path + "/" + name }

    /// A name that no segment here has or had since the newest that is left.
    public func nextName() throws(SegmentError) -> String {
        let newest = try names().compactMap(number).max() ?? 0
        return "\(prefix)-\(newest + 1)\(SegmentFolder.suffix)"
    }

    /// Whether a name is one that a segment of this folder can have.
    public func owns(_ name: String) -> Bool { number(in: name) != nil && name.hasSuffix(SegmentFolder.suffix) }

    /// Removes everything of this owner but the segments that are to be kept: what a crash left unfinished, and segments that were
    /// written and never taken into use, or replaced and not removed. Call it before anything here is opened.
    ///
    /// - Returns: the names that were removed.
    @discardableResult
    public func removeLeftovers(keeping kept: Set<String>) throws(SegmentError) -> [String] {
        let leftovers = try names().filter { number(in: $0) != nil && !kept.contains($0) }
        for name in leftovers { try SegmentFolder.erase(path: path(of: name)) }
        if !leftovers.isEmpty { SegmentFolder.sync(folderOf: path(of: "")) }
        return leftovers
    }

    /// Overwrites a file with zeros, waits until the disk has them, and removes it. Nobody may still read it.
    ///
    /// On a disk that puts what is overwritten elsewhere, as flash does, the old bytes last until the disk clears them.
    public static func erase(path: String) throws(SegmentError) {
        let descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT { return }
        guard descriptor >= 0 else {
            throw SegmentError(.unwritable, "The file \(path) cannot be erased: check that it is yours (error \(errno)).")
        }
        defer { _ = close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw SegmentError(.unreadable, "The file \(path) cannot be erased: is the disk failing (error \(errno))?")
        }
        let zeros = [UInt8](repeating: 0, count: 1 << 18)
        var offset: off_t = 0
        while offset < off_t(status.st_size) {
            let written = pwrite(descriptor, zeros, min(zeros.count, Int(off_t(status.st_size) - offset)), offset)
            if written < 0, errno == EINTR { continue }
            guard written > 0 else {
                throw SegmentError(.unwritable, "The file \(path) cannot be overwritten: is the disk failing (error \(errno))?")
            }
            offset += off_t(written)
        }
        guard fsync(descriptor) == 0, unlink(path) == 0 else {
            throw SegmentError(.unwritable, "The file \(path) cannot be removed: is the folder yours (error \(errno))?")
        }
    }

    /// Makes names that were given or taken away durable. Not every file system can: then they become so in their own time.
    static func sync(folderOf path: String) {
        let end = path.lastIndex(of: "/")
        let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        _ = close(descriptor)
    }

    /// The number in a name of this owner, finished or not; nil for a name of somebody else.
    private func number(in name: String) -> UInt64? {
        guard name.hasPrefix(prefix + "-") else { return nil }
        let rest = name.dropFirst(prefix.count + 1)
        let digits = rest.prefix { ("0"..."9").contains($0) }
        let behind = rest.dropFirst(digits.count)
        guard behind.hasPrefix(SegmentFolder.suffix) else { return nil }
        let mark = behind.dropFirst(SegmentFolder.suffix.count)
        let isOurs =
            mark.isEmpty || (mark.hasPrefix(SegmentFolder.unfinished) && mark.dropFirst(4).allSatisfy { ("0"..."9").contains($0) })
        return isOurs ? UInt64(digits) : nil
    }

    private func names() throws(SegmentError) -> [String] {
        guard let stream = opendir(path) else {
            throw SegmentError(
                .unreadable, "The folder \(path) cannot be read: check that it exists and is yours (error \(errno)).")
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names
    }
}
