// SPDX-License-Identifier: EUPL-1.2

/// Writes ME-Identity-Check-Answers (TS 29.272 §7.2.20). What is the same in all of them is encoded once.
public struct EquipmentCheckAnswers: Sendable {
    private let node: LocalNode
    private let permitted: [UInt8]
    private let prohibited: [UInt8]
    private let tracking: [UInt8]
    private let unknown: [UInt8]

    /// How many bytes an answer has at most beyond those of its request.
    public let excess: Int

    /// The answers of `node`.
    public init(of node: LocalNode) {
        self.node = node
        permitted = EquipmentCheckAnswers.tail(.permitted, node)
        prohibited = EquipmentCheckAnswers.tail(.prohibited, node)
        tracking = EquipmentCheckAnswers.tail(.tracking, node)
        unknown = EquipmentCheckAnswers.tail(.unknown, node)
        excess = max(permitted.count, unknown.count)
    }

    /// Writes the answer `outcome` to `request` at the beginning of `target`; allocates nothing.
    /// - Parameters:
    ///   - outcome: what the register says.
    ///   - request: what was asked.
    ///   - target: room for ``excess`` more bytes than the request has is always enough.
    /// - Returns: how many bytes were written; 0, and nothing written, when there is too little room.
    public func write(
        _ outcome: EquipmentCheckOutcome, to request: EquipmentCheckRequest, into target: UnsafeMutableRawBufferPointer
    ) -> Int {
        let tail = tail(outcome)
        let length = MessageHeader.size + (8 + request.session.count).padded + tail.count + request.proxyBytes
        guard target.count >= length else { return 0 }
        request.header.answer().write(length: length, to: target)
        var offset = MessageHeader.size
        let session = 8 + request.session.count
        target.store(AVPKey.sessionID.number, at: offset)
        target.store(UInt32(AVPFlags.mandatory.rawValue) << 24 | UInt32(truncatingIfNeeded: session), at: offset + 4)
        target.copy(request.session, at: offset + 8)
        target.pad(from: offset + session, to: offset + session.padded)
        offset += session.padded
        target.copy(tail, at: offset)
        offset += tail.count
        if request.proxyBytes > 0 { copyProxies(of: request, to: target, at: offset) }
        return length
    }

    /// The answer to a check that cannot be carried out, as far as its message can be read.
    ///
    /// A protocol error has the form of RFC 6733 §7.2; anything else that of an ECA without a status.
    public func refusal(of request: MessageView, for fault: MessageFault) -> [UInt8] {
        guard !fault.result.isProtocolError else { return node.errorAnswer(to: request, fault: fault) }
        var writer = AVPWriter()
        if let session = request.first(.sessionID) { writer.octets(session.content, as: .sessionID) }
        writer.equipmentCheckApplication()
        writer.uint32(fault.result.rawValue, as: .resultCode)
        writer.uint32(1, as: .authSessionState)
        node.writeOrigin(to: &writer)
        LocalNode.write(fault, to: &writer)
        writer.proxyInfo(of: request)
        return request.header.answer().message(writer)
    }

    private func tail(_ outcome: EquipmentCheckOutcome) -> [UInt8] {
        switch outcome {
        case .permitted: permitted
        case .prohibited: prohibited
        case .tracking: tracking
        case .unknown: unknown
        }
    }

    private func copyProxies(of request: EquipmentCheckRequest, to target: UnsafeMutableRawBufferPointer, at start: Int) {
        var offset = start
        var attributes = request.message.attributes
        while let attribute = try? attributes.next() {
            guard attribute.code == .proxyInfo else { continue }
            let end = offset + attribute.whole.count
            target.copy(attribute.whole, at: offset)
            offset += attribute.whole.count.padded
            target.pad(from: end, to: offset)
        }
    }

    /// What follows the Session-Id.
    private static func tail(_ outcome: EquipmentCheckOutcome, _ node: LocalNode) -> [UInt8] {
        var writer = AVPWriter()
        writer.equipmentCheckApplication()
        if outcome == .unknown {
            writer.group(.experimentalResult) { writer in
                writer.uint32(AVPKey.threeGPP, as: .vendorID)
                writer.uint32(ResultCode.equipmentUnknown.rawValue, as: .experimentalResultCode)
            }
        } else {
            writer.uint32(ResultCode.success.rawValue, as: .resultCode)
        }
        writer.uint32(1, as: .authSessionState)
        node.writeOrigin(to: &writer)
        if outcome != .unknown { writer.uint32(UInt32(outcome.rawValue), as: .equipmentStatus) }
        return writer.bytes
    }
}
