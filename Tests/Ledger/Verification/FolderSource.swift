// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Ledger

/// The files of a log in a folder: read, written and damaged by tests.
struct FolderSource: TileSource {
    let folder: String

    func bytes(at path: String, most: Int) async throws -> [UInt8]? {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else { return nil }
        guard data.count <= most else { throw LedgerError(.tooLarge, "The file is too large.") }
        return Array(data)
    }

    func read(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "\(folder)/\(path)")))
    }

    func write(_ bytes: [UInt8], at path: String) throws {
        let file = URL(filePath: "\(folder)/\(path)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    func remove(_ path: String) throws {
        try FileManager.default.removeItem(atPath: "\(folder)/\(path)")
    }

    /// Changes a file that is there.
    func change(_ path: String, _ change: (inout [UInt8]) -> Void) throws {
        var bytes = try read(path)
        change(&bytes)
        try write(bytes, at: path)
    }

    /// The paths of all files, sorted.
    var paths: [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted()
    }
}
