// SPDX-License-Identifier: EUPL-1.2

/// An `application/problem+json` document as TS 29.571 shapes it (RFC 9457 with `cause` and `invalidParams`).
///
/// Every text in it is a constant of this module: what a caller sent is never repeated, because a problem ends up in
/// logs and a device identity does not belong there.
struct ProblemDetails: Hashable, Sendable {
    /// A protocol or application error of TS 29.500 table 5.2.7.2-1, or the one TS 29.511 adds.
    struct Cause: Hashable, Sendable {
        /// The word on the wire.
        let rawValue: String

        /// The request is not a well-formed message.
        static let invalidMessageFormat = Cause(rawValue: "INVALID_MSG_FORMAT")
        /// A required query parameter has a wrong value.
        static let mandatoryParameterIncorrect = Cause(rawValue: "MANDATORY_QUERY_PARAM_INCORRECT")
        /// A required query parameter is absent.
        static let mandatoryParameterMissing = Cause(rawValue: "MANDATORY_QUERY_PARAM_MISSING")
        /// An optional query parameter has a wrong value.
        static let optionalParameterIncorrect = Cause(rawValue: "OPTIONAL_QUERY_PARAM_INCORRECT")
        /// The path names nothing here.
        static let resourceNotFound = Cause(rawValue: "RESOURCE_URI_STRUCTURE_NOT_FOUND")
        /// The register does not know the equipment.
        static let equipmentUnknown = Cause(rawValue: "ERROR_EQUIPMENT_UNKNOWN")
        /// More requests arrive than can be answered.
        static let congestion = Cause(rawValue: "NF_CONGESTION")
        /// More requests arrive than can be answered for long.
        static let congestionRisk = Cause(rawValue: "NF_CONGESTION_RISK")
    }

    /// One wrong part of the request, for `invalidParams`.
    struct InvalidParameter: Hashable, Sendable {
        /// Where: `query pei`, or `query` for the query as a whole.
        let param: String
        /// What is wrong and what is expected instead.
        let reason: String
    }

    /// The HTTP status, repeated in the document.
    let status: Int
    /// The kind of problem in a few words.
    let title: String
    /// What to do about it, in one sentence.
    let detail: String
    /// The standard's word, where the standard has one for this status.
    var cause: Cause?
    /// All faults of the request at once, so that the caller need not find them one by one.
    var invalidParameters: [InvalidParameter] = []

    /// The document as compact JSON in UTF-8.
    func encoded() -> [UInt8] {
        var json = JSONText()
        json.raw(#"{"title":"#)
        json.string(title)
        json.raw(#","status":\#(status),"detail":"#)
        json.string(detail)
        if let cause {
            json.raw(#","cause":"#)
            json.string(cause.rawValue)
        }
        if !invalidParameters.isEmpty {
            json.raw(#","invalidParams":["#)
            for (index, fault) in invalidParameters.enumerated() {
                json.raw(index == 0 ? #"{"param":"# : #",{"param":"#)
                json.string(fault.param)
                json.raw(#","reason":"#)
                json.string(fault.reason)
                json.raw("}")
            }
            json.raw("]")
        }
        json.raw("}")
        return json.bytes
    }
}
