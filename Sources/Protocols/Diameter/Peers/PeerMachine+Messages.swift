// SPDX-License-Identifier: EUPL-1.2

extension PeerMachine {
    /// Takes one message.
    /// - Parameters:
    ///   - message: the message.
    ///   - now: the moment.
    ///   - admit: asked once, when a peer introduces itself that policy lets in: why it may not have a place among the other
    ///     connections, such as ``MessageFault/alreadyConnected``; nil when it may.
    ///   - check: called with a check that is to be answered now; nearly every message is one, so it is no action.
    /// - Returns: what is to be done besides.
    public mutating func receive(
        _ message: MessageView, at now: Int64, admit: (PeerClaim) -> MessageFault?, check: (EquipmentCheckRequest) -> Void
    ) -> [PeerAction] {
        switch state {
        case .open, .draining:
            watchdog.heard(at: now)
            return message.header.flags.contains(.request) ? request(message, at: now, check) : answer(message)
        case .waiting: return introduce(message, at: now, admit: admit)
        case .leaving, .closed: return []
        }
    }

    private mutating func request(
        _ message: MessageView, at now: Int64, _ check: (EquipmentCheckRequest) -> Void
    ) -> [PeerAction] {
        let header = message.header
        guard !header.flags.contains(.error) else {
            return refuse(message, MessageFault(.invalidHeaderBits, "A request has its E bit set: clear it."))
        }
        if header.application == .equipmentCheck {
            guard header.command == .identityCheck else {
                return refuse(
                    message,
                    MessageFault(.commandUnsupported, "This command is none of S13: send 324, ME-Identity-Check."))
            }
            return self.check(message, at: now, check)
        }
        guard header.application == .base else {
            return refuse(
                message, MessageFault(.applicationUnsupported, "Only S13 is spoken here, application 16777252: ask another node."))
        }
        switch header.command {
        case .deviceWatchdog: return base(message) { machine, _ in [.send(machine.node.answer(to: header))] }
        case .disconnectPeer:
            return base(message) { machine, said in
                let wasDraining = machine.state == .draining
                machine.leave(at: now)
                let cause = PeerAction.log(.leaving(said.disconnectCause ?? .rebooting))
                return (wasDraining ? [] : [cause]) + [.send(machine.node.answer(to: header))]
            }
        case .capabilitiesExchange:
            // The state table has an open peer's CER answered again; a change of applications is not looked at.
            return base(message) { machine, said in
                guard said.originHost == machine.peer else { return machine.end(.refused) }
                return [.send(machine.node.capabilitiesAnswer(to: header))]
            }
        default:
            return refuse(
                message,
                MessageFault(.commandUnsupported, "This command is not known here: send none but those of RFC 6733 and S13."))
        }
    }

    private mutating func check(
        _ message: MessageView, at now: Int64, _ check: (EquipmentCheckRequest) -> Void
    ) -> [PeerAction] {
        if allowance?.take(at: now) == false {
            return refuse(message, MessageFault(.tooBusy, "More is asked in a second than is answered here: ask another node."))
        }
        do throws(MessageFault) {
            check(try EquipmentCheckRequest(reading: message, for: destinations))
            return []
        } catch {
            return [.log(.fault(message.header.command, error.result)), .send(answers.refusal(of: message, for: error))]
        }
    }

    private mutating func base(
        _ message: MessageView, _ act: (inout PeerMachine, BaseRequest) -> [PeerAction]
    ) -> [PeerAction] {
        do throws(MessageFault) {
            let said = try BaseRequest(reading: message)
            return act(&self, said)
        } catch {
            let answer = node.answer(to: message.header, fault: error)
            return [.log(.fault(message.header.command, error.result)), .send(answer)]
        }
    }

    private func refuse(_ message: MessageView, _ fault: MessageFault) -> [PeerAction] {
        [.log(.fault(message.header.command, fault.result)), .send(node.errorAnswer(to: message, fault: fault))]
    }

    /// Answers to what this node asked; any other is passed over, as its request is long forgotten.
    private mutating func answer(_ message: MessageView) -> [PeerAction] {
        switch message.header.command {
        case .deviceWatchdog where message.header.application == .base: watchdog.answered()
        case .disconnectPeer where state == .draining: return end(.disconnected)
        default: break
        }
        return []
    }
}
