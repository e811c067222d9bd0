// SPDX-License-Identifier: EUPL-1.2

public import Exchange
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Ledger
public import Logging
import NIOCore
import NIOSSL
import Operations
public import ServiceLifecycle
public import Store

/// A hub: its sequencer, its clock and its three doors.
public struct HubService: Sendable {
    private let core: HubCore
    private let configuration: HubConfiguration
    private let exposition: @Sendable () -> [UInt8]

    /// Puts a hub together over a store.
    /// - Parameters:
    ///   - configuration: how it runs.
    ///   - store: where it keeps everything.
    ///   - signers: the keys of its logs, each named after its log's origin.
    ///   - authority: the built-in authority; nil when certificates come from an external one.
    ///   - registers: its registers.
    ///   - timekeeper: its clock.
    ///   - logger: its log.
    ///   - exposition: its metrics in Prometheus text format.
    /// - Throws: `StoreError` when the store is not this hub's, or is damaged.
    public init(
        configuration: HubConfiguration, store: any Store, signers: [RegisterName: NoteSigner], authority: CertificateAuthority?,
        registers: RegisterSet = .all, timekeeper: any Timekeeper = SystemTimekeeper(), logger: Logger,
        exposition: @escaping @Sendable () -> [UInt8]
    ) async throws {
        let secrets = try await HubService.secrets(in: store)
        let logSigner = try LogSigner(hub: configuration.name, signers: signers)
        let signed = try configuration.signedHeads.map { try SignedHeads(folder: $0) }
        if configuration.acceptsOlderStore, let signed {
            logger.warning("What the store has is signed on, whatever this hub signed before.")
            for log in [.parties] + registers.names { try signed.forget(log) }
        }
        let sequencer = try await Sequencer(
            store: store, registers: registers, signer: logSigner, secrets: secrets, timekeeper: timekeeper, logger: logger,
            journal: configuration.erasureJournal.map { FileErasureJournal(path: $0) } ?? NoErasureJournal(),
            claim: configuration.hubs.map(LeaseClaim.init) ?? .alone, signed: signed
        )
        core = HubCore(
            store: store, sequencer: sequencer, registers: registers, signer: logSigner, secrets: secrets, timekeeper: timekeeper,
            authority: authority, logger: logger,
            cosignatures: configuration.witnessing.map { CosignatureBoard(policy: $0.policy) },
            privateChecks: configuration.privateChecks
        )
        self.configuration = configuration
        self.exposition = exposition
    }

    /// The hub's own secret: made at the first start, kept in the store.
    private static func secrets(in store: any Store) async throws -> HubSecrets {
        if let kept = try await store.read({ try $0.setting("secret") }) { return HubSecrets(root: kept) }
        let fresh = HubSecrets.random()
        // Another hub may have made one meanwhile; there is only one.
        return try await store.write { writer in
            if let kept = try writer.setting("secret") { return HubSecrets(root: kept) }
            try writer.put(setting: "secret", fresh.bytes)
            return fresh
        }
    }

