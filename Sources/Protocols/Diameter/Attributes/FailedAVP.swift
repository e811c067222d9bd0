// SPDX-License-Identifier: EUPL-1.2

/// What goes into a Failed-AVP (RFC 6733 §7.5).
enum FailedAVP {
    /// The attribute that failed, as it came, padded.
    static func copy(_ attribute: AVP) -> [UInt8] {
        var writer = AVPWriter()
        writer.copy(attribute)
        return writer.bytes
    }

    /// What stands for an attribute that is missing or cannot be read: its code and the shortest value, all zeros.
    static func minimal(_ code: AVPKey, flags: AVPFlags = .mandatory) -> [UInt8] {
        var writer = AVPWriter()
        writer.octets(repeatElement(0, count: code.shortest), as: code, flags: flags)
        return writer.bytes
    }
}
