// SPDX-License-Identifier: EUPL-1.2

extension EquipmentAnswer {
    /// Which of the answers it is. The raw values are small and without gaps, so that counters can be an array.
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// 200, the device may use the network.
        case permitted
        /// 200, the device must be refused.
        case prohibited
        /// 200, the device's use is to be reported.
        case tracking
        /// 404, the register has no entry.
        case equipmentUnknown
        /// 404, no such path.
        case resourceNotFound
        /// 405.
        case methodNotAllowed
        /// 414.
        case targetTooLong
        /// 400, no well-formed message or query.
        case malformedMessage
        /// 400, `pei` is absent.
        case parameterMissing
        /// 400, `pei` is wrong.
        case parameterIncorrect
        /// 400, an optional parameter is wrong.
        case optionalIncorrect
        /// 413.
        case contentTooLarge
        /// 431.
        case headersTooLarge
        /// 505.
        case versionNotSupported
        /// 401, no access token.
        case tokenMissing
        /// 401, a token that is not accepted.
        case tokenInvalid
        /// 403, a token for something else.
        case scopeInsufficient
        /// 503, tokens cannot be verified yet.
        case keysMissing
        /// 503, the list is too old.
        case listStale
        /// 503, there is no list.
        case listMissing
        /// 503, overloaded.
        case congestion
        /// 429, overloaded.
        case congestionRisk

        /// The HTTP status of such an answer.
        public var status: Int {
            switch self {
            case .permitted, .prohibited, .tracking: 200
            case .malformedMessage, .parameterMissing, .parameterIncorrect, .optionalIncorrect: 400
            case .tokenMissing, .tokenInvalid: 401
            case .scopeInsufficient: 403
            case .equipmentUnknown, .resourceNotFound: 404
            case .methodNotAllowed: 405
            case .contentTooLarge: 413
            case .targetTooLong: 414
            case .congestionRisk: 429
            case .headersTooLarge: 431
            case .keysMissing, .listStale, .listMissing, .congestion: 503
            case .versionNotSupported: 505
            }
        }

        /// The cause in its problem document (TS 29.500 table 5.2.7.2-1), where the standard has one.
        public var cause: String? {
            let cause: ProblemDetails.Cause? =
                switch self {
                case .equipmentUnknown: .equipmentUnknown
                case .resourceNotFound: .resourceNotFound
                case .malformedMessage: .invalidMessageFormat
                case .parameterMissing: .mandatoryParameterMissing
                case .parameterIncorrect: .mandatoryParameterIncorrect
                case .optionalIncorrect: .optionalParameterIncorrect
                case .congestion: .congestion
                case .congestionRisk: .congestionRisk
                default: nil
                }
            return cause?.rawValue
        }
    }
}
