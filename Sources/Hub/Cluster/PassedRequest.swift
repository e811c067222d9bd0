// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Exchange
import Ledger

/// A request that a hub passes on to the one that reigns, sealed under a key that only hubs of one store have.
struct PassedRequest: Sendable {
    let isOpenDoor: Bool
    let method: String
    /// Path and query.
    let target: String
    let contentType: String?
    let idempotencyKey: String?
    /// What the caller's own system told of its processing.
    let traceparent: String?
    /// The fingerprint of the caller's certificate; nil for a citizen.
    let fingerprint: String?
    /// Who signed in by a provider; nil for a certificate and for a citizen.
    let member: Member?
    let body: [UInt8]
    let at: Instant
    /// Random, so that a sealed request is taken once.
    let nonce: String

    /// Somebody who signed in.
    struct Member: Hashable, Sendable {
        let party: PartyID
        let person: String
    }

    var json: JSON {
        .object(
            JSONObject([
                ("at", .string(at.description)), ("body", .string(Base64.encode(body))),
                ("contentType", contentType.map { .string($0) }),
                ("fingerprint", fingerprint.map { .string($0) }), ("idempotencyKey", idempotencyKey.map { .string($0) }),
                ("isOpenDoor", .bool(isOpenDoor)), ("method", .string(method)), ("nonce", .string(nonce)),
                ("party", member.map { .string($0.party.description) }), ("person", member.map { .string($0.person) }),
                ("target", .string(target)), ("traceparent", traceparent.map { .string($0) }),
            ])
        )
    }

    init(
        isOpenDoor: Bool, method: String, target: String, contentType: String?, idempotencyKey: String?, fingerprint: String?,
        member: Member? = nil, body: [UInt8], at: Instant, traceparent: String? = nil
    ) {
        self.isOpenDoor = isOpenDoor
        self.method = method
        self.target = target
        self.contentType = contentType
        self.idempotencyKey = idempotencyKey
        self.fingerprint = fingerprint
        self.traceparent = traceparent
        self.member = member
        self.body = body
        self.at = at
        var generator = SystemRandomNumberGenerator()
        nonce = "\(generator.next())-\(generator.next())"
    }

    init(json: JSON) throws(MalformedRecord) {
        isOpenDoor = try json.truth("isOpenDoor")
        method = try json.text("method")
        target = try json.text("target")
        contentType = json["contentType"]?.string
        idempotencyKey = json["idempotencyKey"]?.string
        fingerprint = json["fingerprint"]?.string
        traceparent = json["traceparent"]?.string
        member = json["party"] == nil ? nil : Member(party: try json.party("party"), person: try json.text("person"))
        guard let bytes = json["body"]?.string.flatMap({ Base64.decode($0) }) else {
            throw MalformedRecord(member: "body", expected: "base64")
        }
        body = bytes
        at = try json.instant("at")
        nonce = try json.text("nonce")
    }
}

/// Seals what hubs of one store say to each other (RFC 8439, ChaCha20-Poly1305): nobody else can read, make or alter it.
struct HubSeal: Sendable {
    private let key: SymmetricKey

    /// The seal under a key of 32 bytes.
    init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

    func seal(_ json: JSON) throws -> [UInt8] {
        Array(try ChaChaPoly.seal(json.canonical(), using: key).combined)
    }

    /// - Throws: when it was sealed by somebody else, or altered.
    func open(_ bytes: [UInt8]) throws -> JSON {
        let plain = try ChaChaPoly.open(ChaChaPoly.SealedBox(combined: bytes), using: key)
        return try JSON(parsing: Array(plain), limits: JSONLimits(bytes: 48 << 20, depth: 34))
    }
}
