// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// A folder for one test, removed with its files at the end.
public final class TemporaryFolder: Sendable {
    /// Where it is.
    public let path: String

    /// An empty folder where the system wants temporary files.
    public init() {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? P_tmpdir
        var template = Array("\(parent)/schakel-trial-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { fatalError("No folder can be made in \(parent) (error \(errno)).") }
        path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }

    /// The names of the files in it, sorted.
    public var names: [String] {
        guard let stream = opendir(path) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// What a file holds; nothing when there is none.
    public func bytes(of name: String) -> [UInt8] {
        guard let file = fopen(path + "/" + name, "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&part, 1, part.count, file)
            guard count > 0 else { return bytes }
            bytes += part[..<count]
        }
    }

    /// Writes a file anew.
    public func write(_ bytes: [UInt8], to name: String) {
        guard let file = fopen(path + "/" + name, "w") else { return }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }

    /// Gives a file a second name, by which it can be seen after the first is gone.
    public func link(_ name: String, as other: String) { _ = Glibc.link(path + "/" + name, path + "/" + other) }

    deinit {
        for name in names { unlink(path + "/" + name) }
        rmdir(path)
    }
}
