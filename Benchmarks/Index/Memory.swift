// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// What of a mapped file is in the memory of this process.
enum Memory {
    /// In bytes, from /proc/self/smaps; 0 where there is none.
    static func resident(ofMapping name: String) -> UInt64 {
        var isIn = false
        var bytes: UInt64 = 0
        for line in TextFile.lines("/proc/self/smaps") {
            let words = line.split(separator: " ")
            guard let first = words.first else { continue }
            if first.contains("-"), words.count >= 5 {
                isIn = line.hasSuffix("/" + name)
            } else if isIn, first == "Rss:", words.count > 1, let kibibytes = UInt64(words[1]) {
                bytes += kibibytes * 1_024
            }
        }
        return bytes
    }

    /// The most that was resident since the start, in bytes; 0 where it is not told.
    static var peak: UInt64 {
        let line = TextFile.lines("/proc/self/status").first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { UInt64($0) }.map { $0 * 1_024 }
            ?? 0
    }
}

/// A small text file of the system.
enum TextFile {
    static func lines(_ path: String) -> [Substring] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&part, 1, part.count, file)
            guard count > 0 else { break }
            bytes += part[..<count]
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }
}
