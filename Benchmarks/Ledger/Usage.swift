// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a process, or a server with all its processes, has used of the machine.
struct Usage {
    /// Processor time, in microseconds: unlike time on the clock it hardly depends on what else runs.
    let processorMicroseconds: Int
    /// What was given to the disk to be written, in bytes; 0 where that is not told.
    let bytesWritten: Int

    #if canImport(Darwin)
        private static let ownProcess = RUSAGE_SELF
    #else
        private static let ownProcess = RUSAGE_SELF.rawValue
    #endif

    private init(processorMicroseconds: Int, bytesWritten: Int) {
        self.processorMicroseconds = processorMicroseconds
        self.bytesWritten = bytesWritten
    }

    /// This process so far.
    init() {
        var usage = rusage()
        let isKnown = getrusage(Usage.ownProcess, &usage) == 0
        let seconds = isKnown ? usage.ru_utime.tv_sec + usage.ru_stime.tv_sec : 0
        let rest = isKnown ? usage.ru_utime.tv_usec + usage.ru_stime.tv_usec : 0
        self.init(processorMicroseconds: seconds * 1_000_000 + Int(rest), bytesWritten: Usage.bytesWritten(by: "self"))
    }

    /// A server so far: its first process and those that it started, ended ones included.
    /// - Parameter server: the number of the first process, or a file whose first line has it.
    init(ofServer server: String) {
        let text = Int(server) == nil ? (try? String(contentsOfFile: server, encoding: .utf8)) ?? "" : server
        let first = text.split(separator: "\n").first.map(String.init) ?? ""
        let children = (try? String(contentsOfFile: "/proc/\(first)/task/\(first)/children", encoding: .utf8)) ?? ""
        let processes = [first] + children.split(separator: " ").map(String.init)
        // Fields 14 and 15 of stat are the process's own time, 16 and 17 that of children that have ended, in ticks.
        let ticks = processes.enumerated().reduce(0) { sum, process in
            sum + Usage.ticks(of: process.element, fields: process.offset == 0 ? 4 : 2)
        }
        self.init(
            processorMicroseconds: ticks * (1_000_000 / max(1, Int(sysconf(Int32(_SC_CLK_TCK))))),
            bytesWritten: processes.reduce(0) { $0 + Usage.bytesWritten(by: $1) })
    }

    /// What was used since then, divided by a number of acts.
    func since(_ before: Usage, per acts: Int) -> Usage {
        Usage(
            processorMicroseconds: (processorMicroseconds - before.processorMicroseconds) / max(1, acts),
            bytesWritten: (bytesWritten - before.bytesWritten) / max(1, acts))
    }

    private static func ticks(of process: String, fields: Int) -> Int {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return 0 }
        return text[end...].split(separator: " ").dropFirst(12).prefix(fields).reduce(0) { $0 + (Int($1) ?? 0) }
    }

    private static func bytesWritten(by process: String) -> Int {
        let text = (try? String(contentsOfFile: "/proc/\(process)/io", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("write_bytes:") }
        return line.flatMap { Int($0.dropFirst(13)) } ?? 0
    }

    /// Resident, in mebibytes, from /proc/self/statm; 0 where there is none.
    static var residentMebibytes: Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
            let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return 0 }
        return pages * 4_096 / (1 << 20)
    }
}
