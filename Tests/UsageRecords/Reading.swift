// SPDX-License-Identifier: EUPL-1.2

import Testing
import UsageRecords

/// What comes out of a text.
struct Reading: Equatable {
    var records: [UsageRecord] = []
    var faults: [UsageFault] = []
    var counts = UsageCounts()
    var error: UsageError?

    /// Reads a text in pieces of so many bytes.
    init(
        _ bytes: [UInt8], by length: Int = .max, cells: CellPlaces? = nil, network: NetworkCode? = nil, home: [NetworkCode] = [],
        mostFaults: Int = 100
    ) {
        var reader = UsageReader(cells: cells, network: network, home: HomeNetworks(home), mostFaults: mostFaults)
        var records: [UsageRecord] = []
        do throws(UsageError) {
            var start = 0
            while start < bytes.count {
                let end = length > bytes.count ? bytes.count : min(start + length, bytes.count)
                let piece = Array(bytes[start..<end])
                try reader.read(piece.span) { records.append($0) }
                start = end
            }
            try reader.finish { records.append($0) }
        } catch {
            self.error = error
        }
        self.records = records
        faults = reader.faults
        counts = reader.counts
    }

    init(_ text: String, by length: Int = .max, network: NetworkCode? = nil, home: [NetworkCode] = [], mostFaults: Int = 100) {
        self.init(Array(text.utf8), by: length, network: network, home: home, mostFaults: mostFaults)
    }
}
