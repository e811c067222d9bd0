// SPDX-License-Identifier: EUPL-1.2

/// Takes the attributes of a check one by one and refuses the first that is at fault.
struct EquipmentCheckReader {
    private(set) var imei: UnsafeRawBufferPointer?
    private(set) var imsi: UnsafeRawBufferPointer?
    private(set) var proxyBytes = 0
    private var session: UnsafeRawBufferPointer?
    private var seen: UInt16 = 0
    private var hasMEID = false
    private var hasSoftwareVersion = false

    mutating func take(_ attribute: AVP, for destinations: ServedDestinations) throws(MessageFault) {
        guard let field = EquipmentCheckField(attribute.code) else {
            if attribute.flags.contains(.mandatory) { throw .unsupported(attribute) }
            return
        }
        switch field {
        case .proxyInfo:
            proxyBytes += attribute.whole.count.padded
            return
        case .ignored:
            return
        default:
            guard seen & field.bit == 0 else { throw .repeated(attribute) }
            seen |= field.bit
        }
        switch field {
        case .sessionID: session = try named(attribute)
        case .originHost, .originRealm: _ = try named(attribute)
        case .destinationRealm: try destinations.check(realm: attribute)
        case .destinationHost: try destinations.check(host: attribute)
        case .authSessionState:
            guard try attribute.uint32() <= 1 else {
                throw .value(attribute, "Auth-Session-State is neither 0 nor 1: send 1, as no state is kept.")
            }
        case .userName: imsi = EquipmentCheckReader.isIMSI(attribute.content) ? attribute.content : nil
        case .vendorSpecificApplicationID: try takeApplication(attribute)
        case .terminalInformation: try takeTerminal(attribute)
        case .imei, .softwareVersion, .meid:
            // On their own they belong to no check: they are known inside Terminal-Information only.
            if attribute.flags.contains(.mandatory) { throw .unsupported(attribute) }
        case .routingPriority, .proxyInfo, .ignored: break
        }
    }

    /// All attributes were taken.
    /// - Returns: the Session-Id.
    func complete() throws(MessageFault) -> UnsafeRawBufferPointer {
        for field in EquipmentCheckField.required where seen & field.bit == 0 { throw .missing(field.code) }
        guard let session else { throw .missing(.sessionID) }
        return session
    }

    private func named(_ attribute: AVP) throws(MessageFault) -> UnsafeRawBufferPointer {
        guard !attribute.content.isEmpty else { throw .length(attribute) }
        return attribute.content
    }

    /// The application named inside must be the one of the header (RFC 6733 §6.8).
    private func takeApplication(_ group: AVP) throws(MessageFault) {
        do throws(MessageFault) {
            var members = try group.group()
            while let member = try members.next() {
                switch (member.code.vendor, member.code.number) {
                case (0, 258):
                    guard try member.uint32() == ApplicationID.equipmentCheck.rawValue else {
                        throw MessageFault.value(member, "The application is not the one of the header: name 16777252.")
                    }
                case (0, 266), (0, 259): _ = try member.uint32()
                default: if member.flags.contains(.mandatory) { throw MessageFault.unsupported(member) }
                }
            }
        } catch {
            throw error.inside(group.code)
        }
    }

    private mutating func takeTerminal(_ group: AVP) throws(MessageFault) {
        do throws(MessageFault) {
            var members = try group.group()
            while let member = try members.next() {
                switch EquipmentCheckField(member.code) {
                case .imei:
                    guard imei == nil else { throw MessageFault.repeated(member) }
                    imei = member.content
                case .meid:
                    guard !hasMEID else { throw MessageFault.repeated(member) }
                    hasMEID = true
                case .softwareVersion:
                    guard !hasSoftwareVersion else { throw MessageFault.repeated(member) }
                    hasSoftwareVersion = true
                default: if member.flags.contains(.mandatory) { throw MessageFault.unsupported(member) }
                }
            }
            guard imei != nil || hasMEID else { throw MessageFault.missing(.imei) }
        } catch {
            throw error.inside(group.code)
        }
    }

    /// Whether `bytes` are 5 to 15 digits (TS 23.003 §2.2).
    static func isIMSI(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard (5...15).contains(bytes.count) else { return false }
        var position = 0
        while position < bytes.count, bytes[position] &- 0x30 < 10 { position += 1 }
        return position == bytes.count
    }
}
