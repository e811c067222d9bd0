// SPDX-License-Identifier: EUPL-1.2

/// The flags of an attribute (RFC 6733 §4.1). The five low bits are reserved, and an attribute that sets one is refused.
public struct AVPFlags: OptionSet, Hashable, Sendable {
    /// The byte on the wire.
    public let rawValue: UInt8

    /// Takes the byte on the wire.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// V: the code is one of a vendor's, whose number follows.
    public static let vendor = AVPFlags(rawValue: 0x80)
    /// M: a receiver that does not understand the attribute refuses the message.
    public static let mandatory = AVPFlags(rawValue: 0x40)
    /// P: was kept for protection between ends that never came; it is taken and ignored.
    public static let protected = AVPFlags(rawValue: 0x20)
    /// The bits that mean nothing.
    static let reserved: UInt8 = 0x1F
}
