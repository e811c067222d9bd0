// SPDX-License-Identifier: EUPL-1.2

import AsyncHTTPClient
public import Ledger
import NIOCore
import NIOHTTP1
import NIOSSL

/// A client of a hub's doors: JSON in, JSON out, problems as errors.
public final class HubConnection: Sendable {
    /// The door's address: `https://hub.example:8443`.
    public let address: String
    private let client: HTTPClient
    let configuration: HTTPClient.Configuration

    /// The most bytes of an answer that is no stream.
    private static let mostBytes = 64 << 20

    /// Prepares a connection; nothing is sent yet.
    /// - Parameters:
    ///   - address: the door's address, without a slash at the end.
    ///   - credential: what the party shows; nil for the door for everybody.
    /// - Throws: `HubFailure` when certificate or key cannot be read.
    public init(to address: String, with credential: HubCredential?) throws(HubFailure) {
        self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
        var configuration = HTTPClient.Configuration()
        configuration.timeout = .init(connect: .seconds(5))
        configuration.httpVersion = .http1Only
        // A hub answers for itself: an edge is not to be led to other addresses.
        configuration.redirectConfiguration = .disallow
        configuration.connectionPool.retryConnectionEstablishment = false
        if let credential {
            do {
                let tls = try HubConnection.tls(credential)
                _ = try NIOSSLContext(configuration: tls)
                configuration.tlsConfiguration = tls
            } catch {
                throw HubFailure(
                    status: nil, code: "credential",
                    detail: "The certificate or key cannot be used: hand in PEM files that belong together.")
            }
        }
        self.configuration = configuration
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Ends the connection, and waits until it has ended. A connection that is let go without it ends by itself.
    public func close() async { try? await client.shutdown() }

    deinit { client.shutdown { _ in } }

    /// Reads.
    public func get(_ path: String) async throws(HubFailure) -> JSON {
        try await exchange(HTTPClientRequest(url: address + path))
    }

    /// Acts. A repetition with the same key is done once.
    /// - Parameters:
    ///   - path: the path, such as `/v1/meldingen`.
    ///   - body: the body.
    ///   - key: an idempotency key: a UUID.
    public func post(_ path: String, _ body: JSON, key: String? = nil) async throws(HubFailure) -> JSON {
        var request = HTTPClientRequest(url: address + path)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        if let key { request.headers.add(name: "idempotency-key", value: key) }
        request.body = .bytes(ByteBuffer(bytes: body.canonical()))
        return try await exchange(request)
    }

    /// Reads text, such as a checkpoint.
    public func text(_ path: String) async throws(HubFailure) -> String {
        let (response, bytes) = try await send(HTTPClientRequest(url: address + path))
        guard (200..<300).contains(response.status.code) else { throw HubConnection.failure(response, bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func exchange(_ request: HTTPClientRequest) async throws(HubFailure) -> JSON {
        let (response, bytes) = try await send(request)
        guard (200..<300).contains(response.status.code) else { throw HubConnection.failure(response, bytes) }
        do {
            return try JSON(parsing: bytes, limits: JSONLimits(bytes: HubConnection.mostBytes, depth: 32))
        } catch {
            throw HubFailure(
                status: Int(response.status.code), code: "answer", detail: "The hub's answer is no JSON: is this address a hub's?")
        }
    }

    private func send(_ request: HTTPClientRequest) async throws(HubFailure) -> (HTTPClientResponse, [UInt8]) {
        do {
            let response = try await client.execute(request, timeout: .seconds(60))
            let body = try await response.body.collect(upTo: HubConnection.mostBytes)
            return (response, Array(body.readableBytesView))
        } catch {
            throw HubConnection.unreachable(error)
        }
    }

    static func unreachable(_ error: any Error) -> HubFailure {
        if let error = error as? HubFailure { return error }
        let detail =
            switch error {
            case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
                "The hub and this party do not trust each other's certificates: check the certificates and the address."
            case let error as HTTPClientError where error == .remoteConnectionClosed:
                "The hub closed the connection: check whether it runs, and check the certificates."
            case let error as HTTPClientError:
                "The hub does not answer (\(error)): check the address and whether it runs."
            default:
                "The hub does not answer: check the address and whether it runs; if it does, check the certificates."
            }
        return HubFailure(status: nil, code: "unreachable", detail: detail)
    }

    static func failure(_ response: HTTPClientResponse, _ bytes: [UInt8]) -> HubFailure {
        let status = Int(response.status.code)
        guard let problem = try? JSON(parsing: bytes), let detail = problem["detail"]?.string else {
            return HubFailure(
                status: status, code: "http", detail: "The hub answered \(status) without saying why: is this address a hub's?")
        }
        let faults = (problem["fouten"]?.array ?? []).map { "\($0["veld"]?.string ?? "?"): \($0["reden"]?.string ?? "?")" }
        let type = problem["type"]?.string ?? "urn:schakel:fout:http"
        return HubFailure(
            status: status, code: type.split(separator: ":").last.map(String.init) ?? "http", detail: detail, faults: faults)
    }

    private static func tls(_ credential: HubCredential) throws -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(credential.trustRoots.utf8)))
        tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(credential.certificate.utf8)).map { .certificate($0) }
        tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(credential.privateKey.utf8), format: .pem))
        return tls
    }
}
