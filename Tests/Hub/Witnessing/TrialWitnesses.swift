// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Foundation
import Hummingbird
import Ledger
import Logging
import NIOCore
import ServiceLifecycle
import Store
import Synchronization
import Testing
import Witness

@testable import Hub

/// A witness of a trial: a real one, or one that does what the test wants.
struct TrialCosigner: Sendable {
    let signer: WitnessSigner
    let url: String

    var address: WitnessAddress {
        get throws { try WitnessAddress(url: url, vkey: signer.vkey) }
    }
}

extension TrialHub {
    /// Runs services, hands over the port of the first, and stops them in the end.
    static func serving<Value: Sendable>(
        _ services: [any Service], port: AsyncStream<Int>, _ body: (Int) async throws -> Value
    ) async throws -> Value {
        let group = ServiceGroup(configuration: .init(services: services.map { .init(service: $0) }, logger: logger))
        let running = Task { try await group.run() }
        var ports = port.makeAsyncIterator()
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(try #require(await ports.next())))
        } catch {
            result = .failure(error)
        }
        await group.triggerGracefulShutdown()
        _ = await running.result
        return try result.get()
    }

    /// Runs a real witness of this hub's logs, in a folder of its own beside the hub's.
    func witnessed<Value: Sendable>(
        by name: String, keys: [RegisterName: NoteSigner]? = nil, _ body: (TrialCosigner) async throws -> Value
    ) async throws -> Value {
        let signer = try WitnessSigner(generating: name)
        let folder = place.folder + "/" + name
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let logs = try KnownLogs(parsing: (keys ?? place.signers).values.map { "\($0.vkey)\n" }.joined())
        let service = try WitnessService(
            configuration: WitnessConfiguration(
                host: "127.0.0.1", port: 0, operationsHost: "127.0.0.1", operationsPort: 0, dataFolder: folder, signer: signer,
                logs: logs),
            seconds: { [clock] in UInt64(clock.now().milliseconds / 1000) }, logger: TrialHub.logger, exposition: { [] })
        let (ports, opened) = AsyncStream.makeStream(of: Int.self)
        return try await TrialHub.serving(service.services { port, _ in opened.yield(port) }, port: ports) { port in
            try await body(TrialCosigner(signer: signer, url: "http://127.0.0.1:\(port)"))
        }
    }

    /// Runs a witness that answers as the test says.
    func misled<Value: Sendable>(
        by name: String, answer: @escaping @Sendable (AddCheckpointRequest, WitnessSigner) async throws -> Response,
        _ body: (TrialCosigner) async throws -> Value
    ) async throws -> Value {
        let signer = try WitnessSigner(generating: name)
        let router = Router()
        router.post("/add-checkpoint") { request, _ in
            let bytes = try await request.body.collect(upTo: 1 << 20)
            return try await answer(AddCheckpointRequest(parsing: bytes.readableBytesView), signer)
        }
        let (ports, opened) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { opened.yield($0.localAddress?.port ?? 0) }, logger: TrialHub.logger)
        return try await TrialHub.serving([application], port: ports) { port in
            try await body(TrialCosigner(signer: signer, url: "http://127.0.0.1:\(port)"))
        }
    }

    /// Collects cosignatures while the test runs.
    func collecting<Value: Sendable>(
        from witnesses: [TrialCosigner], quorum: String, logs: [RegisterName] = [.devices], timeout: Duration = .seconds(5),
        _ body: (CosignatureBoard) async throws -> Value
    ) async throws -> Value {
        let names = witnesses.indices.map { "w\($0)" }
        let lines = zip(names, witnesses).map { "witness \($0) \($1.signer.vkey)\n" }.joined()
        let policy = try WitnessPolicy(
            parsing: quorum == "none" ? "quorum none" : "\(lines)group g \(quorum) \(names.joined(separator: " "))\nquorum g\n")
        let board = CosignatureBoard(policy: policy)
        let collector = WitnessCollector(
            configuration: WitnessingConfiguration(witnesses: try witnesses.map { try $0.address }, policy: policy), logs: logs,
            heads: core.board, board: board, store: core.store, timekeeper: clock, logger: TrialHub.logger, timeout: timeout)
        let (ports, opened) = AsyncStream.makeStream(of: Int.self)
        opened.yield(0)
        return try await TrialHub.serving([collector], port: ports) { _ in try await body(board) }
    }

    /// Enters reports of thefts, each an entry of the log of devices at least.
    func grow(_ range: ClosedRange<Int>) async throws {
        for phone in range { _ = try await core.sequencer.submit(TrialHub.reporting(phone, random: UInt64(phone))) }
    }
}

/// Whether something becomes so within ten seconds.
func eventually(_ condition: () throws -> Bool) async throws -> Bool {
    for _ in 0..<1_000 {
        if try condition() { return true }
        try await Task.sleep(for: .milliseconds(10))
    }
    return false
}

/// Counts, from any task.
final class Tally: Sendable {
    private let counts = Mutex((now: 0, most: 0, total: 0))

    var most: Int { counts.withLock { $0.most } }
    var total: Int { counts.withLock { $0.total } }

    func enter() {
        counts.withLock {
            $0.now += 1
            $0.total += 1
            $0.most = max($0.most, $0.now)
        }
    }

    func leave() { counts.withLock { $0.now -= 1 } }
}
