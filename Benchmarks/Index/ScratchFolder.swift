// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// A folder that is made for the run and removed after it, with what this program puts in it.
struct ScratchFolder {
    let path: String

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    init(in parent: String) throws {
        path = "\(parent)/index-benchmark-\(getpid())"
        guard mkdir(path, 0o700) == 0 else { throw Failure(description: "The folder \(path) cannot be made (error \(errno)).") }
    }

    func remove() {
        if let stream = opendir(path) {
            while let entry = readdir(stream) {
                let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
                if name.hasPrefix("devices-") { unlink("\(path)/\(name)") }
            }
            closedir(stream)
        }
        rmdir(path)
    }
}
