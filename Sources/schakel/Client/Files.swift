// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials

/// Reads and writes whole files, with errors that name them.
enum Files {
    /// A file's bytes, at most so many.
    static func bytes(_ path: String, most: Int = 64 << 20) throws(FileFailure) -> [UInt8] {
        do {
            guard let size = size(in: try FileManager.default.attributesOfItem(atPath: path)), size <= most else {
                throw FileFailure(description: "The file \(path) is larger than \(most) bytes.")
            }
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch let failure as FileFailure {
            throw failure
        } catch {
            throw .unreadable(path)
        }
    }

    /// The size among a file's attributes. FoundationEssentials has it as `UInt`, Foundation as a number of any kind.
    static func size(in attributes: [FileAttributeKey: Any]) -> Int? {
        (attributes[.size] as? UInt).map { Int(clamping: $0) } ?? attributes[.size] as? Int
    }

    /// A file's text.
    static func text(_ path: String) throws(FileFailure) -> String {
        guard let text = String(validating: try bytes(path, most: 4 << 20), as: UTF8.self) else {
            throw FileFailure(description: "The file \(path) is no UTF-8 text.")
        }
        return text
    }

    /// The text of a file that may be as large as memory allows.
    static func largeText(_ path: String) throws(FileFailure) -> String {
        guard let text = String(validating: try bytes(path, most: 8 << 30), as: UTF8.self) else {
            throw FileFailure(description: "The file \(path) is no UTF-8 text.")
        }
        return text
    }

    /// Whether a file or folder is there.
    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// Whether it is a folder, also by way of a link.
    static func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }

    /// Makes a folder, and those above it, that only its owner may enter.
    static func makeFolder(_ path: String) throws(FileFailure) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw FileFailure(description: "The folder \(path) cannot be made: check the folder above it.")
        }
    }

    /// Writes a file that others may read.
    static func write(_ text: String, to path: String) throws(FileFailure) {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw FileFailure(description: "The file \(path) cannot be written: is the disk full, or the folder not yours?")
        }
    }
}
