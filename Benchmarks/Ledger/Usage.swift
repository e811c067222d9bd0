// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What this process uses of the machine.
enum Usage {
    #if canImport(Darwin)
        private static let ownProcess = RUSAGE_SELF
    #else
        private static let ownProcess = RUSAGE_SELF.rawValue
    #endif

    /// The processor time of this process so far, in microseconds: unlike time on the clock it hardly depends on what else runs.
    static var processorMicroseconds: Int {
        var usage = rusage()
        guard getrusage(Usage.ownProcess, &usage) == 0 else { return 0 }
        return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000 + Int(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
    }

    /// Resident, in mebibytes, from /proc/self/statm; 0 where there is none.
    static var residentMebibytes: Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
            let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return 0 }
        return pages * 4_096 / (1 << 20)
    }
}
