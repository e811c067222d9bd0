// SPDX-License-Identifier: EUPL-1.2

/// The attributes of a message or group, read one after the other in place.
public struct AVPSequence {
    private let bytes: UnsafeRawBufferPointer
    private let limits: ReadLimits
    private let depth: Int
    private var offset = 0
    private var left: Int

    init(_ bytes: UnsafeRawBufferPointer, limits: ReadLimits, depth: Int) {
        self.bytes = bytes
        self.limits = limits
        self.depth = depth
        left = limits.attributes
    }

    /// Reads attributes that stand alone, such as the content of a group.
    public init(_ bytes: UnsafeRawBufferPointer, limits: ReadLimits = ReadLimits()) {
        self.init(bytes, limits: limits, depth: limits.depth)
    }

    /// The next attribute; nil after the last.
    ///
    /// The padding of the last one may be missing, and padding may hold anything.
    ///
    /// - Throws: ``MessageFault``: 5014 when it is shorter than its header or longer than what is left, 3009 when it sets a
    ///   reserved flag, 5012 when there are too many. What follows cannot be read then.
    public mutating func next() throws(MessageFault) -> AVP? {
        let remaining = bytes.count - offset
        guard remaining > 0 else { return nil }
        guard left > 0 else {
            throw MessageFault(.unableToComply, "There are too many attributes: send fewer, or have the limit raised.")
        }
        left -= 1
        guard remaining >= 8 else { throw truncated(remaining) }
        let word = bytes.uint32(at: offset + 4)
        let flags = AVPFlags(rawValue: UInt8(truncatingIfNeeded: word >> 24))
        let length = Int(word & 0xFF_FFFF)
        let header = flags.contains(.vendor) ? 12 : 8
        guard length >= header, length <= remaining else { throw truncated(remaining) }
        let vendor = header == 12 ? bytes.uint32(at: offset + 8) : 0
        let attribute = AVP(
            code: AVPKey(bytes.uint32(at: offset), vendor: vendor), flags: flags,
            content: bytes.part(offset + header, length - header), whole: bytes.part(offset, length), depth: depth, limits: limits)
        guard flags.rawValue & AVPFlags.reserved == 0 else {
            throw MessageFault(
                .invalidAVPBits, "\(attribute.code) sets reserved flags: clear them.", failed: FailedAVP.copy(attribute))
        }
        offset = Swift.min(bytes.count, offset + length.padded)
        return attribute
    }

    /// 5014 with the header of the attribute at hand, as far as there is one, and the shortest value (RFC 6733 §7.1.5).
    private func truncated(_ remaining: Int) -> MessageFault {
        let reason = "An attribute is shorter than its header or longer than what it lies in: repair what counts its bytes."
        guard remaining >= 8 else { return MessageFault(.invalidAVPLength, reason) }
        let flags = AVPFlags(rawValue: bytes[offset + 4]).intersection([.vendor, .mandatory])
        let vendor = flags.contains(.vendor) && remaining >= 12 ? bytes.uint32(at: offset + 8) : 0
        let code = AVPKey(bytes.uint32(at: offset), vendor: vendor)
        return MessageFault(.invalidAVPLength, reason, failed: FailedAVP.minimal(code, flags: flags))
    }
}
