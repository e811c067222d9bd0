// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser

/// Checks per second over Diameter beside a bare echo of the same bytes, with the same generator.
@main
struct DiameterBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diameter-benchmark",
        abstract: "Measures pipelined S13 checks per second beside a bare TCP echo of the same bytes.",
        subcommands: [Measure.self, Serve.self], defaultSubcommand: Measure.self)
}

/// Runs both servers, each in a process of its own, and asks them in turn.
struct Measure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Measures, and fails below the least ratio.")

    @Option(help: "How many peers ask at once.") var connections = 16
    @Option(help: "How many checks each of them has under way.") var depth = 16
    @Option(help: "How long each run takes, in seconds.") var seconds = 2.0
    @Option(help: "How many runs each server gets; the median counts.") var rounds = 5
    @Option(help: "How many devices are listed.") var devices = 100_000
    @Option(help: "The ratio below which the program fails.") var least = 0.7
    @Flag(help: "Print the result as JSON.") var json = false

    func validate() throws {
        guard (1...1_024).contains(connections), (1...4_096).contains(depth), seconds > 0, rounds > 0, devices > 0 else {
            throw ValidationError("Give 1 to 1024 connections, a depth of 1 to 4096, and the rest above 0.")
        }
    }

    func run() async throws {
        let echo = try ServerProcess(.echo, devices: devices)
        let diameter = try ServerProcess(.diameter, devices: devices)
        defer {
            echo.stop()
            diameter.stop()
        }
        var result = BenchmarkResult(connections: connections, depth: depth)
        // One run each that does not count, so that both are warm.
        for round in 0...rounds {
            let bare = try load(on: echo)
            let ours = try load(on: diameter)
            if round > 0 { result.add(echo: bare, diameter: ours) }
        }
        print(json ? result.json : result.table)
        if result.ratio < least { throw ExitCode(1) }
    }

    private func load(on server: ServerProcess) throws -> BenchmarkResult.Run {
        var generator = try LoadGenerator(port: server.port, connections: connections, depth: depth)
        let before = server.processorTime
        let perSecond = try generator.run(seconds: seconds)
        return BenchmarkResult.Run(
            perSecond: perSecond, processorNanoseconds: (server.processorTime - before) / (perSecond * seconds) * 1e9)
    }
}
