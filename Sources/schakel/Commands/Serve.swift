// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Exchange
import Hub
import Ledger
import Logging
import Operations
import ServiceLifecycle
import Store
import UnixSignals

/// Runs a hub.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a hub: it decides, records and distributes.",
        discussion: """
            The first start makes keys, a trial authority and the operator's way in, below the data folder.

            Example: schakel serve --data data/hub --set open.port=8080 --set parties.port=8443
            """
    )

    @OptionGroup var options: SettingOptions

    @Flag(help: ArgumentHelp("Stop when the process that started it is gone.", visibility: .hidden)) var leaveWithParent = false

    @Flag(
        help: "Sign on from a store that is older than what this hub signed. Witnesses and edges that saw more refuse such a log.")
    var acceptOlderStore = false

    func run() async throws {
        try await Failing.explain {
            PrivateFiles.begin()
            let settings = try options.load(HubSettings.schema)
            let (logger, registry) = try Observation.begin(settings)
            if leaveWithParent { ParentWatch.begin() }
            let folder = HubFolder(
                path: try settings.path("data"), hubName: try settings.text("hub.name"), now: SystemTimekeeper().now())
            try Files.makeFolder(folder.path)
            let isShared = try StoreChoice.isShared(settings)
            try await PortCheck.free(["open", "parties", "operations"] + (isShared ? ["hubs"] : []), settings)
            let store = try StoreChoice.open(settings, folder: folder)
            let logs = [.parties] + RegisterSet.all.names
            let signers = try folder.signers(of: logs)
            let (configuration, authority) = try configuration(settings, folder: folder)
            let hub = try await HubService(
                configuration: configuration, store: store, signers: signers, authority: authority,
                registers: .with(valve: try ValveSettings.rule(settings)), logger: logger,
                exposition: { registry.exposition() }
            )
            let keys = logs.compactMap { signers[$0]?.vkey }
            let roots = configuration.tls.trustRoots
            let services = try hub.services { open, parties, operations in
                let address = "https://localhost:\(parties)"
                try? folder.completeOperatorFolder(configuration.operatorID, authorityPEM: roots, address: address, logKeys: keys)
                if case .demonstration? = configuration.signIn?.way {
                    logger.warning(
                        "This is a demonstration: whoever reaches the pages can be anybody. Never let others reach this machine.")
                }
                logger.info(
                    "The hub is open.",
                    metadata: [
                        "open": "\(open)", "parties": "\(parties)", "operations": "\(operations)", "store": "\(store.engine)",
                    ]
                )
                ReadyLine.print([("open", open), ("operations", operations), ("parties", parties)])
            }
            var lifecycle = ServiceGroupConfiguration(
                services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet(logger))
            lifecycle.maximumGracefulShutdownDuration = .seconds(10)
            lifecycle.maximumCancellationDuration = .seconds(5)
            let group = ServiceGroup(configuration: lifecycle)
            try await group.run()
            try await store.close()
            logger.info("The hub is closed.")
        }
    }

    private func configuration(_ settings: Settings, folder: HubFolder) throws -> (HubConfiguration, CertificateAuthority?) {
        let id = try PartyID(settings.text("operator.id"), field: "operator.id")
        let name = try settings.text("operator.name")
        let isExternal = try settings.text("authority") == "external"
        let authority = isExternal ? nil : try folder.authority()
        let tls: HubTLS
        let certificate: String
        if let authority {
            tls = try folder.serverTLS(names: settings.list("parties.names"), authority: authority)
            certificate = try folder.operatorCertificate(id, name: name, authority: authority)
        } else {
            tls = HubTLS(
                certificateChain: try Files.text(settings.path("tls.certificate")),
                privateKey: try Files.text(settings.path("tls.key")),
                trustRoots: try Files.text(settings.path("tls.roots"))
            )
            certificate = try Files.text(settings.path("operator.certificate"))
        }
        let operatorName = try CertifiedName(pem: certificate)
        var configuration = HubConfiguration(
            name: folder.hubName, open: try address("open", settings), parties: try address("parties", settings),
            operations: try address("operations", settings), tls: tls, operatorID: id, operatorName: name,
            operatorCredential: (operatorName.fingerprint, Instant(milliseconds: operatorName.notAfter))
        )
        configuration.erasureJournal =
            settings.isSet("erasures") ? try settings.path("erasures") : folder.path + "/erasures.journal"
        configuration.signedHeads = folder.path + "/signed"
        configuration.privateChecks = folder.path + "/private-checks"
        configuration.acceptsOlderStore = acceptOlderStore
        configuration.proxies = Set(try settings.list("open.proxies"))
        configuration.snapshots = SnapshotRule(
            versions: UInt64(try settings.integer("snapshots.versions")),
            age: Span(milliseconds: try settings.milliseconds("snapshots.age")))
        configuration.signIn = try SignInSettings.configuration(settings, host: configuration.open.host)
        if settings.isSet("witnesses") {
            let policy = try WitnessPolicy(parsing: Files.text(settings.path("witnesses")))
            let addresses = try policy.witnesses.compactMap { witness in
                try witness.url.map { try WitnessAddress(url: $0, vkey: witness.key.vkey) }
            }
            configuration.witnessing = WitnessingConfiguration(witnesses: addresses, policy: policy)
        }
        if try StoreChoice.isShared(settings) {
            guard try settings.port("hubs.port") != 0 || settings.isSet("hubs.address") else {
                throw ConfigurationError([
                    ConfigurationFault(
                        code: .invalidValue, key: "hubs.address", source: nil,
                        message: "hubs.port is 0, so nobody could know where this hub is: set hubs.address, or a port.")
                ])
            }
            configuration.hubs = .init(
                listen: try address("hubs", settings),
                reached: settings.isSet("hubs.address") ? try settings.text("hubs.address") : nil,
                term: Span(milliseconds: try settings.milliseconds("hubs.term")))
        }
        return (configuration, authority)
    }

    private func address(_ door: String, _ settings: Settings) throws -> HubConfiguration.Address {
        HubConfiguration.Address(host: try settings.text("\(door).host"), port: try settings.port("\(door).port"))
    }

    private func quiet(_ logger: Logger) -> Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .notice)
        return logger
    }
}
