// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Clones
import Ledger
import UsageRecords

/// Searches usage records for clones.
struct UsageFindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find", abstract: "Search usage records for cloned and altered IMEIs.",
        discussion: """
            The records are dumps in the form of DIRBS (date,imei,imsi,msisdn,rat), perhaps with time, network and cell or latitude and
            longitude. What is found comes into the folder: findings.csv and findings.json hold no subscription and may leave;
            exceptions.csv, grounds.csv and notifications.csv stay with the provider.

            Example: schakel usage find records.csv --tac types.txt --out found
            Example: zcat records.csv.gz | schakel usage find - --out found --memory 512
            """
    )

    @Argument(help: "The dumps; - for standard input.") var files: [String]
    @Option(help: "The folder for what is found.") var out: String
    @Option(help: "The table of types, in the form of the GSMA's (TAC|Manufacturer|Model_Name|Bands).") var tac: String?
    @Option(help: "The devices that are blocked (imei,block_date,reasons).") var blocked: String?
    @Option(help: "Who has shown that a device is his (imei,imsi).") var pairs: String?
    @Option(help: "The notifications.csv of an earlier search; whose date has passed keeps service no longer.") var asked: String?
    @Option(help: "Where cells are (cell,latitude,longitude).") var cells: String?
    @Option(help: "The network of rows that name none, 5 or 6 digits.") var network: String?
    @Option(help: "A network whose subscribers these are; may be repeated.") var home: [String] = []
    @Option(help: "The last day of the analysis, yyyymmdd; the last one seen when it is left out.") var until: String?
    @Option(help: "For how many days those who are asked keep service.") var grace = 30
    @Option(help: "How much memory records may take, in MiB; tables come on top.") var memory = 256
    @Option(help: "On which disk records are put that do not fit in memory.") var scratch = "/var/tmp"
    @Flag(help: "Search also when more is wrong with the records than is believed.") var accept = false
    @OptionGroup var policy: PolicyOptions
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        guard (4...1_048_576).contains(memory) else { throw ValidationError("Give from 4 MiB of memory.") }
        guard (0...3_650).contains(grace) else { throw ValidationError("Give a grace of 0 to 3650 days.") }
        guard files.filter({ $0 == "-" }).count <= 1 else { throw ValidationError("Standard input can be read once.") }
        for text in home + [network].compactMap({ $0 }) where NetworkCode(text) == nil {
            throw ValidationError("A network is 5 or 6 digits, such as 20416.")
        }
        if let until, UsageDay(until) == nil { throw ValidationError("The last day is written yyyymmdd.") }
        if asked != nil, until == nil { throw ValidationError("Say with --until up to which day who was asked has had time.") }
    }

    func run() async throws {
        try await Failing.explain {
            let search = UsageSearch(
                files: files, out: out, tables: try tables(), policy: policy.policy, home: home.compactMap { NetworkCode($0) },
                network: network.flatMap { NetworkCode($0) }, cells: try cells.map { try table($0) { try CellPlaces($0) } },
                until: until.flatMap { UsageDay($0) }, grace: grace, memory: memory << 20, scratch: scratch, accepts: accept)
            let outcome = try search.run()
            Output.result(outcome.json, asJSON: json) { outcome.lines }
            if outcome.isRefused { throw ExitStatus.refused.code }
        }
    }

    private func tables() throws -> CloneTables {
        var tables = CloneTables()
        if let tac { tables.types = try table(tac) { try TypeTable($0) } }
        if let blocked { tables.blocked = try table(blocked) { try BlockedDevices($0) } }
        if let pairs { tables.pairs = try table(pairs) { try DevicePairs($0) } }
        if let asked { tables.asked = try table(asked) { try DevicePairs($0, blockedBy: until.flatMap { UsageDay($0) }) } }
        return tables
    }

    private func table<Table>(_ path: String, read: ([UInt8]) throws -> Table) throws -> Table {
        do {
            return try read(try Files.bytes(path, most: 4 << 30))
        } catch let error as UsageError {
            throw FileFailure(description: "The file \(path) cannot be used: \(error.reason)")
        }
    }
}
