// SPDX-License-Identifier: EUPL-1.2

import Exchange
import FoundationEssentials
import GRDB

extension HitStore {
    /// How the hits stand.
    func summary() throws -> HitSummary { try pool.read(HitStore.summary) }

    /// How the hits in a folder stand, while its edge runs or not; all zero when there was never an edge.
    static func summary(in folder: String) throws -> HitSummary {
        let path = folder + "/hits.sqlite"
        guard FileManager.default.fileExists(atPath: path) else { return HitSummary() }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return try DatabaseQueue(path: path, configuration: configuration).read(summary)
    }

    private static func summary(in database: Database) throws -> HitSummary {
        var summary = HitSummary()
        for row in try GRDB.Row.fetchAll(database, sql: "SELECT status, count(*) FROM hits GROUP BY status") {
            summary.waiting[row[0]] = row[1]
        }
        summary.oldest = try Int64.fetchOne(database, sql: "SELECT min(seen) FROM hits").map { Instant(milliseconds: $0) }
        for row in try GRDB.Row.fetchAll(database, sql: "SELECT kind, name, count FROM totals") {
            switch row[0] as String {
            case "sent": summary.sent[row[1]] = row[2]
            default: summary.dropped[row[1]] = row[2]
            }
        }
        return summary
    }
}