    /// The services of the hub, in the order in which they start; they stop in the opposite order.
    /// - Parameter ready: called with the ports when all doors are open.
    public func services(ready: @escaping @Sendable (_ open: Int, _ parties: Int, _ operations: Int) -> Void) throws
        -> [any Service]
    {
        let forwarder = configuration.hubs.map { _ in
            ActForwarder(sequencer: core.sequencer, seal: core.secrets.hubSeal, timekeeper: core.timekeeper)
        }
        let router = HubRouter(endpoints: core.endpoints, forwarder: forwarder)
        let opened = OpenedDoors(ready: ready)
        let collector = configuration.witnessing.flatMap { [core] witnessing in
            core.cosignatures.map { board in
                WitnessCollector(
                    configuration: witnessing, logs: [.parties] + core.registers.names, heads: core.board, board: board,
                    store: core.store, timekeeper: core.timekeeper, logger: core.logger)
            }
        }
        let hubsDoor = configuration.hubs.map { hubs in
            HubsDoor(core: core, seal: core.secrets.hubSeal).service(at: hubs.listen) { _ in }
        }
        let limits = AddressLimits(limits: core.limits, timekeeper: core.timekeeper, proxies: configuration.proxies)
        let openRouter = router.router(for: .open, guardian: OpenDoor(), limits: limits)
        let signIn = configuration.signIn.map { SignInDesk(core: core, configuration: $0) }
        let pages = try PublicPages(core: core, router: router, proxies: configuration.proxies, signIn: signIn)
        pages.add(to: openRouter)
        if let signIn { SignInRoutes(desk: signIn, renderer: pages.desk.renderer).add(to: openRouter) }
        let openDoor = application(
            openRouter, server: .http1(configuration: HubService.connections),
            at: configuration.open, name: "open", opened: opened
        )
        let guardian = PartyDoor(board: core.board, timekeeper: core.timekeeper)
        let partyDoor = application(
            router.router(for: .parties, guardian: guardian),
            server: try .tls(.http1(configuration: HubService.connections), tlsConfiguration: tls()),
            at: configuration.parties, name: "parties", opened: opened
        )
        let operations = OperationsDoor(
            readiness: { [board = core.board] in
                if board.isClosed { return .notReady("closing") }
                return board.isHealthy ? .ready : .notReady("the store cannot be written; see the log")
            },
            exposition: exposition, status: { [core] in HubDoors(core: core, others: []).status.canonical() }
        ).service(host: configuration.operations.host, port: configuration.operations.port, logger: core.logger) { port in
            opened.opened("operations", port: port)
        }
        return [
            core.sequencer, Founding(core: core, configuration: configuration, opened: opened),
            BackgroundClock(sequencer: core.sequencer, logger: core.logger, every: .seconds(1)),
            SnapshotClock(core: core, rule: configuration.snapshots), FigureClock(core: core),
            PrivateCheckClock(desk: core.privateChecks, board: core.board),
            StoreCleaner(store: core.store, sequencer: core.sequencer, logger: core.logger),
        ] + (hubsDoor.map { [$0] } ?? []) + (collector.map { [$0] } ?? []) + (forwarder.map { [ForwarderEnd(forwarder: $0)] } ?? [])
            + [operations, partyDoor, openDoor, StreamEnd(board: core.board)]
    }

    private func application<Context: RequestContext>(
        _ router: Router<Context>, server: HTTPServerBuilder, at address: HubConfiguration.Address, name: String,
        opened: OpenedDoors
    ) -> some ApplicationProtocol where Context.Source == ApplicationRequestContextSource {
        var logger = core.logger
        logger.logLevel = max(logger.logLevel, .notice)
        return Application(
            router: router, server: server,
            configuration: .init(
                address: .hostname(address.host, port: address.port), serverName: "schakel",
                availableConnectionsDelegate: .maximum(HubService.mostConnections, logger: logger)
            ),
            onServerRunning: { channel in opened.opened(name, port: channel.localAddress?.port ?? 0) },
            logger: logger
        )
    }

    /// How long a connection may be idle.
    private static let connections = HTTP1Channel.Configuration(idleTimeout: .seconds(60))
    /// The most connections of one door; more wait until others close.
    private static let mostConnections = 4_000

    private func tls() throws -> TLSConfiguration {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(configuration.tls.certificateChain.utf8)).map {
            NIOSSLCertificateSource.certificate($0)
        }
        let key = try NIOSSLPrivateKey(bytes: Array(configuration.tls.privateKey.utf8), format: .pem)
        var tls = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(configuration.tls.trustRoots.utf8)))
        tls.certificateVerification = .noHostnameVerification
        tls.minimumTLSVersion = .tlsv12
        tls.shutdownTimeout = .milliseconds(500)
        return tls
    }
}
