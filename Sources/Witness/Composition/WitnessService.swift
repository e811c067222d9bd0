// SPDX-License-Identifier: EUPL-1.2

import Hummingbird
import HummingbirdCore
import Ledger
public import Logging
import Operations
public import ServiceLifecycle
import Synchronization

/// A witness: it cosigns the checkpoints of the logs it watches, each only when it extends the one before (c2sp.org/tlog-witness).
public struct WitnessService: Sendable {
    private let configuration: WitnessConfiguration
    private let book: WitnessBook
    private let standing = WitnessStanding()
    private let logger: Logger
    private let exposition: @Sendable () -> [UInt8]
    private let readWithin: Duration

    /// Puts a witness together; what it remembers is read and verified.
    /// - Parameters:
    ///   - configuration: how it runs. The data folder must exist.
    ///   - seconds: its clock, in seconds since 1970.
    ///   - readWithin: how long a request may take to arrive.
    ///   - logger: its log.
    ///   - exposition: its metrics in Prometheus text format.
    /// - Throws: ``WitnessError`` when a setting cannot be used, another process has the folder, or what is kept is damaged.
    public init(
        configuration: WitnessConfiguration, seconds: @escaping @Sendable () -> UInt64 = WitnessService.systemSeconds,
        readWithin: Duration = .seconds(10), logger: Logger, exposition: @escaping @Sendable () -> [UInt8]
    ) throws(WitnessError) {
        try configuration.checkPrefix()
        self.configuration = configuration
        self.logger = logger
        self.exposition = exposition
        self.readWithin = readWithin
        book = try WitnessBook(configuration, seconds: seconds)
    }

    /// The system's clock, in seconds since 1970.
    public static let systemSeconds: @Sendable () -> UInt64 = { UInt64(max(0, WallClock.milliseconds() / 1000)) }

    /// The services of the witness, in the order in which they start; they stop in the opposite order.
    /// - Parameter ready: called with the ports once both doors are open.
    public func services(ready: @escaping @Sendable (_ service: Int, _ operations: Int) -> Void) -> [any Service] {
        let ports = Mutex<[String: Int]>([:])
        let opened: @Sendable (String, Int) -> Void = { name, port in
            let all = ports.withLock { ports in
                ports[name] = port
                return ports
            }
            if let service = all["service"], let operations = all["operations"] { ready(service, operations) }
        }
        let mirror = StatusMirror(configuration: configuration, book: book, standing: standing)
        let operations = OperationsDoor(
            readiness: { [standing] in standing.trouble.map { .notReady($0) } ?? .ready },
            exposition: exposition, status: { mirror.bytes }
        )
        return [
            FolderHold(book: book), mirror,
            operations.service(host: configuration.operationsHost, port: configuration.operationsPort, logger: logger) {
                opened("operations", $0)
            },
            door { opened("service", $0) },
        ]
    }

    private func door(opened: @escaping @Sendable (Int) -> Void) -> any Service {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .notice)
        let door = WitnessDoor(book: book, standing: standing, logger: self.logger, readWithin: readWithin)
        return Application(
            router: door.router(prefix: configuration.prefix),
            server: .http1(configuration: HTTP1Channel.Configuration(idleTimeout: .seconds(60))),
            configuration: .init(
                address: .hostname(configuration.host, port: configuration.port), serverName: "schakel",
                availableConnectionsDelegate: .maximum(WitnessService.mostConnections, logger: logger)
            ),
            onServerRunning: { channel in opened(channel.localAddress?.port ?? 0) },
            logger: logger
        )
    }

    /// The most connections at once; more wait until others close.
    private static let mostConnections = 1_000
}

/// Lets the data folder go when everything else has stopped.
private struct FolderHold: Service {
    let book: WitnessBook

    func run() async throws {
        defer { book.close() }
        try? await gracefulShutdown()
    }
}
