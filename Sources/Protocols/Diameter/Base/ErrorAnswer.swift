// SPDX-License-Identifier: EUPL-1.2

extension LocalNode {
    /// The answer to a request of any command that cannot be carried out: `answer-message` of RFC 6733 §7.2.
    ///
    /// The E bit is set for a protocol error. Session-Id and Proxy-Info come back as far as the request can be read.
    public func errorAnswer(to request: MessageView, fault: MessageFault) -> [UInt8] {
        var writer = AVPWriter()
        if let session = request.first(.sessionID) { writer.octets(session.content, as: .sessionID) }
        writeOrigin(to: &writer)
        writer.uint32(fault.result.rawValue, as: .resultCode)
        if let originStateID { writer.uint32(originStateID, as: .originStateID) }
        LocalNode.write(fault, to: &writer)
        writer.proxyInfo(of: request)
        return request.header.answer(isError: fault.result.isProtocolError).message(writer)
    }

    /// The answer to bytes that have a header of a request and are no message.
    public func errorAnswer(to request: MessageHeader, fault: FrameFault) -> [UInt8] {
        var writer = AVPWriter()
        writeOrigin(to: &writer)
        writer.uint32(fault.result.rawValue, as: .resultCode)
        writer.text(fault.reason, as: .errorMessage, flags: [])
        return request.answer().message(writer)
    }
}

extension AVPWriter {
    /// Every Proxy-Info of `request`, in order, as agents on the way need them (RFC 6733 §6.2).
    mutating func proxyInfo(of request: MessageView) {
        var attributes = request.attributes
        while let attribute = try? attributes.next() {
            if attribute.code == .proxyInfo { copy(attribute) }
        }
    }
}
