// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Foundation
import Identifiers
import Ledger
import PrivateChecks

/// What a private check costs: who answers, who asks, the table of what is listed, and bytes.
@main
struct PrivateCheckBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "private-check-benchmark",
        abstract: "Measures evaluations, the making of the table and the bytes of an answer.")

    @Option(help: "For how many seconds each is timed.") var seconds = 5
    @Option(help: "How many tasks work at once in the parallel part.") var tasks = 2
    @Option(help: "For lists of how many devices answers are measured.") var list = [1_000, 100_000, 1_000_000, 10_000_000]

    func run() async throws {
        let key = try CheckKey(
            secret: Array(repeating: 7, count: 32), origin: "hub.example/devices", list: "stolen", epoch: CheckEpoch(number: 734))
        let imei = try IMEI("356868000041418")
        let check = try BlindedCheck(imei, under: key.publicKey)
        let evaluation = try key.evaluate(check.element)
        let sent = check.element.bytes
        print("what                                          one task   \(tasks) tasks")
        try await row("evaluate an element, with proof") { { _ in _ = try key.evaluate(BlindedElement(bytes: sent)) } }
        try await row("outcome of a listed device, for the table") { { _ = try key.outcome(of: Self.device($0)) } }
        try await row("asker: blind") { { _ = try BlindedCheck(Self.device($0), under: key.publicKey) } }
        try await row("asker: verify and unblind") {
            let check = try BlindedCheck(imei, under: key.publicKey)
            let evaluation = try key.evaluate(check.element)
            return { _ in _ = try check.outcome(of: evaluation) }
        }
        print("")
        print("listed      bits told  outcomes  bytes of an answer  made in µs  memory, bytes a device  on disk")
        // Kept, so that none takes the memory of the one before.
        var tables: [CheckTable] = []
        for count in list { tables.append(try answers(forListOf: count, evaluation: evaluation)) }
        print("listed in all: \(tables.reduce(0) { $0 + $1.count })")
    }

    private static func device(_ number: Int) -> IMEI { device(UInt64(number)) }

    private static func device(_ number: UInt64) -> IMEI {
        guard let imei = IMEI(value: number % 100_000_000_000_000) else { preconditionFailure("below 10^14") }
        return imei
    }

    /// What one task does again and again, with the number of the time.
    private typealias Work = (Int) throws -> Void

    /// How often a second something can be done.
    private func row(_ name: String, _ make: @escaping @Sendable () throws -> Work) async throws {
        let alone = try await rate(1, make)
        let together = try await rate(tasks, make)
        print(pad(name, 44), pad("\(Int(alone))/s", 10), "\(Int(together))/s")
    }

    private func rate(_ tasks: Int, _ make: @escaping @Sendable () throws -> Work) async throws -> Double {
        let (begin, limit) = (ContinuousClock.now, Duration.seconds(seconds))
        let done = try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<tasks {
                group.addTask {
                    let body = try make()
                    var count = 0
                    while .now - begin < limit {
                        try body(count * tasks + task)
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(done) / ((.now - begin) / .seconds(1))
    }

    /// The answer to one question of a list. Outcomes are random here: their number counts, not where they come from.
    private func answers(forListOf count: Int, evaluation: CheckEvaluation) throws -> CheckTable {
        let before = Self.resident()
        var random = SystemRandomNumberGenerator()
        var table = CheckTable()
        while table.count < count {
            let value = random.next()
            let outcome = CheckOutcome(output: (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
            table.insert(outcome, of: Self.device(random.next()))
        }
        let memory = Self.resident() - before
        let length = table.fullest(bits: table.bits)
        var (bytes, made) = (0, 0)
        let (begin, limit) = (ContinuousClock.now, Duration.seconds(seconds))
        while .now - begin < limit {
            guard let bucket = CheckBucket(number: made % (1 << table.bits), bits: table.bits) else { break }
            let answer = CheckAnswer(
                epoch: CheckEpoch(number: 734), evaluations: [evaluation],
                buckets: [bucket: table.outcomes(in: bucket, filledTo: length)])
            bytes = answer.json.canonical().count
            made += 1
        }
        let took = (ContinuousClock.now - begin) / .microseconds(made)
        print(
            pad("\(count)", 11), pad("\(table.bits)", 10), pad("\(length)", 9), pad("\(bytes)", 19), pad("\(Int(took))", 11),
            pad(Self.tenths(Double(memory) / Double(count)), 23), Self.tenths(Double(table.encoded().count) / Double(count)))
        return table
    }

    private static func tenths(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

    /// Resident memory in bytes, from /proc/self/statm; 0 where there is none.
    private static func resident() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let fields = text.split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * 4_096 : 0
    }

    private func pad(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
}
