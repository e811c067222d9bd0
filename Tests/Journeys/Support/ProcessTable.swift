// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// The processes of this machine, as far as a journey may touch them: the children of one it started.
enum ProcessTable {
    static let isReadable = FileManager.default.fileExists(atPath: "/proc/self/stat")

    /// The children of a process that run one of these subcommands of the program.
    static func children(of parent: Int32, running subcommands: Set<String>) -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { identifier in
            guard parentOf(identifier) == parent, let subcommand = arguments(of: identifier).dropFirst().first else { return false }
            return subcommands.contains(subcommand)
        }.sorted()
    }

    /// The fourth field of proc_pid_stat(5); the second, in parentheses, may hold anything.
    private static func parentOf(_ identifier: Int32) -> Int32? {
        guard let bytes = FileManager.default.contents(atPath: "/proc/\(identifier)/stat") else { return nil }
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 1 ? Int32(fields[1]) : nil
    }

    private static func arguments(of identifier: Int32) -> [String] {
        let bytes = FileManager.default.contents(atPath: "/proc/\(identifier)/cmdline") ?? Data()
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}
