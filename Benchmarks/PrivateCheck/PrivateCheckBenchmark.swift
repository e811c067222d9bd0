// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
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
        print("listed      bits told  outcomes  bytes of an answer  table bytes a device")
        for count in list { try answers(forListOf: count, check: check, evaluation: evaluation) }
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
    private func answers(forListOf count: Int, check: BlindedCheck, evaluation: CheckEvaluation) throws {
        var random = SystemRandomNumberGenerator()
        var table = CheckTable()
        while table.count < count {
            let value = random.next()
            let outcome = CheckOutcome(output: (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
            table.insert(outcome, of: Self.device(random.next()))
        }
        let length = table.fullest(bits: table.bits)
        guard let bucket = CheckBucket(number: 0, bits: table.bits) else { return }
        let answer = CheckAnswer(
            epoch: CheckEpoch(number: 734), evaluations: [evaluation],
            buckets: [bucket: table.outcomes(in: bucket, filledTo: length)])
        let perDevice = (Double(table.encoded().count) / Double(count) * 100).rounded() / 100
        print(
            pad("\(count)", 11), pad("\(table.bits)", 10), pad("\(length)", 9), pad("\(answer.json.canonical().count)", 19),
            perDevice)
    }

    private func pad(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
}
