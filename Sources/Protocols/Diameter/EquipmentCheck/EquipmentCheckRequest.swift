// SPDX-License-Identifier: EUPL-1.2

/// A well-formed ME-Identity-Check-Request, read in place (TS 29.272 §7.2.19): valid only as long as its message.
public struct EquipmentCheckRequest {
    /// The device's IMEI as it was sent; nil when only a 3GPP2-MEID was.
    public let imei: UnsafeRawBufferPointer?
    /// The subscriber's IMSI as it was sent, 5 to 15 digits; nil when none was, or something else.
    public let imsi: UnsafeRawBufferPointer?
    /// Its Session-Id.
    let session: UnsafeRawBufferPointer
    /// How many bytes its Proxy-Info has together, padded.
    let proxyBytes: Int
    /// The whole message.
    let message: MessageView

    /// Its header.
    public var header: MessageHeader { message.header }

    /// Reads a check.
    /// - Parameters:
    ///   - message: a request of the command `identityCheck`.
    ///   - destinations: which requests are for this node.
    /// - Throws: ``MessageFault`` for the first fault; what lacks is told last.
    public init(reading message: MessageView, for destinations: ServedDestinations) throws(MessageFault) {
        if let scan = EquipmentCheckScan(message, for: destinations) {
            self.init(message, scan.imei, scan.imsi, scan.session, scan.proxyBytes)
        } else {
            var reader = EquipmentCheckReader()
            var attributes = message.attributes
            while let attribute = try attributes.next() { try reader.take(attribute, for: destinations) }
            let session = try reader.complete()
            self.init(message, reader.imei, reader.imsi, session, reader.proxyBytes)
        }
    }

    private init(
        _ message: MessageView, _ imei: UnsafeRawBufferPointer?, _ imsi: UnsafeRawBufferPointer?,
        _ session: UnsafeRawBufferPointer, _ proxyBytes: Int
    ) {
        self.message = message
        self.imei = imei
        self.imsi = imsi
        self.session = session
        self.proxyBytes = proxyBytes
    }

    /// 5004 for an IMEI that is none: its attribute within the group it lies in.
    public var malformedIMEI: MessageFault {
        var members = try? message.first(.terminalInformation)?.group()
        while let member = try? members?.next() {
            guard member.code == .imei else { continue }
            return MessageFault.value(member, "The IMEI is not 14 to 16 digits: send the device's own.").inside(
                .terminalInformation)
        }
        return MessageFault.missing(.imei).inside(.terminalInformation)
    }
}
