// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Exchange
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

/// Carries a request to an endpoint: checks media type, size, JSON, schema and parameters, and writes the reply.
struct EndpointResponder: Sendable {
    let endpoint: Endpoint
    let isOpenDoor: Bool
    /// Passes acts on when another hub reigns.
    var forwarder: ActForwarder?

    func respond(to request: Request, context: HubRequestContext) async throws -> Response {
        guard let actor = context.actor else { throw Refusal(.unidentified, "Nobody established who calls.") }
        if let weights = context.weights, !weights.contains(endpoint.weight) { throw Problem.levelTooLow }
        var faults: [Fault] = []
        var parameters: [String: String] = [:]
        for parameter in endpoint.parameters where parameter.place == .path {
            guard let value = PathText.decode(context.parameters.get(parameter.name) ?? "") else {
                faults.append(
                    Fault(parameter.name, "Write this part of the path in UTF-8, with percent signs only before two digits."))
                continue
            }
            faults += parameter.schema.faults(in: parameter.json(value), at: parameter.name)
            parameters[parameter.name] = value
        }
        let query = try readQuery(request, &faults)
        let (body, bytes) = try await readBody(request, &faults)
        let key = idempotencyKey(request, actor: actor, bytes: bytes, &faults)
        guard faults.isEmpty else {
            throw Refusal(.invalid, "The request cannot be handled like this: mend the fields named.", faults: faults)
        }
        let trace = TraceContext(request.headers[.traceparent])
        let isAct = endpoint.method == .post && !endpoint.isAnsweredAnywhere
        guard isAct || endpoint.notesReading, let forwarder else {
            return try await answer(actor, parameters, query, body, key, trace, context)
        }
        return try await forwarder.handle(request, body: bytes, context: context, isOpenDoor: isOpenDoor) {
            try await answer(actor, parameters, query, body, key, trace, context)
        }
    }

    private func answer(
        _ actor: Actor, _ parameters: [String: String], _ query: [String: String], _ body: JSON, _ key: Act.Key?,
        _ trace: TraceContext?, _ context: HubRequestContext
    ) async throws -> Response {
        let call = Call(
            actor: actor, parameters: parameters, query: query, body: body, key: key, isOpenDoor: isOpenDoor,
            recheck: context.recheck, operation: endpoint.id, trace: trace, rest: context.parameters.getCatchAll().map(String.init))
        return try await Response(endpoint.handle(call))
    }

    private func readQuery(_ request: Request, _ faults: inout [Fault]) throws -> [String: String] {
        var query: [String: String] = [:]
        let known = endpoint.parameters.filter { $0.place == .query }
        for (name, value) in request.uri.queryParameters {
            guard let parameter = known.first(where: { $0.name == name }) else {
                faults.append(Fault("query", "No such parameter; known are \(known.map(\.name).joined(separator: ", "))."))
                continue
            }
            faults += parameter.schema.faults(in: parameter.json(String(value)), at: parameter.name)
            query[parameter.name] = String(value)
        }
        for parameter in known where parameter.isNeeded && query[parameter.name] == nil {
            faults.append(Fault(parameter.name, "This parameter is needed."))
        }
        return query
    }

    private func readBody(_ request: Request, _ faults: inout [Fault]) async throws -> (JSON, [UInt8]) {
        guard let schema = endpoint.body else { return (.null, []) }
        if let type = request.headers[.contentType], !EndpointResponder.isJSON(type) {
            throw Problem(status: 415, code: "media-type", title: "Unsupported media type", detail: "Send application/json.")
        }
        let mostBytes = isOpenDoor ? min(endpoint.mostBytes, endpoint.mostOpenBytes) : endpoint.mostBytes
        let buffer: ByteBuffer
        do {
            buffer = try await EndpointResponder.collect(request, upTo: mostBytes)
        } catch is TimeoutError {
            throw Problem(status: 408, code: "too-slow", title: "Too slow", detail: "Send the whole body within 30 seconds.")
        } catch is NIOTooManyBytesError {
            throw Problem(
                status: 413, code: "too-large", title: "Too large", detail: "Send at most \(mostBytes) bytes; split the rest.")
        } catch {
            throw Problem(
                status: 400, code: "incomplete", title: "Incomplete request", detail: "The body ended early: send it again.")
        }
        let bytes = Array(buffer.readableBytesView)
        do {
            let body = try JSON(parsing: bytes, limits: JSONLimits(bytes: endpoint.mostBytes, depth: 32))
            faults += schema.faults(in: body)
            return (body, bytes)
        } catch {
            throw Problem.malformed(error.reason)
        }
    }

