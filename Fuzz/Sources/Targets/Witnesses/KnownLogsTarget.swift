// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Lists of watched logs.
struct KnownLogsTarget: FuzzTarget {
    let name = "known-logs"
    let longest = 2_048
    let words = [
        SampleKeys.log.vkey, SampleKeys.peter.vkey, SampleKeys.enochKey, "# ", "\r\n", "\u{2028}", "\t", "\u{301}", "\u{600}",
    ]

    func seeds() throws -> [[UInt8]] {
        let two = "# watched\n\(SampleKeys.log.vkey)\n\n  \(SampleKeys.enochKey)\t\r\n"
        return [two.input, SampleKeys.peter.vkey.input]
    }

    func attempt(_ bytes: [UInt8]) {
        guard let text = String(input: bytes), let logs = try? KnownLogs(parsing: text) else { return }
        claim(logs.origins.count <= KnownLogs.mostKeys, "a list is bounded")
        for origin in logs.origins {
            let keys = logs.keys(of: origin) ?? []
            claim(!keys.isEmpty, "a log that is named has a key")
            claim(keys.allSatisfy { $0.name.input == origin.input && $0.isUsable }, "the keys of a log carry its name")
        }
    }
}
