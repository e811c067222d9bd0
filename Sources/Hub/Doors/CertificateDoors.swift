// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// The certificates of a party, as it sees them itself.
struct CertificateDoors {
    let core: HubCore

    var endpoints: [Endpoint] {
        [
            Endpoint(
                id: "toonCertificaten", method: .get, path: "/v1/certificaten", access: .registered, tag: "Deelnemers",
                summary: "De certificaten van de eigen deelnemer, ook verlopen en ingetrokken",
                answer: .init(
                    status: 200, text: "De certificaten.",
                    schema: .object([
                        .must("certificaten", .array(CertificateDoors.shape, 0...100_000), "De certificaten."),
                        .must("intrekken", .truth, "Of u ze zelf kunt intrekken."),
                        .must("intrekkenDoor", .array(.text(1...200), 0...1_000), "De namen van wie ze kan intrekken."),
                    ]))
            ) { call in
                guard let own = call.actor.party else { throw Access.unidentified }
                let registry = core.board.registry
                let now = core.timekeeper.now()
                let mayRevoke = (try? registry.authorise(administrator: call.actor, at: now)) != nil
                let administrators = registry.parties(with: .administer, in: .parties, at: now).compactMap { registry.parties[$0] }
                return .json(
                    200,
                    [
                        "certificaten": .array(CertificateDoors.certificates(of: own, in: registry, at: now)),
                        "intrekken": .bool(mayRevoke),
                        "intrekkenDoor": .array(administrators.filter { $0.roles.contains(.hub) }.map { .string($0.name) }),
                    ])
            }
        ]
    }

    /// All certificates of a party, the one that ends last first.
    static func certificates(of party: PartyID, in registry: Registry, at now: Instant) -> [JSON] {
        let admitted = registry.credentials.values.map { ($0, nil as Revocation?) }
        let revoked = registry.revocations.values.map { ($0.credential, Optional($0)) }
        return (admitted + revoked).filter { $0.0.party == party }
            .sorted { ($1.0.until, $0.0.fingerprint) < ($0.0.until, $1.0.fingerprint) }
            .map { credential, revocation in
                .object(
                    JSONObject([
                        ("vingerafdruk", .string(credential.fingerprint)), ("persoon", credential.person.map { .string($0) }),
                        ("tot", .string(credential.until.description)),
                        ("ingetrokken", revocation.map { .string($0.at.description) }),
                        ("redenen", revocation.map { .string($0.reasons) }),
                        ("geldig", .bool(revocation == nil && now < credential.until)),
                    ]))
            }
    }

    /// How a certificate is shown.
    static let shape = Schema.named(
        "Certificaat",
        .object([
            .must("vingerafdruk", .text(1...64), "SHA-256 van het certificaat."),
            .may("persoon", .shortText, "Het personeelsnummer; ontbreekt bij een systeem."),
            .must("tot", .moment, "Tot wanneer het geldt."), .may("ingetrokken", .moment, "Wanneer het is ingetrokken."),
            .may("redenen", .text(1...4_000), "Waarom."), .must("geldig", .truth, "Of het nu toelaat."),
        ]))
}
