// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@testable import Hub

/// What a call to a door answered.
struct TrialAnswer: Sendable {
    let status: Int
    let fields: HTTPFields
    let bytes: [UInt8]

    /// The body as JSON; null when it is none.
    var json: JSON { (try? JSON(parsing: bytes, limits: JSONLimits(bytes: 32 << 20, depth: 32))) ?? .null }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The fields that a problem names, in order.
    var faultFields: [String] { json["fouten"]?.array?.compactMap { $0["veld"]?.string } ?? [] }

    /// The reasons that a problem gives, in order.
    var faultReasons: [String] { json["fouten"]?.array?.compactMap { $0["reden"]?.string } ?? [] }

    /// The code at the end of the problem's type.
    var code: String? { json["type"]?.string?.split(separator: ":").last.map { String($0) } }
}

/// Which door a call comes through.
enum TrialDoorway {
    /// The door for everybody.
    case open
    /// The parties' door, past its guardian.
    case parties
    /// The parties' door with its real guardian, on a connection that showed no certificate.
    case locked
}

extension TrialHub {
    /// Calls a door. A citizen comes through the open one and a party through the parties' one, unless said otherwise.
    func call(
        _ method: HTTPRequest.Method, _ path: String, as actor: Actor? = .citizen, bytes: [UInt8] = [], fields: HTTPFields = [:],
        through doorway: TrialDoorway? = nil
    ) async throws -> TrialAnswer {
        let collected = CollectedBody()
        let response = try await respond(method, path, as: actor, bytes: bytes, fields: fields, through: doorway)
        try await response.body.write(collected)
        return TrialAnswer(status: response.status.code, fields: response.headers, bytes: collected.bytes)
    }

    /// Calls a door and leaves the body unread, as a stream begins.
    func respond(
        _ method: HTTPRequest.Method, _ path: String, as actor: Actor? = .citizen, bytes: [UInt8] = [], fields: HTTPFields = [:],
        through doorway: TrialDoorway? = nil
    ) async throws -> Response {
        let request = Request(
            head: HTTPRequest(method: method, scheme: "https", authority: "hub.example", path: path, headerFields: fields),
            body: RequestBody(buffer: ByteBuffer(bytes: bytes))
        )
        let context = HubRequestContext(
            source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: TrialHub.logger)
        )
        let door =
            switch doorway ?? (actor == .citizen ? .open : .parties) {
            case .open: openDoor
            case .parties: partyDoor
            case .locked: lockedDoor
            }
        return try await TrialHub.$caller.withValue(actor) { try await door.respond(to: request, context: context) }
    }

    func get(_ path: String, as actor: Actor = .citizen) async throws -> TrialAnswer {
        try await call(.get, path, as: actor)
    }

    /// Posts JSON, optionally under an idempotency key.
    func post(_ path: String, _ body: JSON, as actor: Actor = .citizen, key: String? = nil) async throws -> TrialAnswer {
        var fields: HTTPFields = [.contentType: "application/json"]
        if let key { fields[.idempotencyKey] = key }
        return try await call(.post, path, as: actor, bytes: body.canonical(), fields: fields)
    }
}

/// Keeps what a response writes.
private final class CollectedBody: ResponseBodyWriter, Sendable {
    private let collected = Mutex<[UInt8]>([])

    var bytes: [UInt8] { collected.withLock { $0 } }

    func write(_ buffer: ByteBuffer) async throws { collected.withLock { $0 += buffer.readableBytesView } }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
