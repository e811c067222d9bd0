// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1
import NIOSSL
import ServiceLifecycle

/// Fetches the keys of an issuer from its address: at the start, then every so often, and sooner when a token comes with a key that is
/// not among them. Keys that cannot be fetched or read leave those there are.
final class IssuerKeysFetcher: Service {
    /// How soon after one fetch a token may bring about another.
    static let shortest: Duration = .seconds(30)
    private static let look: Duration = .seconds(1)
    private static let mostBytes = 256 << 10

    private let address: String
    private let gate: TokenGate
    private let interval: Duration
    private let shortest: Duration
    private let tls: TLSConfiguration?
    private let logger: Logger

    /// A fetcher that keeps `gate` in keys.
    /// - Parameters:
    ///   - address: where the JSON Web Key Set is: `https://…`.
    ///   - tls: whom to trust there, where it is not whom the system trusts.
    ///   - interval: how often, when nothing calls for it.
    ///   - shortest: how soon after one fetch a token may bring about another.
    init(
        address: String, gate: TokenGate, tls: TLSConfiguration?, interval: Duration,
        shortest: Duration = IssuerKeysFetcher.shortest, logger: Logger
    ) {
        self.address = address
        self.gate = gate
        self.tls = tls
        self.interval = interval
        self.shortest = shortest
        self.logger = logger
    }

    func run() async throws {
        var configuration = HTTPClient.Configuration()
        configuration.timeout = .init(connect: .seconds(5))
        configuration.redirectConfiguration = .disallow
        configuration.tlsConfiguration = tls
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        await cancelWhenGracefulShutdown { await self.keep(client) }
        try? await client.shutdown()
    }

    private func keep(_ client: HTTPClient) async {
        let clock = ContinuousClock()
        var backoff = Backoff(longest: .seconds(30))
        while !Task.isCancelled {
            guard await fetch(client) else {
                try? await Task.sleep(for: backoff.next())
                continue
            }
            backoff.reset()
            let fetched = clock.now
            _ = gate.takesWish()
            while !Task.isCancelled, fetched.duration(to: clock.now) < interval {
                try? await Task.sleep(for: min(Self.look, shortest))
                if fetched.duration(to: clock.now) >= shortest, gate.takesWish() { break }
            }
        }
    }

    private func fetch(_ client: HTTPClient) async -> Bool {
        do {
            let response = try await client.execute(HTTPClientRequest(url: address), timeout: .seconds(10))
            guard response.status == .ok else {
                logger.warning(
                    "The issuer does not give its keys; check tokens.keys-url. The keys there are stay.",
                    metadata: ["status": "\(response.status.code)"])
                return false
            }
            let body = try await response.body.collect(upTo: Self.mostBytes)
            let keys = try TokenKeys(reading: Array(body.readableBytesView))
            gate.replace(keys: keys)
            logger.info("The issuer's keys were fetched.", metadata: ["keys": "\(keys.count)"])
            return true
        } catch let fault as TokenKeyFault {
            logger.warning("The issuer's keys cannot be used. The keys there are stay.", metadata: ["reason": "\(fault)"])
        } catch {
            guard !Task.isCancelled else { return false }
            logger.warning("The issuer cannot be reached for its keys; check tokens.keys-url. The keys there are stay.")
        }
        return false
    }
}
