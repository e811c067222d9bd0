// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Hummingbird
import HummingbirdCore
import Ledger
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// The door at which the hub that reigns takes in what other hubs of the same store pass on. Everything is sealed; whoever lacks the key
/// gets nothing but a refusal.
struct HubsDoor: Sendable {
    let core: HubCore
    let seal: HubSeal
    private let nonces = SeenNonces()

    /// How old a passed request may be, by the hubs' clocks.
    private static let oldest: Span = .seconds(60)

    init(core: HubCore, seal: HubSeal) {
        self.core = core
        self.seal = seal
    }

    /// The service that keeps the door open.
    func service(at address: HubConfiguration.Address, opened: @escaping @Sendable (Int) -> Void) -> any Service {
        let router = HubRouter(endpoints: core.endpoints, forwarder: nil)
        let doors = (
            open: router.router(for: .open, guardian: PassedActor(core: core)).buildResponder(),
            parties: router.router(for: .parties, guardian: PassedActor(core: core)).buildResponder()
        )
        let entrance = Router(context: HubRequestContext.self)
        entrance.post(RouterPath(ActForwarder.path)) { request, context -> Response in
            guard core.sequencer.isReigning else { return Response(status: .misdirectedRequest) }
            let bytes = try await request.body.collect(upTo: ActForwarder.mostBytes)
            guard let json = try? seal.open(Array(bytes.readableBytesView)), let passed = try? PassedRequest(json: json),
                (core.timekeeper.now() - passed.at).magnitude <= HubsDoor.oldest, nonces.isNew(passed.nonce)
            else { return Response(status: .forbidden) }
            var inner = context
            inner.passedFingerprint = passed.fingerprint
            inner.passedMember = passed.member
            inner.isPassedByCitizen = passed.isOpenDoor
            let responder = passed.isOpenDoor ? doors.open : doors.parties
            let response = try await responder.respond(to: passed.request, context: inner)
            // The reign ended before the act was entered: another hub can take it.
            if response.headers[.fenced] != nil { return Response(status: .misdirectedRequest) }
            let collector = ResponseCollector()
            try await response.body.write(collector)
            let answer: JSON = [
                "body": .string(Base64.encode(collector.bytes)), "status": .integer(Int64(response.status.code)),
                "type": .string(response.headers[.contentType] ?? "application/json"),
            ]
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(bytes: try seal.seal(answer))))
        }
        var logger = core.logger
        logger.logLevel = max(logger.logLevel, .notice)
        return Application(
            router: entrance, configuration: .init(address: .hostname(address.host, port: address.port), serverName: "schakel"),
            onServerRunning: { opened($0.localAddress?.port ?? 0) }, logger: logger)
    }
}

/// Establishes who called the hub that passed a request on. That hub has seen the certificate or the session; whether the certificate is
/// still registered, and the person still admitted, is looked at again here.
struct PassedActor: RouterMiddleware {
    typealias Context = HubRequestContext
    let core: HubCore

    func handle(
        _ request: Request, context: HubRequestContext, next: (Request, HubRequestContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if context.isPassedByCitizen {
            context.actor = .citizen
        } else if let member = context.passedMember {
            guard core.board.registry.members[member.party]?[member.person]?.isValid(at: core.timekeeper.now()) == true else {
                throw Refusal(.unidentified, "This person is no longer admitted: ask whoever manages the persons of the party.")
            }
            context.actor = .party(member.party, person: member.person)
        } else {
            guard let fingerprint = context.passedFingerprint, let credential = core.board.registry.credentials[fingerprint] else {
                throw Refusal(
                    .unidentified, "This certificate is not registered, or was revoked: ask the operator of the hub for one.")
            }
            context.actor = .party(credential.party, person: credential.person)
        }
        return try await next(request, context)
    }
}

/// Remembers the nonces of the last minutes.
private final class SeenNonces: Sendable {
    private let seen = Mutex<(young: Set<String>, old: Set<String>, since: ContinuousClock.Instant)>(([], [], .now))

    func isNew(_ nonce: String) -> Bool {
        seen.withLock { seen in
            if .now - seen.since > .seconds(180) {
                seen.old = seen.young
                seen.young = []
                seen.since = .now
            }
            guard !seen.old.contains(nonce) else { return false }
            return seen.young.insert(nonce).inserted
        }
    }
}

/// Takes a response body in.
private final class ResponseCollector: ResponseBodyWriter {
    private(set) var bytes: [UInt8] = []

    func write(_ buffer: ByteBuffer) async throws { bytes += buffer.readableBytesView }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

extension PassedRequest {
    /// The request as it came in at the other hub.
    fileprivate var request: Request {
        var fields = HTTPFields()
        if let contentType { fields[.contentType] = contentType }
        if let idempotencyKey { fields[.idempotencyKey] = idempotencyKey }
        if let traceparent { fields[.traceparent] = traceparent }
        let head = HTTPRequest(
            method: HTTPRequest.Method(rawValue: method) ?? .post, scheme: nil, authority: nil, path: target, headerFields: fields)
        return Request(head: head, body: .init(buffer: ByteBuffer(bytes: body)))
    }
}

extension Span {
    /// Without its sign.
    fileprivate var magnitude: Span { milliseconds < 0 ? .milliseconds(Int(-milliseconds)) : self }
}
