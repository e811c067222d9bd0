// SPDX-License-Identifier: EUPL-1.2

import Edge
import Exchange
import Hub
import Ledger
import SignIn

/// Makes an organisation a party: registers it, gives it a mandate and a certificate, and writes the folder that lets it in.
struct PartyEnrolment {
    /// A connection as the operator of the hub.
    let hub: HubConnection
    /// The operator's folder: where the hub is, its authority and the keys of its logs.
    let operatorFolder: CredentialFolder

    /// Registers a party.
    func register(_ id: PartyID, name: String, roles: [String], key: String = UUIDText.fresh()) async throws {
        _ = try await hub.post(
            "/v1/deelnemers",
            ["deelnemer": .string(id.description), "naam": .string(name), "rollen": .array(roles.map { .string($0) })], key: key
        )
    }

    /// Gives it a mandate for the register's own purpose.
    func grant(
        _ id: PartyID, register: String, rights: [String], basis: String, until: String?, key: String = UUIDText.fresh()
    ) async throws {
        let description = try await hub.get("/v1/knooppunt")
        guard let entry = description["registers"]?.array?.first(where: { $0["naam"]?.string == register }),
            let purpose = entry["doel"]?.string
        else { throw Refusal.field("register", "The hub has no register \(register).", code: .unknown) }
        _ = try await hub.post(
            "/v1/mandaten",
            .object(
                JSONObject([
                    ("deelnemer", .string(id.description)), ("register", .string(register)),
                    ("rechten", .array(rights.map { .string($0) })), ("doel", .string(purpose)), ("grondslag", .string(basis)),
                    ("tot", until.map { .string($0) }),
                ])
            ),
            key: key
        )
    }

    /// Lets a person of a party sign in by the demonstration's own sign-in.
    func admit(_ id: PartyID, person: String, rights: [String], key: String = UUIDText.fresh()) async throws {
        _ = try await hub.post(
            "/v1/personen",
            [
                "deelnemer": .string(id.description), "persoon": .string(person),
                "uitgever": .string(DemonstrationSignIn.issuer), "onderwerp": .string("\(id)/\(person)"),
                "rechten": .array(rights.map { .string($0) }),
            ], key: key)
    }

    /// Makes a key here, has the hub's authority certify it, and writes the folder. The key never travels.
    func certify(
        _ id: PartyID, person: String?, purpose: String, days: Int, to folder: CredentialFolder,
        request: CertificateRequest? = nil, key: String = UUIDText.fresh()
    ) async throws {
        let request = try request ?? CertificateRequest()
        let answer = try await hub.post(
            "/v1/certificaten",
            .object(
                JSONObject([
                    ("deelnemer", .string(id.description)), ("aanvraag", .string(request.csrPEM)),
                    ("omschrijving", .string(purpose)),
                    ("persoon", person.map { .string($0) }), ("dagen", .integer(Int64(days))),
                ])
            ),
            key: key
        )
        guard let certificate = answer["certificaat"]?.string, let authority = answer["autoriteit"]?.string else {
            throw HubFailure(status: 201, code: "answer", detail: "The hub's answer holds no certificate: is it another version?")
        }
        try folder.write(
            certificate: certificate, key: request.keyPEM, authority: authority, party: id, hub: try operatorFolder.hub,
            logKeys: try operatorFolder.logKeys.map(\.vkey)
        )
    }
}
