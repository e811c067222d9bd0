// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import ServiceLifecycle

/// The operator's door of a hub or an edge: is it alive, is it ready, what does it measure, how does it stand. Plain HTTP, for
/// loopback or a private network.
public struct OperationsDoor: Sendable {
    /// Whether the process can do its work; if not, why.
    public enum Readiness: Sendable {
        /// It can.
        case ready
        /// It cannot, for this reason.
        case notReady(String)
    }

    private let readiness: @Sendable () -> Readiness
    private let exposition: @Sendable () -> [UInt8]
    private let status: @Sendable () -> [UInt8]

    /// A door.
    /// - Parameters:
    ///   - readiness: whether the process can do its work.
    ///   - exposition: its metrics in Prometheus text format.
    ///   - status: how it stands, as JSON.
    public init(
        readiness: @escaping @Sendable () -> Readiness, exposition: @escaping @Sendable () -> [UInt8],
        status: @escaping @Sendable () -> [UInt8]
    ) {
        self.readiness = readiness
        self.exposition = exposition
        self.status = status
    }

    /// The service that keeps the door open.
    /// - Parameters:
    ///   - host: where it listens.
    ///   - port: the port; 0 lets the system choose.
    ///   - opened: called with the port once it listens.
    public func service(host: String, port: Int, logger: Logger, opened: @escaping @Sendable (Int) -> Void) -> any Service {
        let router = Router()
        router.get("/health/live") { _, _ in OperationsDoor.answer(.ok, "text/plain; charset=utf-8", Array("alive\n".utf8)) }
        router.get("/health/ready") { [readiness] _, _ in
            switch readiness() {
            case .ready: OperationsDoor.answer(.ok, "text/plain; charset=utf-8", Array("ready\n".utf8))
            case .notReady(let reason):
                OperationsDoor.answer(.serviceUnavailable, "text/plain; charset=utf-8", Array((reason + "\n").utf8))
            }
        }
        router.get("/metrics") { [exposition] _, _ in OperationsDoor.answer(.ok, PrometheusRegistry.contentType, exposition()) }
        router.get("/status") { [status] _, _ in OperationsDoor.answer(.ok, "application/json", status()) }
        var logger = logger
        logger.logLevel = max(logger.logLevel, .notice)
        return Application(
            router: router,
            configuration: .init(address: .hostname(host, port: port), serverName: "schakel"),
            onServerRunning: { opened($0.localAddress?.port ?? 0) },
            logger: logger
        )
    }

    private static func answer(_ status: HTTPResponse.Status, _ type: String, _ bytes: [UInt8]) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}
