// SPDX-License-Identifier: EUPL-1.2

extension EquipmentAnswer {
    /// 404 `ERROR_EQUIPMENT_UNKNOWN` (TS 29.511): the register has no entry for this equipment.
    public static let unknownEquipment = EquipmentAnswer(
        ProblemDetails(
            status: 404,
            title: "Equipment unknown",
            detail: "The register has no entry for this equipment; apply the network's rule for unknown equipment.",
            cause: .equipmentUnknown
        ),
        .equipmentUnknown
    )

    /// 404 `RESOURCE_URI_STRUCTURE_NOT_FOUND`: the path is not the one resource of this service.
    public static let notFound = EquipmentAnswer(
        ProblemDetails(
            status: 404,
            title: "No such resource",
            detail: "This service has one resource: \(EquipmentDoor.path).",
            cause: .resourceNotFound
        ),
        .resourceNotFound
    )

    /// 405 with `Allow: GET`: the resource answers no other method, HEAD and OPTIONS included (TS 29.511 declares GET alone).
    public static let methodNotAllowed = EquipmentAnswer(
        ProblemDetails(
            status: 405,
            title: "Method not allowed",
            detail: "The equipment status answers GET only."
        ),
        .methodNotAllowed, field: ("allow", "GET")
    )

    /// 414: the request target is longer than ``EquipmentDoor/maximumTargetLength`` bytes.
    public static let uriTooLong = EquipmentAnswer(
        ProblemDetails(
            status: 414,
            title: "Request target too long",
            detail: "Send a request target of at most \(EquipmentDoor.maximumTargetLength) bytes."
        ),
        .targetTooLong
    )

    /// 400 `INVALID_MSG_FORMAT`: what arrived is not an HTTP request.
    public static let malformedMessage = EquipmentAnswer(
        ProblemDetails(
            status: 400,
            title: "Malformed message",
            detail: "Send a well-formed HTTP/1.1 or HTTP/2 request with one Host or :authority.",
            cause: .invalidMessageFormat
        ),
        .malformedMessage
    )

    /// 413: the request has a body beyond what is read and thrown away; a check has none.
    public static let contentTooLarge = EquipmentAnswer(
        ProblemDetails(
            status: 413,
            title: "Content too large",
            detail: "Send the check without a request body."
        ),
        .contentTooLarge
    )

    /// 431: the header fields are larger than this server reads.
    public static let headersTooLarge = EquipmentAnswer(
        ProblemDetails(
            status: 431,
            title: "Header fields too large",
            detail: "Send fewer or shorter header fields."
        ),
        .headersTooLarge
    )

    /// 505: the message claims another major version than HTTP/1 or HTTP/2.
    public static let versionNotSupported = EquipmentAnswer(
        ProblemDetails(
            status: 505,
            title: "HTTP version not supported",
            detail: "Speak HTTP/2 with prior knowledge, or HTTP/1.1."
        ),
        .versionNotSupported
    )

    /// 503 `NF_CONGESTION`: more requests arrive than can be answered.
    public static let overloaded = EquipmentAnswer(
        ProblemDetails(
            status: 503,
            title: "Overloaded",
            detail: "Ask another instance, or try again shortly.",
            cause: .congestion
        ),
        .congestion, field: ("retry-after", retrySeconds)
    )

    /// 429 `NF_CONGESTION_RISK`: the same, told to a caller that is to send less.
    public static let slowDown = EquipmentAnswer(
        ProblemDetails(
            status: 429,
            title: "Too many requests",
            detail: "Send fewer requests here, and try this one again shortly.",
            cause: .congestionRisk
        ),
        .congestionRisk, field: ("retry-after", retrySeconds)
    )

    /// How long a caller is asked to wait when this node is overloaded, in seconds.
    private static let retrySeconds = "2"

    /// 401 with a challenge (RFC 6750 §3): this node wants an access token and got none.
    public static let tokenMissing = EquipmentAnswer(
        ProblemDetails(
            status: 401,
            title: "Access token missing",
            detail: "Send an access token of the network's NRF with scope n5g-eir-eic: Authorization: Bearer."
        ),
        .tokenMissing, field: ("www-authenticate", #"Bearer realm="n5g-eir-eic""#)
    )

    /// 401 with `invalid_token` (RFC 6750 §3.1): expired, not for this node, or not signed by an issuer trusted here.
    public static let tokenInvalid = EquipmentAnswer(
        ProblemDetails(
            status: 401,
            title: "Access token invalid",
            detail: "Get a new access token from the network's NRF, for a 5G_EIR and scope n5g-eir-eic."
        ),
        .tokenInvalid, field: ("www-authenticate", #"Bearer realm="n5g-eir-eic", error="invalid_token""#)
    )

    /// 403 with `insufficient_scope` (RFC 6750 §3.1): the token is good, but not for this service.
    public static let scopeInsufficient = EquipmentAnswer(
        ProblemDetails(
            status: 403,
            title: "Scope insufficient",
            detail: "Get an access token with scope n5g-eir-eic."
        ),
        .scopeInsufficient,
        field: ("www-authenticate", #"Bearer realm="n5g-eir-eic", error="insufficient_scope", scope="n5g-eir-eic""#)
    )

    /// 503 without a cause: this node has not yet got the keys by which access tokens are verified.
    public static let keysMissing = EquipmentAnswer(
        ProblemDetails(
            status: 503,
            title: "No keys yet",
            detail: "This node cannot verify access tokens yet; ask another instance, or try again shortly."
        ),
        .keysMissing
    )

    /// 503 without a cause, for the standard has none: the list is older than the operator wants to answer from.
    public static let listStale = EquipmentAnswer(
        ProblemDetails(
            status: 503,
            title: "List too old",
            detail: "The list here is older than this register's policy allows; ask another instance."
        ),
        .listStale
    )

    /// 503 without a cause: this node has never received a list, so any status it gave would be invented.
    public static let listMissing = EquipmentAnswer(
        ProblemDetails(
            status: 503,
            title: "No list yet",
            detail: "This node has not received its first list; ask another instance, or try again shortly."
        ),
        .listMissing
    )

    /// 400 with all faults of the query at once.
    ///
    /// The cause is that of the gravest fault, in this order: the message itself, a mandatory
    /// parameter, an optional one. `nil` when there is no fault to answer with.
    static func badQuery(_ faults: [QueryFault]) -> EquipmentAnswer? {
        guard let gravest = faults.min(by: { $0.gravity < $1.gravity }) else { return nil }
        return EquipmentAnswer(
            ProblemDetails(
                status: 400,
                title: "Invalid query",
                detail: "Correct the query parameters named in invalidParams.",
                cause: gravest.cause,
                invalidParameters: faults.map(\.invalidParameter)
            ),
            gravest.kindOfAnswer
        )
    }
}
