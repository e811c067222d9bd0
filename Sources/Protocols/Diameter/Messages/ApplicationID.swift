// SPDX-License-Identifier: EUPL-1.2

/// Which application a message belongs to (RFC 6733 §2.4). Open, as there are many.
public struct ApplicationID: RawRepresentable, Hashable, Sendable {
    /// The number.
    public let rawValue: UInt32

    /// Takes the number.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The base protocol itself: what the two peers of a connection say to each other.
    public static let base = ApplicationID(rawValue: 0)
    /// S13 between MME and EIR and S13′ between SGSN and EIR, which share one number (TS 29.272 §6.1).
    public static let equipmentCheck = ApplicationID(rawValue: 16_777_252)
    /// All applications: what a relay says it speaks.
    public static let relay = ApplicationID(rawValue: 0xFFFF_FFFF)
}
