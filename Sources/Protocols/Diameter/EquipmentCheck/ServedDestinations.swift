// SPDX-License-Identifier: EUPL-1.2

/// Which requests are for this node (RFC 6733 §6.1.4): it is no agent and passes none on.
///
/// A class, as every check looks at it and copying the names would cost more than comparing them.
public final class ServedDestinations: Sendable {
    private let host: DiameterIdentity
    private let realm: DiameterIdentity
    private let others: [DiameterIdentity]
    private let takesAll: Bool

    /// Requests for `node`, by its host and realm.
    /// - Parameters:
    ///   - node: this node.
    ///   - realms: further realms it answers for, such as those of hosted networks.
    ///   - takesAll: whether the destination is not looked at.
    public init(of node: LocalNode, realms: [DiameterIdentity] = [], takesAll: Bool = false) {
        host = node.host
        realm = node.realm
        others = realms
        self.takesAll = takesAll
    }

    func serves(realm name: UnsafeRawBufferPointer) -> Bool {
        realm.matches(name) || takesAll || others.contains { $0.matches(name) }
    }

    func serves(host name: UnsafeRawBufferPointer) -> Bool { host.matches(name) || takesAll }

    func check(realm attribute: AVP) throws(MessageFault) {
        guard serves(realm: attribute.content) else {
            throw MessageFault(
                .realmNotServed, "The request is for another realm: send it there, or have the realm added here.",
                failed: FailedAVP.copy(attribute))
        }
    }

    func check(host attribute: AVP) throws(MessageFault) {
        guard serves(host: attribute.content) else {
            throw MessageFault(
                .unableToDeliver, "The request is for another host, and nothing is passed on here: send it there.",
                failed: FailedAVP.copy(attribute))
        }
    }
}
