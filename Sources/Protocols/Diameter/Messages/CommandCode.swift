// SPDX-License-Identifier: EUPL-1.2

/// What a message asks or answers (RFC 6733 §3.1): 24 bits on the wire. Open, as applications define their own.
public struct CommandCode: RawRepresentable, Hashable, Sendable {
    /// The number, below 2^24.
    public let rawValue: UInt32

    /// Takes the number; only its low 24 bits are sent.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// CER and CEA: who the peers are and what they speak (RFC 6733 §5.3).
    public static let capabilitiesExchange = CommandCode(rawValue: 257)
    /// DWR and DWA: whether the peer is still there (RFC 6733 §5.5).
    public static let deviceWatchdog = CommandCode(rawValue: 280)
    /// DPR and DPA: the connection is about to end (RFC 6733 §5.4).
    public static let disconnectPeer = CommandCode(rawValue: 282)
    /// ECR and ECA: a device is checked (TS 29.272 §7.2.19 and §7.2.20).
    public static let identityCheck = CommandCode(rawValue: 324)
}
