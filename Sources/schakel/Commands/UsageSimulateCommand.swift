// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import CloneTrials
import Ledger
import UsageRecords

/// Makes a world of usage records in which it is known what is a clone.
struct UsageSimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Make usage records with clones of every kind in them, to try the rules on.",
        discussion: """
            The same seed gives the same bytes. The folder gets usage.csv, types.txt, blocked.csv, pairs.csv and truth.csv.
            The numbers are invented and may belong to somebody all the same: use them for trials only.

            Example: schakel usage simulate --records 1000000 --seed 1 --out world
            """
    )

    @Option(help: "About how many records.") var records = 1_000_000
    @Option(help: "Which of the possible worlds.") var seed: UInt64 = 1
    @Option(help: "Over how many days, at least 60.") var days = 90
    @Option(help: "The folder.") var out: String
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        guard (1_000...1_000_000_000).contains(records), (60...366).contains(days) else {
            throw ValidationError("Give 1000 to 1000000000 records over 60 to 366 days.")
        }
    }

    func run() async throws {
        try await Failing.explain {
            try Files.makeFolder(out)
            let world = World(TrialSettings(records: records, seed: seed, days: days))
            try Files.write(world.typesFile, to: "\(out)/types.txt")
            try Files.write(world.blockedFile, to: "\(out)/blocked.csv")
            try Files.write(world.pairsFile, to: "\(out)/pairs.csv")
            let truth = try FileSink("\(out)/truth.csv")
            try truth.add(TruthRow.header + "\r\n")
            try world.eachTruth { row throws(FileFailure) in try truth.add("\(row.line)\r\n") }
            try truth.finish()
            let usage = try FileSink("\(out)/usage.csv")
            let writer = UsageWriter()
            try usage.add { buffer throws(FileFailure) in writer.appendHeader(to: &buffer) }
            let progress = Progress(of: "records")
            var written = 0
            let count = try world.eachRecord { record throws(FileFailure) in
                try usage.add { buffer throws(FileFailure) in writer.append(record, to: &buffer) }
                written += 1
                if written % 65_536 == 0 { progress.show(UInt64(written), of: UInt64(max(records, written))) }
            }
            try usage.finish()
            progress.end()
            Output.result(["records": .integer(Int64(count)), "phones": .integer(Int64(world.phones))], asJSON: json) {
                ["\(count) records of \(world.phones) honest phones, with clones among them, are in \(out)."]
            }
        }
    }
}
