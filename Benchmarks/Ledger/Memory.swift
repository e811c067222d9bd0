// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials

/// What this process has in memory.
enum Memory {
    /// Resident, in mebibytes, from /proc/self/statm; 0 where there is none.
    static var residentMebibytes: Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
            let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return 0 }
        return pages * 4_096 / (1 << 20)
    }
}
