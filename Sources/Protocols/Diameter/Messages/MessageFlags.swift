// SPDX-License-Identifier: EUPL-1.2

/// The command flags of a message (RFC 6733 §3). The four low bits are reserved: senders clear them, readers ignore them.
public struct MessageFlags: OptionSet, Hashable, Sendable {
    /// The byte on the wire.
    public let rawValue: UInt8

    /// Takes the byte on the wire.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// R: a request; clear in an answer.
    public static let request = MessageFlags(rawValue: 0x80)
    /// P: agents may pass the message on.
    public static let proxiable = MessageFlags(rawValue: 0x40)
    /// E: an answer that reports a protocol error; never in a request.
    public static let error = MessageFlags(rawValue: 0x20)
    /// T: a request that may have been sent before, after a link failed.
    public static let retransmitted = MessageFlags(rawValue: 0x10)
}
