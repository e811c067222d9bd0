// SPDX-License-Identifier: EUPL-1.2

import AsyncHTTPClient
import Ledger
import NIOCore
import NIOHTTP1

extension HubConnection {
    /// Follows a stream until it ends, the task is cancelled or nothing arrives for longer than `silence`.
    ///
    /// The stream has a connection of its own, for the only sure way to leave a quiet one is to close it.
    /// - Parameters:
    ///   - path: the stream.
    ///   - silence: how long the stream may be quiet; heartbeats count.
    ///   - receive: called with each event in order.
    public func follow(
        _ path: String, silence: Duration, receive: (ServerSentEvent) async throws -> Void
    ) async throws {
        try await follow(path, silence: silence, patience: nil) { event, _ in try await receive(event) }
    }

    /// Follows a stream that must bring something from time to time: `receive` tells the watch when it did.
    /// - Parameters:
    ///   - path: the stream.
    ///   - silence: how long it may be quiet.
    ///   - patience: how long it may bring nothing of use.
    ///   - limit: the most bytes of one event.
    ///   - receive: called with each event in order.
    func follow(
        _ path: String, silence: Duration, patience: Duration?, limit: Int = 48 << 20,
        receive: (ServerSentEvent, StreamWatch) async throws -> Void
    ) async throws {
        var parser = EventStreamParser(limit: limit)
        try await read(path, accepting: "text/event-stream", silence: silence, patience: patience) { buffer, watch in
            for event in try parser.read(buffer.readableBytesView) { try await receive(event, watch) }
        }
    }

    /// Reads an answer of limited size, in pieces, within a limited time.
    /// - Parameters:
    ///   - path: what is asked for.
    ///   - most: the most bytes.
    ///   - silence: how long nothing may arrive.
    ///   - patience: how long the first byte may take, and from then on each `bytesPerSecond` of it another second.
    ///   - bytesPerSecond: how fast it must be at least, on average.
    ///   - receive: called with each piece in order.
    /// - Throws: `HubFailure` with code `too-large`, `silent` or `too-slow`; those of `receive`.
    public func download(
        _ path: String, most: UInt64, silence: Duration, patience: Duration, bytesPerSecond: Int,
        receive: ([UInt8]) throws -> Void
    ) async throws {
        var count: UInt64 = 0
        try await read(path, accepting: "*/*", silence: silence, patience: patience) { buffer, watch in
            count += UInt64(buffer.readableBytes)
            guard count <= most else {
                throw HubFailure(status: nil, code: "too-large", detail: "The hub sends more than the \(most) bytes it may.")
            }
            watch.credit(.milliseconds(buffer.readableBytes * 1_000 / max(1, bytesPerSecond)))
            try receive(Array(buffer.readableBytesView))
        }
    }

    private func read(
        _ path: String, accepting type: String, silence: Duration, patience: Duration?,
        receive: (ByteBuffer, StreamWatch) async throws -> Void
    ) async throws {
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let watch = StreamWatch(silence: silence, patience: patience) { client.shutdown { _ in } }
        defer { watch.close() }
        try await withTaskCancellationHandler {
            do {
                try await read(path, accepting: type, with: client, watch: watch, receive: receive)
            } catch {
                try Task.checkCancellation()
                throw HubConnection.reason(of: watch.end) ?? error
            }
        } onCancel: {
            watch.close()
        }
    }

    private func read(
        _ path: String, accepting type: String, with client: HTTPClient, watch: StreamWatch,
        receive: (ByteBuffer, StreamWatch) async throws -> Void
    ) async throws {
        var request = HTTPClientRequest(url: address + path)
        request.headers.add(name: "accept", value: type)
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request, deadline: .distantFuture)
        } catch {
            throw HubConnection.unreachable(error)
        }
        guard response.status == .ok else {
            let body = try await response.body.collect(upTo: 1 << 20)
            throw HubConnection.failure(response, Array(body.readableBytesView))
        }
        do {
            for try await buffer in response.body {
                watch.heard()
                try await receive(buffer, watch)
                watch.handled()
            }
        } catch let error as HTTPClientError {
            throw HubConnection.unreachable(error)
        }
    }

    private static func reason(of end: StreamWatch.End?) -> HubFailure? {
        switch end {
        case .silent: HubFailure(status: nil, code: "silent", detail: "The hub was silent for too long: it is begun anew.")
        case .fruitless:
            HubFailure(
                status: nil, code: "too-slow", detail: "The hub sends, but not what it must, or too slowly: it is begun anew.")
        case .unwanted, nil: nil
        }
    }
}
