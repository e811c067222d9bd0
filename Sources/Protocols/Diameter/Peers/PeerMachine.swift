// SPDX-License-Identifier: EUPL-1.2

/// One connection with a peer, from the side that was connected to (RFC 6733 §5.6): what comes in, what is to be done.
///
/// It has no clock, no socket and no list. Its owner hands it messages, moments and what happens to the connection, carries out
/// what it says, answers the checks it lets through, and ticks it at ``deadline`` at the latest. Times are in milliseconds of any
/// clock that only goes forward.
///
/// Elections (§5.6.4) do not arise, as this node never connects to others.
public struct PeerMachine: Sendable {
    /// Where a connection stands.
    public enum State: Hashable, Sendable {
        /// Waiting for the peer to introduce itself.
        case waiting
        /// The peer may ask.
        case open
        /// This node said goodbye; what the peer had asked before it heard is still answered.
        case draining
        /// The peer said goodbye.
        case leaving
        /// Over.
        case closed
    }

    /// Where the connection stands.
    public private(set) var state = State.waiting
    /// Who the peer is, once it has introduced itself and been let in.
    public private(set) var peer: DiameterIdentity?

    let node: LocalNode
    let policy: PeerPolicy
    let destinations: ServedDestinations
    let answers: EquipmentCheckAnswers
    var watchdog: Watchdog
    var allowance: CheckAllowance?
    private var limit: Int64
    private var identifier: UInt32

    /// A connection that has just been made.
    /// - Parameters:
    ///   - node: this node, with the address of the connection.
    ///   - policy: who may connect, and the times.
    ///   - answers: the answers of `node`.
    ///   - now: the moment.
    ///   - jitter: -2,000 ... 2,000, drawn by chance.
    ///   - identifier: where the numbers of this node's own requests begin, drawn by chance.
    public init(
        node: LocalNode, policy: PeerPolicy, answers: EquipmentCheckAnswers, at now: Int64, jitter: Int64, identifier: UInt32
    ) {
        self.node = node
        self.policy = policy
        self.answers = answers
        self.identifier = identifier
        destinations = ServedDestinations(of: node, realms: policy.servedRealms, takesAll: policy.takesAllDestinations)
        watchdog = Watchdog(interval: policy.watchdogInterval, jitter: jitter, at: now)
        limit = now + policy.capabilitiesDeadline
    }

    /// When ``tick(at:jitter:)`` is to be called at the latest; nil once the connection is over.
    public var deadline: Int64? {
        switch state {
        case .waiting, .draining, .leaving: limit
        case .open: watchdog.deadline
        case .closed: nil
        }
    }

    /// Whether the watchdog has failed and the peer has not been heard since: a newer connection of its host may take its place.
    public var isSuspect: Bool { watchdog.isSuspect }

    /// Time has passed.
    /// - Parameters:
    ///   - now: the moment.
    ///   - jitter: -2,000 ... 2,000, drawn by chance.
    public mutating func tick(at now: Int64, jitter: Int64) -> [PeerAction] {
        switch state {
        case .waiting where now >= limit: return end(.silent)
        case .draining where now >= limit: return end(.disconnectTimeout)
        case .leaving where now >= limit: return end(.disconnectTimeout)
        case .open:
            switch watchdog.tick(at: now, jitter: jitter) {
            case .nothing, .suspect: return []
            case .ask: return [.send(node.watchdogRequest(identifier: nextIdentifier()))]
            case .dead: return end(.watchdog)
            }
        default: return []
        }
    }

    /// The connection is to end, but gently: a peer that was let in is told goodbye, and why.
    public mutating func drain(_ cause: DisconnectCause, at now: Int64) -> [PeerAction] {
        switch state {
        case .open:
            state = .draining
            limit = now + policy.disconnectGrace
            return [.send(node.disconnectRequest(cause: cause, identifier: nextIdentifier()))]
        case .waiting: return end(.disconnected)
        case .draining, .leaving, .closed: return []
        }
    }

    /// A newer connection of the same host has taken the place of this one.
    public mutating func superseded() -> [PeerAction] { state == .closed ? [] : end(.superseded) }

    /// The connection broke, or the peer closed it.
    /// - Returns: why it is over; nil when that was known already.
    public mutating func transportClosed() -> PeerClosure? {
        defer { state = .closed }
        switch state {
        case .leaving, .draining: return .disconnected
        case .waiting, .open: return .transport
        case .closed: return nil
        }
    }

    /// The bytes that come next are no message: the connection is lost. A request is told so, as far as there is one.
    public mutating func garbled(_ fault: FrameFault, in bytes: UnsafeRawBufferPointer) -> [PeerAction] {
        var actions: [PeerAction] = [.log(.garbled(fault))]
        if state == .open || state == .draining, let header = MessageHeader(reading: bytes), header.flags.contains(.request) {
            actions.append(.send(node.errorAnswer(to: header, fault: fault)))
        }
        return actions + end(.garbled)
    }

    mutating func open(_ peer: DiameterIdentity, at now: Int64) {
        state = .open
        self.peer = peer
        watchdog.heard(at: now)
        allowance = policy.checksPerSecond.map { CheckAllowance(perSecond: $0, at: now) }
    }

    mutating func leave(at now: Int64) {
        state = .leaving
        limit = now + policy.disconnectGrace
    }

    mutating func end(_ closure: PeerClosure) -> [PeerAction] {
        state = .closed
        return [.close(closure)]
    }

    private mutating func nextIdentifier() -> UInt32 {
        identifier &+= 1
        return identifier
    }
}
