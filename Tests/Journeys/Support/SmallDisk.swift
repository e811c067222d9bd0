// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// A disk in memory that is soon full, mounted in a private folder; only root may.
struct SmallDisk {
    let folder: String

    static let isPossible =
        getuid() == 0 && Tool.isInstalled("mount") && Tool.isInstalled("umount")
        && FileManager.default.fileExists(atPath: "/proc/self/stat")

    /// Where mounting is not allowed, even to root, as in some containers, the journey is not played.
    static func with(megabytes: Int, _ body: (SmallDisk) async throws -> Void) async throws {
        try await Scratch.with { folder in
            let disk = SmallDisk(folder: folder)
            let mounted = try await Tool.run(
                named: "mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m", "schakel-journey", folder])
            guard mounted.status == 0 else { return }
            do {
                try await body(disk)
            } catch {
                try await disk.unmount()
                throw error
            }
            try await disk.unmount()
        }
    }

    func grow(toMegabytes megabytes: Int) async throws {
        let grown = try await Tool.run(named: "mount", ["-o", "remount,size=\(megabytes)m", folder])
        guard grown.status == 0 else { throw Unexpected("the disk does not grow: \(grown)") }
    }

    /// Lazily: a process that still ends may hold it for a moment.
    private func unmount() async throws {
        _ = try await Tool.run(named: "umount", ["--lazy", folder])
    }
}
