// SPDX-License-Identifier: EUPL-1.2

public import NIOCore
import NIOPosix
import Synchronization

/// Serves equipment checks to the access functions of a 5G core: N5g-eir_EquipmentIdentityCheck over TCP or TLS.
///
/// One port takes HTTP/2 with prior knowledge, which TS 29.500 clause 5.2 prescribes, and HTTP/1.1, which people and probes
/// use; the first bytes tell which, over TLS too. Requests are answered on the event loop they arrive on.
public final class EquipmentServer: Sendable {
    private enum State {
        case idle
        case starting
        case listening(any Channel)
        case stopped
    }

    private let setup: ConnectionSetup
    private let group: any EventLoopGroup
    private let roster: ConnectionRoster
    private let state = Mutex(State.idle)

    /// A server that does not listen yet; the caller keeps `group` alive until ``shutdown()`` has returned.
    /// - Parameters:
    ///   - tls: the certificate of the door; without one it speaks plain TCP, for networks where a mesh or an SCP ends TLS.
    ///   - gate: who looks at access tokens; without one nobody needs a token.
    public init(
        responder: EquipmentResponder, group: any EventLoopGroup, limits: ServingLimits = ServingLimits(), tls: ServiceTLS? = nil,
        gate: TokenGate? = nil
    ) {
        setup = ConnectionSetup(
            responder: responder, limits: limits, tls: tls, gate: gate, loads: LoopLoads(tolerance: limits.overloadAfter))
        self.group = group
        roster = ConnectionRoster(maximum: limits.maximumConnections)
    }

    /// Begins to listen; a server is started once.
    ///
    /// - Parameters:
    ///   - host: an address of this machine or a name of one; `0.0.0.0` or `::` for all.
    ///   - port: 0 ..< 65536; with 0 the system chooses.
    /// - Returns: the port it listens on.
    /// - Throws: ``ListenError``, for instance `addressInUse`.
    @discardableResult
    public func start(host: String, port: Int) async throws(ListenError) -> Int {
        guard (0..<65_536).contains(port) else {
            throw ListenError(code: .invalidAddress, reason: "\(port) is no port; choose one from 0 to 65535.")
        }
        let mayStart = state.withLock { state in
            guard case .idle = state else { return false }
            state = .starting
            return true
        }
        guard mayStart else {
            throw ListenError(code: .alreadyStarted, reason: "This server was started before; make a new one.")
        }
        let listener: any Channel
        do {
            listener = try await bootstrap.bind(host: host, port: port).get()
        } catch {
            state.withLock { $0 = .stopped }
            throw ListenError(error, host: host, port: port)
        }
        let isWanted = state.withLock { state in
            guard case .starting = state else { return false }
            state = .listening(listener)
            return true
        }
        guard isWanted else {
            try? await listener.close()
            throw ListenError(code: .failed, reason: "The server was shut down while it started; make a new one.")
        }
        return listener.localAddress?.port ?? port
    }

    /// Stops: takes no new connections, lets callers finish within the grace of ``ServingLimits``, then cuts them off.
    ///
    /// HTTP/2 callers get a GOAWAY and may complete what they began; HTTP/1.1 connections close after the request in hand.
    /// Returns when every connection is closed. Calling it again is harmless.
    public func shutdown() async {
        let former = state.withLock { state in
            defer { state = .stopped }
            return state
        }
        if case .listening(let listener) = former { try? await listener.close() }
        let connections = roster.close()
        for connection in connections {
            connection.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        }
        let cut = group.any().scheduleTask(in: setup.limits.shutdownGrace) {
            for connection in connections { connection.close(promise: nil) }
        }
        for connection in connections { try? await connection.closeFuture.get() }
        cut.cancel()
    }

    /// What the door counts beside answers, in Prometheus text format.
    var exposition: [UInt8] { setup.failures.exposition(roster.census) }

    private var bootstrap: ServerBootstrap {
        let (setup, roster) = (setup, roster)
        return ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                let admission = roster.admit(channel)
                guard admission != .refused else { return channel.close() }
                return channel.eventLoop.makeCompletedFuture {
                    try setup.begin(in: channel.pipeline.syncOperations, isSurplus: admission == .surplus)
                }
            }
    }
}
