// SPDX-License-Identifier: EUPL-1.2

/// The most memory that this process had, as the system tells it.
enum PeakMemory {
    /// In bytes; nil where the system does not tell.
    static var bytes: Int? {
        guard let status = try? Files.text("/proc/self/status") else { return nil }
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) }.map { $0 * 1_024 }
    }
}
