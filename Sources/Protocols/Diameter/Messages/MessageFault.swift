// SPDX-License-Identifier: EUPL-1.2

/// A request that cannot be carried out, and what the answer says of it.
public struct MessageFault: Error, Hashable, Sendable {
    /// The code of the answer.
    public let result: ResultCode
    /// What is wrong and what to do, in one sentence; sent along as Error-Message. It quotes no value of the request.
    public let reason: String
    /// The content of the answer's Failed-AVP: whole attributes, padded; nil when the fault is in none (RFC 6733 §7.5).
    public let failed: [UInt8]?

    /// A fault of these parts.
    public init(_ result: ResultCode, _ reason: String, failed: [UInt8]? = nil) {
        self.result = result
        self.reason = reason
        self.failed = failed
    }

    /// The same fault with what failed shown inside the group it lies in.
    func inside(_ group: AVPKey) -> MessageFault {
        guard let failed else { return self }
        var writer = AVPWriter()
        writer.group(group) { $0.append(encoded: failed) }
        return MessageFault(result, reason, failed: writer.bytes)
    }
}

extension MessageFault {
    /// 5005: `code` is missing; shown by an empty attribute of its code (RFC 6733 §7.5).
    static func missing(_ code: AVPKey) -> MessageFault {
        MessageFault(.missingAVP, "The request lacks \(code): send it along.", failed: FailedAVP.minimal(code))
    }

    /// 5004: `attribute` has a value that means nothing here.
    static func value(_ attribute: AVP, _ reason: String) -> MessageFault {
        MessageFault(.invalidAVPValue, reason, failed: FailedAVP.copy(attribute))
    }

    /// 5014: `attribute` has a length that its type does not have.
    static func length(_ attribute: AVP) -> MessageFault {
        MessageFault(
            .invalidAVPLength, "\(attribute.code) has a length that its type does not have: repair what writes it.",
            failed: FailedAVP.copy(attribute))
    }

    /// 5009: `attribute` is there once more than it may be.
    static func repeated(_ attribute: AVP) -> MessageFault {
        MessageFault(
            .avpOccursTooManyTimes, "\(attribute.code) may be there once only: leave the others out.",
            failed: FailedAVP.copy(attribute))
    }

    /// 5001: `attribute` must be understood and is not known here.
    static func unsupported(_ attribute: AVP) -> MessageFault {
        MessageFault(
            .avpUnsupported, "\(attribute.code) must be understood and is not known here: leave it out or clear its M bit.",
            failed: FailedAVP.copy(attribute))
    }
}
