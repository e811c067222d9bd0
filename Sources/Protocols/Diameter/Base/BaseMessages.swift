// SPDX-License-Identifier: EUPL-1.2

/// The messages that two peers exchange about their connection (RFC 6733 §5.3 to §5.5), as this node writes them.
extension LocalNode {
    /// CEA to the CER of header `request`: this node speaks S13.
    public func capabilitiesAnswer(to request: MessageHeader, fault: MessageFault? = nil) -> [UInt8] {
        let result = fault?.result ?? .success
        var writer = AVPWriter()
        writer.uint32(result.rawValue, as: .resultCode)
        writeOrigin(to: &writer)
        for address in addresses { writer.address(address, as: .hostIPAddress) }
        writer.uint32(vendorID, as: .vendorID)
        writer.text(productName, as: .productName, flags: [])
        if let originStateID { writer.uint32(originStateID, as: .originStateID) }
        if let fault { LocalNode.write(fault, to: &writer) }
        writer.uint32(AVPKey.threeGPP, as: .supportedVendorID)
        writer.equipmentCheckApplication()
        return request.answer(isError: result.isProtocolError).message(writer)
    }

    /// DWA or DPA to the request of header `request`.
    public func answer(to request: MessageHeader, fault: MessageFault? = nil) -> [UInt8] {
        let result = fault?.result ?? .success
        var writer = AVPWriter()
        writer.uint32(result.rawValue, as: .resultCode)
        writeOrigin(to: &writer)
        if let fault { LocalNode.write(fault, to: &writer) }
        if let originStateID, request.command == .deviceWatchdog { writer.uint32(originStateID, as: .originStateID) }
        return request.answer(isError: result.isProtocolError).message(writer)
    }

    /// DWR.
    public func watchdogRequest(identifier: UInt32) -> [UInt8] {
        var writer = AVPWriter()
        writeOrigin(to: &writer)
        if let originStateID { writer.uint32(originStateID, as: .originStateID) }
        return LocalNode.request(.deviceWatchdog, identifier).message(writer)
    }

    /// DPR.
    public func disconnectRequest(cause: DisconnectCause, identifier: UInt32) -> [UInt8] {
        var writer = AVPWriter()
        writeOrigin(to: &writer)
        writer.uint32(cause.rawValue, as: .disconnectCause)
        return LocalNode.request(.disconnectPeer, identifier).message(writer)
    }

    private static func request(_ command: CommandCode, _ identifier: UInt32) -> MessageHeader {
        MessageHeader(flags: .request, command: command, application: .base, hopByHop: identifier, endToEnd: identifier)
    }

    /// Error-Message and Failed-AVP (RFC 6733 §7.3 and §7.5).
    static func write(_ fault: MessageFault, to writer: inout AVPWriter) {
        writer.text(fault.reason, as: .errorMessage, flags: [])
        if let failed = fault.failed { writer.group(.failedAVP) { $0.append(encoded: failed) } }
    }
}

extension AVPWriter {
    /// Vendor-Specific-Application-Id of S13 (TS 29.272 §7.1.8).
    mutating func equipmentCheckApplication() {
        group(.vendorSpecificApplicationID) { writer in
            writer.uint32(AVPKey.threeGPP, as: .vendorID)
            writer.uint32(ApplicationID.equipmentCheck.rawValue, as: .authApplicationID)
        }
    }
}
