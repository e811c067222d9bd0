// SPDX-License-Identifier: EUPL-1.2

/// What an operator may want to know of a connection.
public enum PeerEvent: Hashable, Sendable {
    /// The peer introduced itself and may ask.
    case opened(host: DiameterIdentity, realm: DiameterIdentity)
    /// The peer introduced itself and may not ask, with what it was told.
    case refused(host: DiameterIdentity?, MessageFault)
    /// A request could not be carried out.
    case fault(CommandCode, ResultCode)
    /// The peer says goodbye, and why.
    case leaving(DisconnectCause)
    /// The bytes on the connection are no messages.
    case garbled(FrameFault)
}
