// SPDX-License-Identifier: EUPL-1.2

import AsyncHTTPClient
import Ledger
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import Synchronization
import Witness

/// A clock in seconds that a test sets.
final class TrialClock: Sendable {
    private let time: Mutex<UInt64>

    init(_ time: UInt64 = 1_795_230_500) { self.time = Mutex(time) }

    var now: UInt64 { time.withLock { $0 } }
    func set(_ new: UInt64) { time.withLock { $0 = new } }
}

/// A witness that listens on loopback, and a client that asks it.
struct TrialWitness: Sendable {
    struct Answer: Sendable {
        let status: Int
        let type: String?
        let body: String
    }

    let base: String
    let operations: String
    let signer: WitnessSigner
    let client = HTTPClient.shared

    static let logger = Logger(label: "trial") { _ in SwiftLogNoOpLogHandler() }

    /// Starts a witness, does what the test does with it, and stops it.
    @discardableResult
    static func run<Value: Sendable>(
        in folder: TrialFolder, signer: WitnessSigner, logs: [TrialLog], clock: TrialClock = TrialClock(), prefix: String = "/w1",
        readWithin: Duration = .seconds(10), _ body: @Sendable (TrialWitness) async throws -> Value
    ) async throws -> Value {
        let configuration = WitnessConfiguration(
            host: "127.0.0.1", port: 0, prefix: prefix, operationsHost: "127.0.0.1", operationsPort: 0, dataFolder: folder.path,
            signer: signer, logs: try KnownLogs(parsing: logs.map { "\($0.signer.vkey)\n" }.joined()))
        let service = try WitnessService(
            configuration: configuration, seconds: { clock.now }, readWithin: readWithin, logger: logger, exposition: { [] })
        let (ports, opened) = AsyncStream.makeStream(of: (Int, Int).self)
        let services = service.services { opened.yield(($0, $1)) }
        let group = ServiceGroup(
            configuration: .init(services: services.map { .init(service: $0) }, logger: logger))
        let running = Task { try await group.run() }
        var waiting = ports.makeAsyncIterator()
        guard let (port, operations) = await waiting.next() else { throw CancellationError() }
        let witness = TrialWitness(
            base: "http://127.0.0.1:\(port)\(prefix)", operations: "http://127.0.0.1:\(operations)", signer: signer)
        let result: Result<Value, any Error>
        do { result = .success(try await body(witness)) } catch { result = .failure(error) }
        await group.triggerGracefulShutdown()
        _ = await running.result
        return try result.get()
    }

    func add(_ request: AddCheckpointRequest) async throws -> Answer { try await post(request.bytes) }

    func post(_ bytes: [UInt8]) async throws -> Answer {
        var request = HTTPClientRequest(url: base + "/add-checkpoint")
        request.method = .POST
        request.body = .bytes(ByteBuffer(bytes: bytes))
        return try await send(request)
    }

    func get(_ path: String) async throws -> Answer { try await send(HTTPClientRequest(url: base + path)) }

    func send(_ request: HTTPClientRequest) async throws -> Answer {
        let response = try await client.execute(request, timeout: .seconds(20))
        let body = try await response.body.collect(upTo: 1 << 20)
        return Answer(
            status: Int(response.status.code), type: response.headers.first(name: "content-type"), body: String(buffer: body))
    }

    /// The cosignature in an answer, verified over the checkpoint.
    func cosignature(in answer: Answer, over note: SignedNote) throws -> Cosignature? {
        let lines = answer.body.split(separator: "\n")
        guard lines.count == 1, let line = lines.first, answer.body.hasSuffix("\n") else { return nil }
        return try note.adding(NoteSignature(line: line)).cosignatures(by: [signer.verifier]).first
    }
}
