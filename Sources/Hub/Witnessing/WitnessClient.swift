// SPDX-License-Identifier: EUPL-1.2

import AsyncHTTPClient
import Ledger
import NIOCore
import NIOHTTP1

/// Carries questions to witnesses. Whatever a witness does, there is an answer in time, and it is small.
struct WitnessClient: Sendable {
    private let client: HTTPClient
    private let timeout: Duration

    /// The most bytes of an answer.
    private static let mostBytes = 64 << 10

    init(timeout: Duration) {
        var configuration = HTTPClient.Configuration()
        configuration.timeout = .init(connect: .nanoseconds(timeout.nanoseconds), read: .nanoseconds(timeout.nanoseconds))
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        self.timeout = timeout
    }

    /// Sends a request to the witness with this submission prefix.
    func ask(_ url: String, _ body: [UInt8]) async -> WitnessReply {
        do {
            return try await withThrowingTaskGroup(of: WitnessReply.self) { group in
                group.addTask { try await exchange(url, body) }
                group.addTask {
                    try await Task.sleep(for: timeout)
                    return .nothing(WitnessFailure("timeout", "It did not answer in time: ask its operator."))
                }
                defer { group.cancelAll() }
                return try await group.next() ?? .nothing(WitnessFailure("unreachable", "It was not asked."))
            }
        } catch is NIOTooManyBytesError {
            return .nothing(WitnessFailure("huge", "Its answer is far too long: is this address a witness's?"))
        } catch let error as HTTPClientError
            where [.readTimeout, .connectTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout].contains(error)
        {
            return .nothing(WitnessFailure("timeout", "It did not answer in time: ask its operator."))
        } catch {
            return .nothing(WitnessFailure("unreachable", "It cannot be reached: check its address and whether it runs."))
        }
    }

    /// Ends the connections.
    func close() async { try? await client.shutdown() }

    private func exchange(_ url: String, _ body: [UInt8]) async throws -> WitnessReply {
        var request = HTTPClientRequest(url: url + "/add-checkpoint")
        request.method = .POST
        request.headers.add(name: "content-type", value: "text/plain; charset=utf-8")
        request.body = .bytes(ByteBuffer(bytes: body))
        let response = try await client.execute(request, timeout: .nanoseconds(timeout.nanoseconds))
        let answer = try await response.body.collect(upTo: Self.mostBytes)
        return .answer(
            status: Int(response.status.code), contentType: response.headers.first(name: "content-type"),
            body: Array(answer.readableBytesView))
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
