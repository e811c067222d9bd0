// SPDX-License-Identifier: EUPL-1.2

public import Diameter
public import Logging
public import NIOCore
import NIOPosix
import Synchronization

/// Serves equipment checks to the MMEs and SGSNs of a 4G core: S13 and S13′ (TS 29.272) over Diameter (RFC 6733).
///
/// Over TCP, or TLS from the first byte. Every connection is one peer; checks are answered on the event loop they arrive on.
public final class DiameterServer: Sendable {
    /// The port of Diameter over TCP (RFC 6733 §2.1).
    public static let port = 3868
    /// The port of Diameter over TLS (RFC 6733 §2.1).
    public static let securePort = 5658

    private enum State {
        case idle
        case starting
        case listening(any Channel)
        case stopped
    }

    /// What happened on the connections.
    public let counters: DiameterCounters
    let responder: EquipmentResponder
    let peers: ConnectedPeers
    private let setup: DiameterConnectionSetup
    private let group: any EventLoopGroup
    private let roster: ConnectionRoster
    private let state = Mutex(State.idle)

    /// A server that does not listen yet; the caller keeps `group` alive until ``shutdown(_:)`` has returned.
    /// - Parameters:
    ///   - responder: who answers; its counters count the checks of this server if it shares them with no other.
    ///   - node: who this node says it is; with no addresses, each peer is told the one it connected to.
    ///   - policy: who may connect, and the times.
    ///   - tls: the credentials of TLS; nil for plain TCP.
    ///   - limits: how much is taken from peers.
    ///   - group: where connections run.
    ///   - logger: tells of peers that come, go and are refused.
    public init(
        responder: EquipmentResponder, node: LocalNode, policy: PeerPolicy = PeerPolicy(), tls: DiameterTLS? = nil,
        limits: DiameterLimits = DiameterLimits(), group: any EventLoopGroup, logger: Logger
    ) {
        self.responder = responder
        self.group = group
        counters = DiameterCounters()
        peers = ConnectedPeers()
        roster = ConnectionRoster(maximum: limits.maximumConnections, reserve: 0)
        setup = DiameterConnectionSetup(
            responder: responder, node: node, policy: policy, limits: limits, answers: EquipmentCheckAnswers(of: node),
            peers: peers,
            counters: counters, logger: logger, tls: tls)
    }

    /// How many peers have introduced themselves and are connected.
    public var peerCount: Int { peers.count }

    /// Begins to listen; a server is started once.
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

    /// Stops: takes no new connections, tells every peer goodbye and why, waits for them to close, then cuts them off.
    ///
    /// Returns when every connection is closed. Calling it again is harmless.
    /// - Parameter cause: what peers are told: `rebooting` when this node comes back, so that they try again by themselves.
    public func shutdown(_ cause: DisconnectCause = .rebooting) async {
        let former = state.withLock { state in
            defer { state = .stopped }
            return state
        }
        if case .listening(let listener) = former { try? await listener.close() }
        let connections = roster.close()
        for connection in connections { connection.pipeline.fireUserInboundEventTriggered(DrainConnection(cause: cause)) }
        let cut = group.any().scheduleTask(in: setup.limits.shutdownGrace) {
            for connection in connections { connection.close(promise: nil) }
        }
        for connection in connections { try? await connection.closeFuture.get() }
        cut.cancel()
    }

    private var bootstrap: ServerBootstrap {
        let (setup, roster) = (setup, roster)
        let waiting = ChannelOptions.Types.WriteBufferWaterMark(
            low: max(1, setup.limits.waitingBytes / 4), high: max(1, setup.limits.waitingBytes))
        return ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.writeBufferWaterMark, value: waiting)
            .childChannelInitializer { channel in
                guard roster.admit(channel) == .welcome else { return channel.close() }
                return channel.eventLoop.makeCompletedFuture { try setup.begin(on: channel) }
            }
    }
}
