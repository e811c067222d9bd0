// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// A log fetched whole, file by file, as anybody may (c2sp.org/tlog-tiles).
struct LogMirror {
    let folder: String
    let size: Int

    /// Fetches a log into a folder.
    init(of prefix: String, in folder: String, checkpoint: String) async throws {
        guard let size = LogMirror.size(of: checkpoint) else { throw Unexpected("no checkpoint: \(checkpoint)") }
        self.folder = folder
        self.size = size
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Scratch.write(checkpoint, to: folder + "/checkpoint")
        let files = LogMirror.paths(size: size).map { (address: "\(prefix)/\($0)", path: "\(folder)/\($0)") }
        let missing = try await Curl.fetch(files, scratch: folder + ".curl")
        guard missing.isEmpty else { throw Unexpected("not served: \(missing)") }
    }

    /// The number of entries that a checkpoint is of.
    static func size(of checkpoint: String) -> Int? {
        let lines = checkpoint.split(separator: "\n")
        return lines.count > 1 ? Int(lines[1]) : nil
    }

    /// Changes one byte of a file.
    func damage(_ path: String, at place: Int) throws {
        let url = URL(filePath: "\(folder)/\(path)")
        var bytes = try Data(contentsOf: url)
        bytes[place] ^= 1
        try bytes.write(to: url)
    }

    /// Where the last byte of an entry stands in its bundle: each entry comes after its length in two bytes.
    func lastByte(ofEntry entry: Int, in path: String) throws -> Int {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(path)")))
        var place = 0
        for _ in 0...(entry % 256) {
            guard place + 2 <= bytes.count else { throw Unexpected("\(path) has no entry \(entry)") }
            place += 2 + Int(bytes[place]) << 8 + Int(bytes[place + 1])
        }
        return place - 1
    }

    /// The tiles and bundles of a log of this size.
    static func paths(size: Int) -> [String] {
        var paths: [String] = []
        var (level, count) = (0, size)
        while count > 0 {
            for kind in level == 0 ? ["\(level)", "entries"] : ["\(level)"] {
                paths += (0..<count / 256).map { "tile/\(kind)/\(number($0))" }
                if count % 256 > 0 { paths.append("tile/\(kind)/\(number(count / 256)).p/\(count % 256)") }
            }
            (level, count) = (level + 1, count / 256)
        }
        return paths
    }

    /// A number in groups of three digits, all but the last with an x before them.
    private static func number(_ number: Int) -> String {
        let thousands = number < 1_000 ? "" : LogMirror.groups(number / 1_000)
        return thousands + "\(1_000 + number % 1_000)".dropFirst()
    }

    private static func groups(_ number: Int) -> String {
        (number < 1_000 ? "" : groups(number / 1_000)) + "x" + "\(1_000 + number % 1_000)".dropFirst() + "/"
    }
}
