// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import SignIn
import Synchronization

/// Calls the API in the same process, by the same way as a request from outside: schema, rights, limits by subject and passing on to the hub
/// that reigns included. Pages have no other way to the core.
struct HouseDoor: Sendable {
    private let responder: RouterResponder<HubRequestContext>

    /// The door inside the house.
    /// - Parameter door: which endpoints it shows: those for everybody, or those for parties.
    init(_ router: HubRouter, door: Endpoint.Doors) {
        responder = router.router(for: door, guardian: KnownCaller()).buildResponder()
    }

    /// Calls an endpoint as somebody who is known to the caller of this.
    /// - Parameters:
    ///   - body: what is posted.
    ///   - key: under which a repetition is recognised.
    ///   - actor: who calls.
    ///   - weights: what his level of assurance suffices for; nil for whoever did not sign in.
    ///   - context: the request on whose behalf it is.
    func call(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil, key: String? = nil, as actor: Actor = .citizen,
        weights: Set<LevelPolicy.Weight>? = nil, in context: HubRequestContext
    ) async throws -> HouseAnswer {
        var fields: HTTPFields = [:]
        if body != nil { fields[.contentType] = "application/json" }
        if let key { fields[.idempotencyKey] = key }
        let request = Request(
            head: HTTPRequest(method: method, scheme: nil, authority: nil, path: path, headerFields: fields),
            body: RequestBody(buffer: ByteBuffer(bytes: body?.canonical() ?? [])))
        var inner = HubRequestContext(source: ApplicationRequestContextSource(channel: context.channel, logger: context.logger))
        inner.actor = actor
        inner.weights = weights
        let response = try await responder.respond(to: request, context: inner)
        let collected = CollectedAnswer()
        try await response.body.write(collected)
        return HouseAnswer(
            status: response.status.code, bytes: collected.bytes, retryAfter: response.headers[.retryAfter].flatMap { Int($0) })
    }
}

/// What the API answered to a page.
struct HouseAnswer: Sendable {
    let status: Int
    let bytes: [UInt8]
    let retryAfter: Int?

    /// The body as JSON; null when it is none.
    var json: JSON { (try? JSON(parsing: bytes, limits: JSONLimits(bytes: 16 << 20, depth: 32))) ?? .null }

    /// The fields that are wrong, all at once.
    var faults: [Fault] {
        (json["fouten"]?.array ?? []).map { Fault($0["veld"]?.string ?? "", $0["reden"]?.string ?? "") }
    }

    /// The code of the problem.
    var code: String { json["type"]?.string?.split(separator: ":").last.map { String($0) } ?? "" }
}

/// Lets in whoever is known already.
struct KnownCaller: RouterMiddleware {
    typealias Context = HubRequestContext

    func handle(
        _ request: Request, context: HubRequestContext, next: (Request, HubRequestContext) async throws -> Response
    ) async throws -> Response {
        guard context.actor != nil else { throw Refusal(.unidentified, "Nobody established who calls.") }
        return try await next(request, context)
    }
}

/// Keeps what a response writes.
private final class CollectedAnswer: ResponseBodyWriter, Sendable {
    private let collected = Mutex<[UInt8]>([])

    var bytes: [UInt8] { collected.withLock { $0 } }

    func write(_ buffer: ByteBuffer) async throws { collected.withLock { $0 += buffer.readableBytesView } }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
