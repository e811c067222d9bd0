// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Logging
import NIOCore
import NIOSSL

/// Told to a connection that is to end.
struct DrainConnection: Sendable {
    /// What the peer is told.
    let cause: DisconnectCause
}

extension MessageFault {
    /// 3004: there is no list to answer from, or it is too old to.
    static let listUnavailable = MessageFault(.tooBusy, "There is no list to answer from at this moment: ask another node.")
}

extension NIODeadline {
    /// The clock of the peers' machines.
    var milliseconds: Int64 { Int64(uptimeNanoseconds / 1_000_000) }
}

/// What all connections of one server share, and how a connection is built.
struct DiameterConnectionSetup: Sendable {
    let responder: EquipmentResponder
    let node: LocalNode
    let policy: PeerPolicy
    let limits: DiameterLimits
    let answers: EquipmentCheckAnswers
    let peers: ConnectedPeers
    let counters: DiameterCounters
    let logger: Logger
    let tls: DiameterTLS?

    /// The handlers of a new connection.
    func begin(on channel: any Channel) throws {
        let pipeline = channel.pipeline.syncOperations
        if let tls { try pipeline.addHandler(tls.handler()) }
        var node = node
        if node.addresses.isEmpty, let address = channel.localAddress.flatMap(NetworkAddress.init(of:)) {
            node.addresses = [address]
        }
        counters.accept()
        try pipeline.addHandlers([
            BackPressureHandler(),
            DiameterConnection(
                setup: self, number: peers.enter(channel), node: node,
                meter: responder.counters.meter(for: channel.eventLoop), now: channel.eventLoop.now),
        ])
    }

    func note(_ event: PeerEvent, host: DiameterIdentity?) {
        let name = host?.text ?? "-"
        switch event {
        case .opened(let host, let realm):
            logger.info("A Diameter peer is connected.", metadata: ["peer": "\(host)", "realm": "\(realm)"])
        case .refused(let host, let fault):
            counters.fault(fault.result)
            logger.warning(
                "A Diameter peer was refused.",
                metadata: ["peer": "\(host?.text ?? "-")", "result": "\(fault.result)", "reason": "\(fault.reason)"])
        case .fault(let command, let result):
            counters.fault(result)
            if command == .identityCheck { responder.countRefusal() }
            logger.debug(
                "A Diameter request was refused.",
                metadata: ["peer": "\(name)", "command": "\(command.rawValue)", "result": "\(result)"])
        case .leaving(let cause):
            logger.info("A Diameter peer says goodbye.", metadata: ["peer": "\(name)", "cause": "\(cause.rawValue)"])
        case .garbled(let fault):
            counters.fault(fault.result)
            logger.warning(
                "A Diameter connection is no longer understood.", metadata: ["peer": "\(name)", "reason": "\(fault.reason)"])
        }
    }

    func log(suspect: Bool, host: DiameterIdentity) {
        let text: Logger.Message =
            suspect ? "A Diameter peer gives no sign of life." : "A Diameter peer that was silent spoke again."
        logger.warning(text, metadata: ["peer": "\(host)"])
    }

    func log(closed closure: PeerClosure, host: DiameterIdentity?) {
        logger.info("A Diameter connection is over.", metadata: ["peer": "\(host?.text ?? "-")", "why": "\(closure.rawValue)"])
    }
}

extension NetworkAddress {
    /// The IP address of `address`; nil for a socket that has none.
    init?(of address: SocketAddress) {
        // The address lies behind family and port, with IPv6 also behind the flow label.
        let place: Range<Int>
        switch address {
        case .v4: place = 4..<8
        case .v6: place = 8..<24
        case .unixDomainSocket: return nil
        }
        let octets = address.withSockAddr { start, count in
            Array(UnsafeRawBufferPointer(start: start, count: count).prefix(place.upperBound).dropFirst(place.lowerBound))
        }
        self.init(ip: octets)
    }
}
