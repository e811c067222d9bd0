// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Identifiers
import ListedDevices

/// The index of listed devices, beside binary search in a sorted array of the same numbers: size, start, speed and truth.
@main
struct IndexBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index-benchmark",
        abstract: "Measures the index of listed devices beside binary search in a sorted array.",
        discussion: "Ends with an error when an answer is wrong and, from 100,000,000 devices on, when a bound is broken.")

    @Option(help: "How many devices are listed.") var keys = 100_000_000
    @Option(help: "Over how many types they are spread.") var types = 100_000
    @Option(help: "How they are spread: realistic (a few types dense, most sparse) or uniform.") var spread = Spread.realistic
    @Option(help: "How many lookups of each kind are timed.") var queries = 2_000_000
    @Option(help: "How many lookups are compared with a plain set.") var compared = 10_000_000
    @Option(help: "For how many seconds lookups are timed, quiet and while changes come in.") var seconds = 10
    @Option(help: "Where the segments are written; a folder for it is made and removed.") var folder = "/tmp"
    @Option(help: "The seed of everything that is random.") var seed: UInt64 = 1
    @Flag(help: "Print one line of JSON instead of a table.") var json = false

    func validate() throws {
        guard types > 0, types <= 50_000_000, keys >= types, keys / types <= 1_000_000 else {
            throw ValidationError("Give at least one device a type, and at most 1,000,000.")
        }
    }

    func run() throws {
        let report = Report(json: json)
        let source = KeySource(keys: keys, types: types, spread: spread, seed: seed)
        report.machine(keys: keys, types: types, spread: spread.rawValue, seed: seed)
        let place = try ScratchFolder(in: folder)
        defer { place.remove() }
        let isJudged = keys >= 100_000_000

        let built = try Building(source: source, folder: place.path).run()
        let bytesPerKey = Double(built.bytes) / Double(keys)
        report.add("build", built.seconds, "s")
        report.add("most memory of the process so far", Double(Memory.peak) / 1_048_576, "MiB")
        report.add("size on disk", bytesPerKey, "bytes a device", atMost: isJudged ? 2.2 : nil)

        let opening = try Opening(folder: place.path, segment: built.segment, probe: built.probe).run()
        report.add("open to first answer, pages dropped", opening.firstAnswer * 1_000, "ms", atMost: isJudged ? 1_000 : nil)
        report.add("the next 1,000 answers", opening.nextThousand * 1_000, "ms")

        let sorted = source.sortedKeys()
        let sets = QuerySets(source: source, sorted: sorted, count: queries, seed: seed)
        let devices = opening.devices
        try Lookups(devices: devices, sorted: sorted, sets: sets, report: report, isJudged: isJudged).run()
        let resident = Double(Memory.resident(ofMapping: built.segment) + UInt64(devices.size.bytesInMemory)) / Double(keys)
        report.add("size in memory after these", resident, "bytes a device", atMost: isJudged ? 2.2 : nil)

        let differences = Differences(devices: devices, source: source, sorted: sorted, count: compared, seed: seed).run()
        report.add("differences from a plain set", Double(differences), "of \(compared)", atMost: 0)

        try Changing(
            devices: devices, folder: place.path, source: source, sets: sets, seconds: seconds, report: report, isJudged: isJudged
        ).run()
        ReaderCost(report: report).run()
        report.finish()
        if report.isBroken { throw ExitCode.failure }
    }
}
