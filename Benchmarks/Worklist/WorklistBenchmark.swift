// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Exchange
import Hub
import NIOCore
import NIOEmbedded
import PostgresStore
import SQLiteStore
import Store

/// How long a page of the worklist takes, from the request at the hub's router to the last byte of HTML, with many open cases.
@main
struct WorklistBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worklist-benchmark",
        abstract: "Renders pages of the worklist in the hub's process over a store with many open cases.")

    @Option(help: "sqlite:FOLDER, or the address of an empty database.") var store: String
    @Option(help: "How many open cases there are.") var cases = 100_000
    @Option(help: "How often each page is asked for.") var rounds = 200

    func run() async throws {
        let engine = try open()
        let clock = ManualTimekeeper(at: Instant(milliseconds: 1_790_000_000_000))
        let stage = try await PageStage(store: engine.store, channel: NIOAsyncTestingChannel(), clock: clock)
        let serving = Task { try await stage.run() }
        try await stage.open()
        print("engine   \(engine.store.engine)")
        let begin = ContinuousClock.now
        try await Load(stage: stage, clock: clock, count: cases).run()
        print("cases    \(cases) open, entered by the sequencer in \(milliseconds(ContinuousClock.now - begin) / 1_000) s")
        try await engine.settle()
        try await stage.signIn("p-1")
        print("each page \(rounds) times, milliseconds from the request to the last byte of HTML")
        print("")
        print("| question | page | median | p95 | p99 | longest | KiB |")
        print("|---|---|---|---|---|---|---|")
        var slowest = 0.0
        for question in Question.all {
            for (name, path) in try await pages(of: question, on: stage) {
                slowest = max(slowest, try await measure(question.name, name, path, on: stage))
            }
        }
        print("")
        print("slowest p99: \(tenths(slowest)) ms")
        print("")
        for question in Question.all {
            print("plan of: \(question.name)")
            for line in try await engine.plan(question.query) { print("    \(line)") }
        }
        serving.cancel()
        _ = try? await serving.value
        try await engine.store.close()
    }

    /// The addresses of the first, the fiftieth and the last page, as their links give them.
    private func pages(of question: Question, on stage: PageStage) async throws -> [(String, String)] {
        var path = question.path
        var found = [("first", path)]
        var text = try await self.text(path, on: stage)
        let last = Links.last(in: text)
        for _ in 1..<50 {
            guard let next = Links.next(in: text) else { break }
            path = next
            text = try await self.text(path, on: stage)
        }
        if path != question.path { found.append(("50th", path)) }
        if let last { found.append(("last", last)) }
        return found
    }

    private func measure(_ question: String, _ page: String, _ path: String, on stage: PageStage) async throws -> Double {
        for _ in 0..<5 { _ = try await text(path, on: stage) }
        var times: [Double] = []
        var bytes = 0
        for _ in 0..<rounds {
            let begin = ContinuousClock.now
            let text = try await self.text(path, on: stage)
            times.append(milliseconds(ContinuousClock.now - begin))
            bytes = text.utf8.count
        }
        times.sort()
        func share(_ part: Double) -> Double { times[min(times.count - 1, Int(Double(times.count) * part))] }
        let shares = [share(0.5), share(0.95), share(0.99), share(1)].map { tenths($0) }
        print("| \(([question, page] + shares + ["\(bytes / 1_024)"]).joined(separator: " | ")) |")
        return share(0.99)
    }

    private func text(_ path: String, on stage: PageStage) async throws -> String {
        let (status, text) = try await stage.page(path)
        guard status == 200 else { throw ValidationError("\(path) answers \(status).") }
        return text
    }

    private func open() throws -> Engine {
        if store.hasPrefix("sqlite:") {
            let sqlite = try SQLiteStore(path: "\(store.dropFirst("sqlite:".count))/worklist.sqlite")
            return Engine(store: sqlite, plan: { try await sqlite.plan(of: $0, in: "devices") }, settle: {})
        }
        let postgres = try PostgresStore(url: store)
        return Engine(
            store: postgres, plan: { try await postgres.plan(of: $0, in: "devices") },
            // Statistics come of themselves after a while; a minute is what the server takes for it by default.
            settle: { try await Task.sleep(for: .seconds(75)) })
    }

    private func milliseconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        return Double(seconds) * 1_000 + Double(attoseconds) / 1e15
    }

    private func tenths(_ number: Double) -> String { "\(Double(Int(number * 10 + 0.5)) / 10)" }
}

/// A store, with what the benchmark wants of its engine.
private struct Engine {
    let store: any Store
    let plan: (WorklistQuery) async throws -> [String]
    let settle: () async throws -> Void
}
