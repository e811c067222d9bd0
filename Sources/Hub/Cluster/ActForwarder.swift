// SPDX-License-Identifier: EUPL-1.2

import AsyncHTTPClient
import Exchange
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import NIOHTTP1
import NIOPosix
import Store

/// Passes acts on to the hub that reigns.
struct ActForwarder: Sendable {
    let sequencer: Sequencer
    let seal: HubSeal
    let timekeeper: any Timekeeper
    private let client: HTTPClient

    init(sequencer: Sequencer, seal: HubSeal, timekeeper: any Timekeeper) {
        self.sequencer = sequencer
        self.seal = seal
        self.timekeeper = timekeeper
        var configuration = HTTPClient.Configuration()
        configuration.timeout = .init(connect: .seconds(1))
        // A hub that is gone is to be noticed at once: another one takes over.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Ends its connections.
    func close() async { try? await client.shutdown() }

    /// How long an act waits for a hub to reign.
    private static let patience = Duration.seconds(8)
    /// How long a hub may take for an act that was passed on.
    private static let answerWithin = TimeAmount.seconds(6)
    /// The path at which a hub takes in what others pass on.
    static let path = "/handelingen"
    /// The most bytes of a passed request: the largest body in Base 64, and room around it.
    static let mostBytes = 24 << 20

    /// Runs an act here when this hub reigns, and elsewhere when another does; waits a while when nobody does.
    func handle(
        _ request: Request, body: [UInt8], context: HubRequestContext, isOpenDoor: Bool, here: () async throws -> Response
    ) async throws -> Response {
        let deadline = ContinuousClock.now + ActForwarder.patience
        while true {
            if sequencer.isReigning || sequencer.board.isClosed {
                do {
                    return try await here()
                } catch let error as StoreError where error.code == .fenced && ContinuousClock.now < deadline {
                    // The reign ended between question and act; nothing was entered.
                }
            } else if let address = sequencer.reigningElsewhere {
                if let response = try await pass(request, body, context: context, isOpenDoor: isOpenDoor, to: address) {
                    return response
                }
            }
            guard ContinuousClock.now < deadline else {
                throw Refusal(.overloaded, "No hub can enter acts at the moment: try again in a few seconds.")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// - Returns: nil when that hub did not take the act, so that it can be tried elsewhere. A request with an idempotency key may be
    ///   repeated always; one without it only when it certainly did not arrive.
    private func pass(
        _ request: Request, _ body: [UInt8], context: HubRequestContext, isOpenDoor: Bool, to address: String
    ) async throws -> Response? {
        let passed = PassedRequest(
            isOpenDoor: isOpenDoor, method: request.method.rawValue, target: request.uri.string,
            contentType: request.headers[.contentType], idempotencyKey: request.headers[.idempotencyKey],
            fingerprint: context.fingerprint, member: context.member, body: body, at: timekeeper.now(),
            traceparent: request.headers[.traceparent])
        var message = HTTPClientRequest(url: "http://\(address)\(ActForwarder.path)")
        message.method = .POST
        message.body = .bytes(ByteBuffer(bytes: try seal.seal(passed.json)))
        let answer: HTTPClientResponse
        let bytes: [UInt8]
        do {
            answer = try await client.execute(message, timeout: ActForwarder.answerWithin)
            bytes = Array(try await answer.body.collect(upTo: ActForwarder.mostBytes).readableBytesView)
        } catch {
            let neverLeft =
                (error as? HTTPClientError) == .connectTimeout || error is NIOConnectionError
                || (error as? IOError)?.errnoCode == ECONNREFUSED
            guard neverLeft || passed.idempotencyKey != nil || request.method == .get else {
                throw Problem(
                    status: 503, code: "unknown-outcome", title: "Outcome unknown",
                    detail: "The hub that enters acts did not answer: look whether the act was entered before you repeat it.")
            }
            return nil
        }
        // 421: that hub does not reign, or does no longer; nothing was entered.
        guard answer.status == .ok else { return nil }
        let reply = try seal.open(bytes)
        guard let status = reply["status"]?.integer, let type = reply["type"]?.string,
            let content = reply["body"]?.string.flatMap({ Base64.decode($0) })
        else { throw Problem(any: MalformedRecord(member: "status", expected: "an answer")) }
        return Response(
            status: .init(code: Int(status)), headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(bytes: content)))
    }
}
