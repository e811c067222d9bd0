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
            Example: schakel edge status --data data/edge
            Example: schakel edge evidence --data data/edge
            Example: schakel edge hits --data data/edge

            SIGHUP reads the configuration anew; SIGTERM ends it when callers are done, a second one at once.
            """,
        subcommands: [EdgeRun.self, EdgeStatusCommand.self, EdgeEvidenceCommand.self, EdgeHitsCommand.self],
        defaultSubcommand: EdgeRun.self
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
            let legacy = try LegacySettings.configuration(settings)
            let (logger, registry) = try Observation.begin(settings)
            if leaveWithParent { ParentWatch.begin() }
            let service = try ServiceChoice.options(settings)
            if service.gate != nil, service.tls == nil {
                logger.warning("Access tokens are wanted over plain TCP, where others can read them: set service.tls too.")
            }
            let folder = CredentialFolder(path: try settings.path("credential"))
            let register = RegisterName(rawValue: try settings.text("register"))
            var configuration = EdgeConfiguration(
                name: try settings.text("edge.name"), logKey: try folder.logKey(of: register), register: register,
                list: ListName(rawValue: try settings.text("list")), dataFolder: try settings.path("data"),
                serviceHost: try settings.text("service.host"), servicePort: try settings.port("service.port"),
                operationsHost: try settings.text("operations.host"), operationsPort: try settings.port("operations.port"),
                policy: try EdgeSettings.policy(settings), hits: try EdgeSettings.hits(settings), service: service
            )
            configuration.legacy = legacy
            configuration.diameter = try ServiceChoice.diameter(settings)
            configuration.notice = Span(milliseconds: try settings.milliseconds("service.notice"))
            configuration.drain = Span(milliseconds: try settings.milliseconds("service.drain"))
            guard EdgeNode.isName(configuration.name) else {
                throw Refusal.field("edge.name", "Name the edge with 1 to 63 lower-case letters, digits and hyphens.")
            }
            try Files.makeFolder(configuration.dataFolder)
            try await PortCheck.free(["service", "operations"], settings)
            let hub = try folder.connection(to: settings.isSet("hub.address") ? settings.text("hub.address") : nil)
            let edge = try EdgeService(
                configuration: configuration, hub: hub, party: folder.party, logger: logger, exposition: { registry.exposition() }
            )
            let doors = DoorFile(in: configuration.dataFolder)
            let hosts = (service: configuration.serviceHost, operations: configuration.operationsHost)
            let services = try edge.services { service, operations, diameter in
                logger.info("The edge is open.", metadata: ["service": "\(service)", "operations": "\(operations)"])
                doors.write(service: "\(hosts.service):\(service)", operations: "\(hosts.operations):\(operations)", logger)
                ReadyLine.print((diameter.map { [("diameter", $0)] } ?? []) + [("operations", operations), ("service", service)])
            }
            var quiet = logger
            quiet.logLevel = max(logger.logLevel, .notice)
            let reloading = reloading(edge, settings, logger)
            var lifecycle = ServiceGroupConfiguration(
                services: ([reloading] + services).map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
            lifecycle.maximumGracefulShutdownDuration = .milliseconds(try EdgeSettings.stopping(settings))
            lifecycle.maximumCancellationDuration = .seconds(5)
            ImpatientExit.begin {
                logger.notice("The edge stops: callers may finish.")
                ServiceNotice()?.tell(.stopping)
            }
            let group = ServiceGroup(configuration: lifecycle)
            try await group.run()
            await hub.close()
            logger.info("The edge is closed.")
        }
    }

    private func reloading(_ edge: EdgeService, _ settings: Settings, _ logger: Logger) -> Reloading {
        let options = options
        return Reloading(
            running: settings, live: EdgeSettings.live, load: { try options.load(EdgeSettings.schema) },
            apply: { [running = settings] settings in
                try ServiceChoice.check(settings)
                let renewed = try ServiceChoice.renewed(running)
                let policy = try EdgeSettings.policy(settings)
                let legacy = try LegacySettings.configuration(settings)
                try Observation.reload(settings)
                edge.reload(policy: policy, legacy: legacy)
                edge.renew(service: renewed.service, diameter: renewed.diameter)
            }, logger: logger)
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
