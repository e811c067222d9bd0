// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Ledger
import Logging
import Operations
import ServiceLifecycle
import UnixSignals
import Witness

/// Runs a witness.
struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Run a witness: it signs the checkpoints of logs along, and never two that contradict each other.",
        discussion: """
            It speaks tlog-witness (c2sp.org). The first start makes its key and prints it: give it to the operators of the logs.

            Example: schakel witness --data data/witness --set witness.name=witness.example --set logs=logs.keys
            """
    )

    @OptionGroup var options: SettingOptions

    @Flag(help: ArgumentHelp("Stop when the process that started it is gone.", visibility: .hidden)) var leaveWithParent = false

    func run() async throws {
        try await Failing.explain {
            PrivateFiles.begin()
            let settings = try options.load(WitnessSettings.schema)
            let (logger, registry) = try Observation.begin(settings)
            if leaveWithParent { ParentWatch.begin() }
            let data = try settings.path("data")
            try Files.makeFolder(data)
            try await PortCheck.free(["service", "operations"], settings)
            let signer = try WitnessCommand.signer(at: data + "/witness.key", named: try settings.text("witness.name"))
            let witness = try WitnessService(
                configuration: WitnessConfiguration(
                    host: try settings.text("service.host"), port: try settings.port("service.port"),
                    prefix: try settings.text("prefix"), operationsHost: try settings.text("operations.host"),
                    operationsPort: try settings.port("operations.port"), dataFolder: data, signer: signer,
                    logs: KnownLogs(parsing: try Files.text(settings.path("logs")))),
                logger: logger, exposition: { registry.exposition() })
            let services = witness.services { service, operations in
                logger.info(
                    "The witness is open.",
                    metadata: ["service": "\(service)", "operations": "\(operations)", "key": "\(signer.vkey)"])
                ReadyLine.print([("operations", operations), ("service", service)])
            }
            try Files.write(signer.vkey + "\n", to: data + "/witness.vkey")
            var quiet = logger
            quiet.logLevel = max(logger.logLevel, .notice)
            var lifecycle = ServiceGroupConfiguration(
                services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
            lifecycle.maximumGracefulShutdownDuration = .seconds(10)
            lifecycle.maximumCancellationDuration = .seconds(5)
            try await ServiceGroup(configuration: lifecycle).run()
            logger.info("The witness is closed.")
        }
    }

    /// The key in a file; at the first start a fresh one.
    private static func signer(at file: String, named name: String) throws -> WitnessSigner {
        if Files.exists(file) {
            return try WitnessSigner(privateText: Files.text(file).split(whereSeparator: \.isNewline).first ?? "")
        }
        let fresh = try WitnessSigner(generating: name)
        try SecretFile.write(fresh.privateText + "\n", to: file)
        return fresh
    }
}
