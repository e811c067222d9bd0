// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Edge
import Exchange
import Logging
import Operations
import ServiceLifecycle
import UnixSignals

/// Runs an edge, and shows what it keeps.
struct EdgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edge",
        abstract: "Run an edge: it follows a hub, answers a network's checks and states what is active.",
        discussion: """
            Example: schakel edge --data data/edge --set credential=credentials/provider --set service.port=7777
            Example: schakel edge evidence --data data/edge
            Example: schakel edge hits --data data/edge
            """,
        subcommands: [EdgeRun.self, EdgeEvidenceCommand.self, EdgeHitsCommand.self], defaultSubcommand: EdgeRun.self
    )
}

/// Runs an edge.
struct EdgeRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run the edge; also without this word.", shouldDisplay: false)

    @OptionGroup var options: SettingOptions

    @Flag(help: ArgumentHelp("Stop when the process that started it is gone.", visibility: .hidden)) var leaveWithParent = false

    func run() async throws {
        try await Failing.explain {
            PrivateFiles.begin()
            let settings = try options.load(EdgeSettings.schema)
            let (logger, registry) = try Observation.begin(settings)
            if leaveWithParent { ParentWatch.begin() }
            let service = try ServiceChoice.options(settings)
            if service.gate != nil, service.tls == nil {
                logger.warning("Access tokens are wanted over plain TCP, where others can read them: set service.tls too.")
            }
            let folder = CredentialFolder(path: try settings.path("credential"))
            let register = RegisterName(rawValue: try settings.text("register"))
            let configuration = EdgeConfiguration(
                name: try settings.text("edge.name"), logKey: try folder.logKey(of: register), register: register,
                list: ListName(rawValue: try settings.text("list")), dataFolder: try settings.path("data"),
                serviceHost: try settings.text("service.host"), servicePort: try settings.port("service.port"),
                operationsHost: try settings.text("operations.host"), operationsPort: try settings.port("operations.port"),
                policy: try EdgeSettings.policy(settings), hits: try EdgeSettings.hits(settings), service: service
            )
            guard EdgeNode.isName(configuration.name) else {
                throw Refusal.field("edge.name", "Name the edge with 1 to 63 lower-case letters, digits and hyphens.")
            }
            try Files.makeFolder(configuration.dataFolder)
            try await PortCheck.free(["service", "operations"], settings)
            let hub = try folder.connection(to: settings.isSet("hub.address") ? settings.text("hub.address") : nil)
            let edge = try EdgeService(
                configuration: configuration, hub: hub, party: folder.party, logger: logger, exposition: { registry.exposition() }
            )
            let services = edge.services { service, operations in
                logger.info("The edge is open.", metadata: ["service": "\(service)", "operations": "\(operations)"])
                ReadyLine.print([("operations", operations), ("service", service)])
            }
            var quiet = logger
            quiet.logLevel = max(logger.logLevel, .notice)
            var lifecycle = ServiceGroupConfiguration(
                services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
            lifecycle.maximumGracefulShutdownDuration = .seconds(10)
            lifecycle.maximumCancellationDuration = .seconds(5)
            let group = ServiceGroup(configuration: lifecycle)
            try await group.run()
            await hub.close()
            logger.info("The edge is closed.")
        }
    }
}

/// Shows the proofs that a hub contradicted itself.
struct EdgeEvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "Print the signed notes by which the hub contradicted itself, as the edge kept them. The edge may run meanwhile.",
        discussion: "Example: schakel edge evidence --data data/edge"
    )

    @Option(help: "The edge's data folder.") var data = "data/edge"

    func run() async throws {
        try await Failing.explain {
            let evidence = try EdgeService.evidence(in: data)
            if evidence.isEmpty { Output.write("There is no evidence: this hub never contradicted itself here.\n", to: 1) }
            for item in evidence {
                let sizes = item.sizes.map { $0.map(String.init) ?? "?" }.joined(separator: " against ")
                Output.write("\(item.at) \(item.code) \(sizes) \(item.telling)\n\(item.ours)\n\(item.theirs)\n", to: 1)
            }
        }
    }
}
