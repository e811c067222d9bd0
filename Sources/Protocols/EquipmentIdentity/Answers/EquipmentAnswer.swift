// SPDX-License-Identifier: EUPL-1.2

/// A complete answer of the equipment-status resource, independent of the HTTP version that carries it.
///
/// The constant answers are built once; handing one out allocates nothing.
public struct EquipmentAnswer: Hashable, Sendable {
    /// The HTTP status code, 200 ..< 600.
    public let status: Int

    /// The media type of `body`: `application/json` for a status, `application/problem+json` for a problem.
    public let contentType: String?

    /// The payload in UTF-8.
    public let body: [UInt8]

    /// The header fields of this answer alone: `allow`, `www-authenticate`, `retry-after`.
    public let fields: [Field]

    /// Which answer it is, for counting.
    public let kind: Kind

    /// The value of the `Allow` header, which RFC 9110 §15.5.6 demands with a 405.
    public var allow: String? { fields.first { $0.name == "allow" }?.value }

    /// One header field of an answer.
    public struct Field: Hashable, Sendable {
        /// The name in lower case.
        public let name: String
        /// The value.
        public let value: String
    }

    /// The answer to a check whose outcome is `status`: 200 with `EirResponseData` of TS 29.511.
    public static func status(_ status: EquipmentStatus) -> EquipmentAnswer {
        switch status {
        case .permitted: permitted
        case .prohibited: prohibited
        case .tracking: tracking
        }
    }

    private static let permitted = EquipmentAnswer(data: .permitted)
    private static let prohibited = EquipmentAnswer(data: .prohibited)
    private static let tracking = EquipmentAnswer(data: .tracking)

    private init(data status: EquipmentStatus) {
        var json = JSONText()
        json.raw(#"{"status":"#)
        json.string(status.rawValue)
        json.raw("}")
        self.status = 200
        contentType = "application/json"
        body = json.bytes
        fields = []
        switch status {
        case .permitted: kind = .permitted
        case .prohibited: kind = .prohibited
        case .tracking: kind = .tracking
        }
    }

    /// An answer that carries `problem`.
    init(_ problem: ProblemDetails, _ kind: Kind, field: (name: String, value: String)? = nil) {
        status = problem.status
        contentType = "application/problem+json"
        body = problem.encoded()
        fields = field.map { [Field(name: $0.name, value: $0.value)] } ?? []
        self.kind = kind
    }
}
