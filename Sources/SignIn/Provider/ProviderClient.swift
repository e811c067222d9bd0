// SPDX-License-Identifier: EUPL-1.2

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL

/// Speaks HTTP with a provider. Whatever it does, there is an answer in time, and it is small.
public struct ProviderClient: ProviderTransport {
    private static let timeout: Int64 = 10
    private let connections: Connections
    private var client: HTTPClient { connections.client }

    /// The connections, which end with whoever uses them last.
    private final class Connections: Sendable {
        let client: HTTPClient

        init(_ client: HTTPClient) { self.client = client }

        deinit { client.shutdown { _ in } }
    }

    /// A client.
    /// - Parameter roots: the authorities of the provider's certificate (PEM), where they are not the system's.
    /// - Throws: when these are no certificates.
    public init(roots: String? = nil) throws {
        var configuration = HTTPClient.Configuration()
        configuration.timeout = .init(connect: .seconds(5), read: .seconds(Self.timeout))
        configuration.redirectConfiguration = .disallow
        if let roots {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(roots.utf8)))
            configuration.tlsConfiguration = tls
        }
        connections = Connections(HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration))
    }

    /// Fetches a document.
    public func get(_ address: String, most: Int) async throws(SignInFault) -> ProviderReply {
        var request = HTTPClientRequest(url: address)
        request.headers.add(name: "accept", value: "application/json")
        return try await exchange(request, most)
    }

    /// Posts a form.
    public func post(_ address: String, _ token: TokenRequest, most: Int) async throws(SignInFault) -> ProviderReply {
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "accept", value: "application/json")
        request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
        if let authorization = token.authorization { request.headers.add(name: "authorization", value: authorization) }
        request.body = .bytes(ByteBuffer(string: token.form))
        return try await exchange(request, most)
    }

    private func exchange(_ request: HTTPClientRequest, _ most: Int) async throws(SignInFault) -> ProviderReply {
        do {
            return try await withThrowingTaskGroup(of: ProviderReply?.self) { [client] group in
                group.addTask {
                    let response = try await client.execute(request, timeout: .seconds(Self.timeout))
                    let body = try await response.body.collect(upTo: most)
                    return ProviderReply(status: Int(response.status.code), bytes: Array(body.readableBytesView))
                }
                group.addTask {
                    try await Task.sleep(for: .seconds(Self.timeout))
                    return nil
                }
                defer { group.cancelAll() }
                guard let reply = try await group.next() ?? nil else { throw SignInFault(.provider, "it does not answer in time") }
                return reply
            }
        } catch let fault as SignInFault {
            throw fault
        } catch is NIOTooManyBytesError {
            throw SignInFault(.provider, "its answer is too long")
        } catch {
            throw SignInFault(.provider, "it cannot be reached")
        }
    }
}
