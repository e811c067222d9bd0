// SPDX-License-Identifier: EUPL-1.2

extension PeerMachine {
    /// The capabilities exchange (RFC 6733 §5.3): the first message must be a CER, and one that is refused ends the connection.
    mutating func introduce(_ message: MessageView, at now: Int64, admit: (PeerClaim) -> MessageFault?) -> [PeerAction] {
        let header = message.header
        guard header.command == .capabilitiesExchange, header.application == .base, header.flags.contains(.request) else {
            return end(.unintroduced)
        }
        var host: DiameterIdentity?
        do throws(MessageFault) {
            guard !header.flags.contains(.error) else {
                throw MessageFault(.invalidHeaderBits, "A request has its E bit set: clear it.")
            }
            let said = try BaseRequest(reading: message)
            host = said.originHost
            let (peer, realm) = try accept(said)
            if let fault = admit(PeerClaim(host: peer, originStateID: said.originStateID)) { throw fault }
            open(peer, at: now)
            return [.send(node.capabilitiesAnswer(to: header)), .log(.opened(host: peer, realm: realm))]
        } catch {
            let answer = node.capabilitiesAnswer(to: header, fault: error)
            return [.log(.refused(host: host, error)), .send(answer)] + end(.refused)
        }
    }

    private func accept(_ said: BaseRequest) throws(MessageFault) -> (host: DiameterIdentity, realm: DiameterIdentity) {
        guard let host = said.originHost else { throw .missing(.originHost) }
        guard let realm = said.originRealm else { throw .missing(.originRealm) }
        guard policy.admits(host: host, realm: realm) else {
            throw MessageFault(.unknownPeer, "This host is not among those that may connect: have it added here.")
        }
        guard said.applications.contains(.equipmentCheck) || said.applications.contains(.relay) else {
            throw MessageFault(.noCommonApplication, "Only S13 is spoken here, application 16777252: say that it is spoken there.")
        }
        guard said.inbandSecurity.isEmpty || said.inbandSecurity.contains(0) else {
            throw MessageFault(
                .noCommonSecurity, "TLS does not begin within a connection here: connect to the port of TLS, or offer none.")
        }
        return (host, realm)
    }
}

extension MessageFault {
    /// 5012: the host is connected already, and that connection is alive.
    public static let alreadyConnected = MessageFault(
        .unableToComply, "A connection of this host is alive: close it, or wait until its watchdog has failed, and connect again.")

    /// 3010: the host names itself differently than its certificate does.
    public static let otherName = MessageFault(
        .unknownPeer, "The certificate does not name this host: use one whose subjectAltName has the Origin-Host.")
}
