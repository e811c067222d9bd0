// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity

/// What a responder decided, in the terms it is counted in.
enum Verdict: Hashable, Sendable {
    /// A status, from the list or by policy.
    case status(EquipmentStatus)
    /// The register does not know the equipment.
    case unknown
    /// The request was at fault.
    case refused(EquipmentAnswer)
    /// The list was at fault.
    case unavailable(EquipmentAnswer)

    /// What the answer counts as.
    var kind: EquipmentAnswer.Kind {
        switch self {
        case .status(.permitted): .permitted
        case .status(.prohibited): .prohibited
        case .status(.tracking): .tracking
        case .unknown: .equipmentUnknown
        case .refused(let answer), .unavailable(let answer): answer.kind
        }
    }

    /// The answer to send.
    var answer: EquipmentAnswer {
        switch self {
        case .status(let status): .status(status)
        case .unknown: .unknownEquipment
        case .refused(let answer), .unavailable(let answer): answer
        }
    }
}
