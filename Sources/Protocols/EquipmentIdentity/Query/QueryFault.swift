// SPDX-License-Identifier: EUPL-1.2

/// One thing wrong with a query, in words that repeat nothing of what was sent.
struct QueryFault: Hashable, Sendable {
    /// What is wrong, whatever the parameter.
    enum Kind: Hashable, Sendable {
        /// Absent, and required.
        case missing
        /// Present more than once.
        case repeated
        /// A `%` without two hexadecimal digits, or bytes no URI may hold.
        case badEncoding
        /// The decoded value has not the parameter's shape.
        case wrongShape
    }

    /// The parameter, or `nil` for the query as a whole.
    let parameter: QueryParameter?
    /// What is wrong with it.
    let kind: Kind

    /// The order of seriousness: the lowest decides the cause of the whole answer.
    var gravity: Int {
        switch parameter {
        case nil: 0
        case .pei: kind == .missing ? 1 : 2
        default: 3
        }
    }

    /// The standard's word for this fault.
    var cause: ProblemDetails.Cause {
        switch parameter {
        case nil: .invalidMessageFormat
        case .pei: kind == .missing ? .mandatoryParameterMissing : .mandatoryParameterIncorrect
        default: .optionalParameterIncorrect
        }
    }

    /// Under which answer a 400 for this fault is counted.
    var kindOfAnswer: EquipmentAnswer.Kind {
        switch parameter {
        case nil: .malformedMessage
        case .pei: kind == .missing ? .parameterMissing : .parameterIncorrect
        default: .optionalIncorrect
        }
    }

    /// This fault as an entry of `invalidParams`; a query parameter is named `query ` + its name (TS 29.571, `InvalidParam`).
    var invalidParameter: ProblemDetails.InvalidParameter {
        ProblemDetails.InvalidParameter(param: parameter.map { "query \($0.name)" } ?? "query", reason: reason)
    }

    private var reason: String {
        switch kind {
        case .missing: "required and absent"
        case .repeated: "given more than once; send it once"
        case .badEncoding: "not valid percent-encoding (RFC 3986 section 2.1)"
        case .wrongShape: parameter?.expectation ?? "not of the expected form"
        }
    }
}
