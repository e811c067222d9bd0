// SPDX-License-Identifier: EUPL-1.2

/// Reads a check that is in order in one pass, and gives up on any other: then ``EquipmentCheckReader`` tells what is wrong.
///
/// This is the path of nearly every check. It knows nothing the reader does not: what it takes, the reader takes, and reads the
/// same in it.
struct EquipmentCheckScan {
    private(set) var session = UnsafeRawBufferPointer(start: nil, count: 0)
    private(set) var imei: UnsafeRawBufferPointer?
    private(set) var imsi: UnsafeRawBufferPointer?
    private(set) var proxyBytes = 0
    private var seen: UInt32 = 0

    /// One bit for each attribute that may be there once.
    private enum Bit {
        static let session: UInt32 = 1
        static let state: UInt32 = 1 << 1
        static let originHost: UInt32 = 1 << 2
        static let originRealm: UInt32 = 1 << 3
        static let destinationRealm: UInt32 = 1 << 4
        static let terminal: UInt32 = 1 << 5
        static let required: UInt32 = 0b11_1111
        static let destinationHost: UInt32 = 1 << 6
        static let application: UInt32 = 1 << 7
        static let user: UInt32 = 1 << 8
        static let priority: UInt32 = 1 << 9
        static let softwareVersion: UInt32 = 1 << 10
    }

    /// Scans `message`.
    /// - Returns: nil when there is anything in it that is not plainly in order.
    init?(_ message: MessageView, for destinations: ServedDestinations) {
        let bytes = message.bytes
        var offset = MessageHeader.size
        var left = message.limits.attributes
        guard message.limits.depth > 0 else { return nil }
        while offset < bytes.count {
            guard left > 0, bytes.count - offset >= 8 else { return nil }
            left -= 1
            let word = bytes.uint32(at: offset + 4)
            let length = Int(word & 0xFF_FFFF)
            guard word & 0x1F00_0000 == 0, length >= 8, length <= bytes.count - offset else { return nil }
            let code = bytes.uint32(at: offset)
            if word & 0x8000_0000 == 0 {
                guard take(code, bytes, at: offset, length, isMandatory: word & 0x4000_0000 != 0, destinations) else { return nil }
            } else {
                guard length >= 12, code == 1401, bytes.uint32(at: offset + 8) == AVPKey.threeGPP, mark(Bit.terminal),
                    takeTerminal(bytes, from: offset + 12, to: offset + length)
                else { return nil }
            }
            offset += length.padded
        }
        guard seen & Bit.required == Bit.required else { return nil }
    }

    private mutating func mark(_ bit: UInt32) -> Bool {
        defer { seen |= bit }
        return seen & bit == 0
    }

    /// Takes an attribute of the IETF; the numbers are those of ``EquipmentCheckField``.
    @inline(__always)
    private mutating func take(
        _ code: UInt32, _ bytes: UnsafeRawBufferPointer, at offset: Int, _ length: Int, isMandatory: Bool,
        _ destinations: ServedDestinations
    ) -> Bool {
        let value = bytes.part(offset + 8, length - 8)
        switch code {
        case 263:
            session = value
            return length > 8 && mark(Bit.session)
        case 277: return length == 12 && bytes.uint32(at: offset + 8) <= 1 && mark(Bit.state)
        case 264: return length > 8 && mark(Bit.originHost)
        case 296: return length > 8 && mark(Bit.originRealm)
        case 283: return destinations.serves(realm: value) && mark(Bit.destinationRealm)
        case 293: return destinations.serves(host: value) && mark(Bit.destinationHost)
        case 260: return mark(Bit.application) && isApplication(bytes, from: offset + 8, to: offset + length)
        case 1:
            imsi = EquipmentCheckReader.isIMSI(value) ? value : nil
            return mark(Bit.user)
        case 284:
            proxyBytes += length.padded
            return true
        case 301: return mark(Bit.priority)
        case 282, 278, 258, 259, 55: return true
        default: return !isMandatory
        }
    }

    /// Whether a Vendor-Specific-Application-Id has the two members of S13 and nothing else.
    private func isApplication(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Bool {
        end - start == 24 && bytes.uint64(at: start) & ~EquipmentCheckScan.mandatory == 266 << 32 | 12
            && bytes.uint64(at: start + 12) & ~EquipmentCheckScan.mandatory == 258 << 32 | 12
            && bytes.uint32(at: start + 20) == ApplicationID.equipmentCheck.rawValue
    }

    /// The M bit where code, flags and length are one number.
    private static let mandatory: UInt64 = 0x4000_0000

    /// Takes a Terminal-Information of an IMEI and perhaps a Software-Version.
    private mutating func takeTerminal(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Bool {
        var offset = start
        while offset < end {
            guard end - offset >= 12 else { return false }
            let word = bytes.uint32(at: offset + 4)
            let length = Int(word & 0xFF_FFFF)
            guard word & 0x9F00_0000 == 0x8000_0000, length >= 12, length <= end - offset,
                bytes.uint32(at: offset + 8) == AVPKey.threeGPP
            else { return false }
            switch bytes.uint32(at: offset) {
            case 1402 where imei == nil: imei = bytes.part(offset + 12, length - 12)
            case 1403 where mark(Bit.softwareVersion): break
            default: return false
            }
            offset += length.padded
        }
        return imei != nil
    }
}
