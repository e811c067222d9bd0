// SPDX-License-Identifier: EUPL-1.2

/// What a CER, DWR or DPR says.
public struct BaseRequest: Hashable, Sendable {
    /// Who sent it.
    public private(set) var originHost: DiameterIdentity?
    /// The sender's realm.
    public private(set) var originRealm: DiameterIdentity?
    /// A number that grew if the sender was started again.
    public private(set) var originStateID: UInt32?
    /// The name of the sender's program.
    public private(set) var productName: String?
    /// How many addresses the sender tells.
    public private(set) var addressCount = 0
    /// The sender's maker.
    public private(set) var vendorID: UInt32?
    /// The applications the sender speaks.
    public private(set) var applications: Set<ApplicationID> = []
    /// The protections the sender offers within the connection: 0 for none, 1 for TLS (RFC 6733 §6.10).
    public private(set) var inbandSecurity: Set<UInt32> = []
    /// Why the sender ends the connection.
    public private(set) var disconnectCause: DisconnectCause?

    /// Reads a request of the base protocol.
    /// - Throws: ``MessageFault`` for the first fault: what lacks is told last.
    public init(reading message: MessageView) throws(MessageFault) {
        var attributes = message.attributes
        while let attribute = try attributes.next() { try take(attribute) }
        let required: [(AVPKey, Bool)] =
            switch message.header.command {
            case .capabilitiesExchange:
                [(.hostIPAddress, addressCount > 0), (.vendorID, vendorID != nil), (.productName, productName != nil)]
            case .disconnectPeer: [(.disconnectCause, disconnectCause != nil)]
            default: []
            }
        let all = [(AVPKey.originHost, originHost != nil), (.originRealm, originRealm != nil)] + required
        if let lacking = all.first(where: { !$0.1 }) { throw .missing(lacking.0) }
    }

    private mutating func take(_ attribute: AVP) throws(MessageFault) {
        switch attribute.code {
        case .originHost:
            guard originHost == nil else { throw .repeated(attribute) }
            originHost = try attribute.identity()
        case .originRealm:
            guard originRealm == nil else { throw .repeated(attribute) }
            originRealm = try attribute.identity()
        case .originStateID:
            guard originStateID == nil else { throw .repeated(attribute) }
            originStateID = try attribute.uint32()
        case .productName:
            guard productName == nil else { throw .repeated(attribute) }
            productName = try attribute.text()
        case .vendorID:
            guard vendorID == nil else { throw .repeated(attribute) }
            vendorID = try attribute.uint32()
        case .disconnectCause:
            guard disconnectCause == nil else { throw .repeated(attribute) }
            disconnectCause = DisconnectCause(rawValue: try attribute.uint32())
        case .hostIPAddress:
            _ = try attribute.address()
            addressCount += 1
        case .inbandSecurityID: inbandSecurity.insert(try attribute.uint32())
        case .authApplicationID, .acctApplicationID: applications.insert(ApplicationID(rawValue: try attribute.uint32()))
        case .vendorSpecificApplicationID: try takeApplications(of: attribute)
        case .supportedVendorID, .firmwareRevision: _ = try attribute.uint32()
        case .userName, .sessionID, .routingPriority, .proxyInfo, .routeRecord: break
        default:
            if attribute.flags.contains(.mandatory) { throw .unsupported(attribute) }
        }
    }

    private mutating func takeApplications(of attribute: AVP) throws(MessageFault) {
        do throws(MessageFault) {
            var members = try attribute.group()
            while let member = try members.next() {
                switch member.code {
                case .authApplicationID, .acctApplicationID: applications.insert(ApplicationID(rawValue: try member.uint32()))
                case .vendorID: _ = try member.uint32()
                default: if member.flags.contains(.mandatory) { throw MessageFault.unsupported(member) }
                }
            }
        } catch {
            throw error.inside(attribute.code)
        }
    }
}
