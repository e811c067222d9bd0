// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Exchange
import Hub
import PostgresStore
import SQLiteStore
import Store
import Synchronization

/// Durable acts per second beside raw batched inserts of the same rows in the same engine, and how that changes as the log grows.
@main
struct LedgerBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger-benchmark",
        abstract: "Measures durable acts per second beside raw batched inserts of the same rows on the same engine.")

    @Option(help: "sqlite:FOLDER, or two database addresses separated by a comma: one for the acts, one for the raw inserts.")
    var store: String
    @Option(help: "How many acts are compared with raw inserts.") var compared = 50_000
    @Option(help: "After how many entries the rate and the memory are told, ascending, separated by commas.")
    var points = "1000,10000,100000"
    @Option(help: "How many acts wait at once.") var waiting = 2_048
    @Option(name: .customLong("server-pid"), help: "The database server's first process, or its file postmaster.pid.")
    var server: String?

    func run() async throws {
        let (acts, raw) = try open()
        print("engine     \(acts.engine)")
        let hub = try await BareHub(name: "bench.example", store: acts)
        let serving = Task { try await hub.run() }
        let load = ReportLoad(hub: hub, waiting: waiting)
        let rate = try await load.run(compared)
        let rawRate = try await RawInserts(from: acts, to: raw, acts: compared).run()
        print("acts       \(Int(rate))/s durable, with receipts (\(compared) acts, \(waiting) waiting)")
        print("raw        \(Int(rawRate))/s: the same rows in batches of 256 acts, one transaction each")
        print("ratio      \(format(rate / rawRate))")
        var done = compared
        let columns = ["entries", "acts/s", "µs per act", "processor µs", "written bytes", "resident MiB"]
        print((columns + (server == nil ? [] : ["server's µs", "server's bytes"])).map { pad($0) }.joined())
        for point in points.split(separator: ",").compactMap({ Int($0) }) where point > done {
            // The rate is that of the last part before the point, not an average over all before it.
            let last = min(50_000, point - done)
            if point - done > last { _ = try await load.run(point - done - last) }
            let (own, others) = (Usage(), server.map { Usage(ofServer: $0) })
            let rate = try await load.run(last)
            let work = Usage().since(own, per: last)
            var figures = [point, Int(rate), Int(1_000_000 / rate), work.processorMicroseconds, work.bytesWritten]
            figures.append(Usage.residentMebibytes)
            if let server, let others {
                let work = Usage(ofServer: server).since(others, per: last)
                figures += [work.processorMicroseconds, work.bytesWritten]
            }
            done = point
            print(figures.map { pad("\($0)") }.joined())
        }
        serving.cancel()
        _ = try? await serving.value
        try await acts.close()
        try await raw.close()
    }

    private func open() throws -> (any Store, any Store) {
        if store.hasPrefix("sqlite:") {
            let folder = store.dropFirst("sqlite:".count)
            return (try SQLiteStore(path: "\(folder)/acts.sqlite"), try SQLiteStore(path: "\(folder)/raw.sqlite"))
        }
        let addresses = store.split(separator: ",").map(String.init)
        guard addresses.count == 2 else { throw ValidationError("Give two addresses.") }
        return (try PostgresStore(url: addresses[0]), try PostgresStore(url: addresses[1]))
    }

    private func pad(_ text: String) -> String { text + String(repeating: " ", count: max(1, 15 - text.count)) }

    private func format(_ ratio: Double) -> String { "\(Double(Int(ratio * 1_000)) / 1_000)" }
}