    private struct TimeoutError: Error {}

    /// The body, if it comes in time.
    static func collect(_ request: Request, upTo mostBytes: Int) async throws -> ByteBuffer {
        try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            group.addTask { try await request.body.collect(upTo: mostBytes) }
            group.addTask {
                try await Task.sleep(for: .seconds(30))
                throw TimeoutError()
            }
            defer { group.cancelAll() }
            return try await group.next() ?? ByteBuffer()
        }
    }

    /// Whether a media type is JSON's, whatever its parameters (RFC 9110 §8.3.1).
    private static func isJSON(_ type: String) -> Bool {
        type.prefix { $0 != ";" && $0 != " " }.lowercased() == "application/json"
    }

    /// A key is a UUID, so that nobody hits upon another's by chance. It counts for one caller only.
    private func idempotencyKey(_ request: Request, actor: Actor, bytes: [UInt8], _ faults: inout [Fault]) -> Act.Key? {
        guard let text = request.headers[.idempotencyKey] else { return nil }
        guard text.utf8.count == 36,
            text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) })
        else {
            faults.append(Fault("Idempotency-Key", "Give a random UUID, such as 7c1f1b5e-8a0e-4a55-9f59-0e2f6b3c9d10."))
            return nil
        }
        var hash = SHA256()
        hash.update(data: Array("\(request.method.rawValue) \(request.uri.path)\n".utf8))
        hash.update(data: bytes)
        let caller = actor.party.map { "\($0)/\(actor.person ?? "")" } ?? "citizen"
        return Act.Key(text: "\(caller):\(text.lowercased())", fingerprint: Array(hash.finalize()))
    }
}

extension Endpoint.Parameter {
    /// A parameter's text as the JSON its schema expects.
    fileprivate func json(_ text: String) -> JSON {
        if case .whole = schema, let number = Int64(text) { return .integer(number) }
        return .string(text)
    }
}

extension Response {
    init(_ reply: Reply) {
        switch reply {
        case .json(let status, let json):
            self.init(
                status: .init(code: status), headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(bytes: json.canonical()))
            )
        case .bytes(let status, let mediaType, let bytes):
            self.init(
                status: .init(code: status), headers: [.contentType: mediaType], body: .init(byteBuffer: ByteBuffer(bytes: bytes))
            )
        case .attachment(let name, let bytes):
            self.init(
                status: .ok,
                headers: [
                    .contentType: "application/octet-stream", .contentDisposition: "attachment; filename=\"\(name)\"",
                    .contentSecurityPolicy: "sandbox; default-src 'none'; frame-ancestors 'none'",
                ],
                body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        case .lasting(let mediaType, let bytes):
            self.init(
                status: .ok, headers: [.contentType: mediaType, .cacheControl: "public, max-age=31536000, immutable"],
                body: .init(byteBuffer: ByteBuffer(bytes: bytes))
            )
        case .stream(let mediaType, let write):
            self.init(
                status: .ok, headers: [.contentType: mediaType, .xAccelBuffering: "no"],
                body: ResponseBody { writer in
                    let box = WriterBox(writer)
                    try await write { try await box.write($0) }
                    try await box.finish()
                }
            )
        }
    }
}

extension HTTPField.Name {
    static let xAccelBuffering = HTTPField.Name("X-Accel-Buffering")!
}

/// Hands a response writer to a stream. One task writes at a time.
private final class WriterBox: @unchecked Sendable {
    private var writer: any ResponseBodyWriter

    init(_ writer: any ResponseBodyWriter) { self.writer = writer }

    func write(_ bytes: [UInt8]) async throws { try await writer.write(ByteBuffer(bytes: bytes)) }

    func finish() async throws { try await writer.finish(nil) }
}
