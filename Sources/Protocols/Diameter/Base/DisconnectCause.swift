// SPDX-License-Identifier: EUPL-1.2

/// Why a node ends a connection (RFC 6733 §5.4.3).
public struct DisconnectCause: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    public let rawValue: UInt32

    /// Takes the number on the wire.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// 0: it stops and comes back.
    public static let rebooting = DisconnectCause(rawValue: 0)
    /// 1: it is short of resources.
    public static let busy = DisconnectCause(rawValue: 1)
    /// 2: it does not expect to be needed again; the peer is not to connect by itself.
    public static let doNotWantToTalkToYou = DisconnectCause(rawValue: 2)
}
