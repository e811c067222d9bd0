// SPDX-License-Identifier: EUPL-1.2

/// Writes attributes one after the other, padded.
public struct AVPWriter: Sendable {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []

    /// A writer that has written nothing.
    public init() {}

    /// Writes an Unsigned32 or Enumerated.
    public mutating func uint32(_ value: UInt32, as code: AVPKey, flags: AVPFlags = .mandatory) {
        attribute(code, flags) { $0.append(value) }
    }

    /// Writes an Unsigned64.
    public mutating func uint64(_ value: UInt64, as code: AVPKey, flags: AVPFlags = .mandatory) {
        attribute(code, flags) { writer in
            writer.append(UInt32(truncatingIfNeeded: value >> 32))
            writer.append(UInt32(truncatingIfNeeded: value))
        }
    }

    /// Writes a UTF8String.
    public mutating func text(_ value: String, as code: AVPKey, flags: AVPFlags = .mandatory) {
        attribute(code, flags) { $0.bytes.append(contentsOf: value.utf8) }
    }

    /// Writes a DiameterIdentity.
    public mutating func identity(_ value: DiameterIdentity, as code: AVPKey) { text(value.text, as: code) }

    /// Writes an OctetString.
    public mutating func octets(_ value: some Sequence<UInt8>, as code: AVPKey, flags: AVPFlags = .mandatory) {
        attribute(code, flags) { $0.bytes.append(contentsOf: value) }
    }

    /// Writes an Address.
    public mutating func address(_ value: NetworkAddress, as code: AVPKey) {
        attribute(code, .mandatory) { writer in
            writer.bytes.append(UInt8(truncatingIfNeeded: value.family >> 8))
            writer.bytes.append(UInt8(truncatingIfNeeded: value.family))
            writer.bytes.append(contentsOf: value.octets)
        }
    }

    /// Writes a Grouped of what `body` writes.
    public mutating func group(_ code: AVPKey, flags: AVPFlags = .mandatory, _ body: (inout AVPWriter) -> Void) {
        attribute(code, flags, body)
    }

    /// Writes an attribute again as it was read.
    public mutating func copy(_ attribute: AVP) {
        bytes.append(contentsOf: attribute.whole)
        pad()
    }

    /// Adds whole attributes, written and padded elsewhere.
    mutating func append(encoded attributes: [UInt8]) { bytes.append(contentsOf: attributes) }

    private mutating func attribute(_ code: AVPKey, _ flags: AVPFlags, _ value: (inout AVPWriter) -> Void) {
        let start = bytes.count
        let isVendors = code.vendor != 0 || flags.contains(.vendor)
        append(code.number)
        append(UInt32(isVendors ? flags.union(.vendor).rawValue : flags.rawValue) << 24)
        if isVendors { append(code.vendor) }
        value(&self)
        let length = bytes.count - start
        bytes[start + 5] = UInt8(truncatingIfNeeded: length >> 16)
        bytes[start + 6] = UInt8(truncatingIfNeeded: length >> 8)
        bytes[start + 7] = UInt8(truncatingIfNeeded: length)
        pad()
    }

    private mutating func append(_ value: UInt32) {
        for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    private mutating func pad() {
        while bytes.count % 4 != 0 { bytes.append(0) }
    }
}
