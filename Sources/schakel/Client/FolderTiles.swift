// SPDX-License-Identifier: EUPL-1.2

import Ledger

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The files of a log in a folder, such as a mirror keeps them.
struct FolderTiles: TileSource {
    let folder: String

    /// The log below a folder.
    /// - Throws: `FileFailure` when there is no such folder.
    init(folder: String) throws(FileFailure) {
        guard Files.exists(folder + "/.") else {
            throw FileFailure(description: "There is no folder \(folder): give the folder with the checkpoint, or its address.")
        }
        self.folder = folder
    }

    /// The bytes of a file; nil when it is not there.
    /// - Throws: `FileFailure` when it is there and cannot be read, `LedgerError` `tooLarge`.
    func bytes(at path: String, most: Int) async throws -> [UInt8]? {
        let descriptor = open("\(folder)/\(path)", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw FileFailure.unreadable("\(folder)/\(path)")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw FileFailure.unreadable("\(folder)/\(path)")
        }
        guard status.st_size <= most else { throw LedgerError(.tooLarge, "The file \(path) has more than \(most) bytes.") }
        return try read(descriptor, count: Int(status.st_size), path: path)
    }

    private func read(_ descriptor: Int32, count: Int, path: String) throws(FileFailure) -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let result = pread(descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(filled))
                if result < 0, errno == EINTR { continue }
                failed = result < 0
                guard result > 0 else { return }
                filled += result
            }
        }
        guard !failed else { throw .unreadable("\(folder)/\(path)") }
        return bytes
    }
}
