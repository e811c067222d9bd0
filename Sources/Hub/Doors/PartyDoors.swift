// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// Parties, their certificates and their edges.
struct PartyDoors {
    let core: HubCore

    var endpoints: [Endpoint] { [list, register, issue, revoke, myself] }

    private var list: Endpoint {
        Endpoint(
            id: "toonDeelnemers", method: .get, path: "/v1/deelnemers", access: .administrators, tag: "Deelnemers",
            summary: "De deelnemers",
            answer: .init(
                status: 200, text: "De deelnemers.",
                schema: .object([.must("deelnemers", .array(PartyDoors.shape, 0...100_000), "De deelnemers.")])
            )
        ) { call in
            let registry = core.board.registry
            return .json(200, ["deelnemers": .array(registry.parties.values.sorted { $0.id < $1.id }.map { PartyDoors.json($0) })])
        }
    }

    /// What a party knows of itself: mandates and edges. An edge asks it to learn what it may follow.
    private var myself: Endpoint {
        Endpoint(
            id: "toonDeelnemer", method: .get, path: "/v1/deelnemer", access: .registered, tag: "Deelnemers",
            summary: "De deelnemer van het certificaat waarmee u verbonden bent",
            answer: .init(
                status: 200, text: "De deelnemer.",
                schema: .object([
                    .must("deelnemer", .shortText, "Het nummer."), .must("naam", .shortText, "De naam."),
                    .may("persoon", .shortText, "De persoon die het certificaat noemt."),
                    .must("rollen", .array(.shortText, 0...20), "De rollen."),
                    .must("mandaten", .array(MandateDoors.shape, 0...1_000), "De mandaten die nu gelden."),
                    .must("randknopen", .array(.open, 0...1_000), "De randknopen."),
                ])
            )
        ) { call in
            let registry = core.board.registry
            guard case .party(let id, let person) = call.actor, let party = registry.parties[id] else { throw Access.unidentified }
            let now = core.timekeeper.now()
            let mandates = registry.mandates.values.filter { $0.party == id && $0.isValid(at: now) }.sorted {
                $0.number < $1.number
            }
            let edges = (registry.edges[id] ?? [:]).values.sorted { $0.name < $1.name }
            return .json(
                200,
                .object(
                    JSONObject([
                        ("deelnemer", .string(id.description)), ("naam", .string(party.name)),
                        ("persoon", person.map { .string($0) }),
                        ("rollen", .array(party.roles.sorted().map { .string($0.rawValue) })),
                        ("mandaten", .array(mandates.map(MandateDoors.json))),
                        (
                            "randknopen",
                            .array(
                                edges.map {
                                    [
                                        "naam": .string($0.name), "sleutel": .string($0.verifierKey),
                                        "geregistreerd": .string($0.registeredAt.description),
                                    ]
                                }
                            )
                        ),
                    ])
                )
            )
        }
    }

    private var register: Endpoint {
        Endpoint(
            id: "registreerDeelnemer", method: .post, path: "/v1/deelnemers", access: .administrators, tag: "Deelnemers",
            summary: "Een deelnemer registreren",
            body: .named(
                "NieuweDeelnemer",
                .object([
                    .must("deelnemer", .text(1...200, keeping: .party), "OIN of KvK-nummer."),
                    .must("naam", .shortText, "De naam."),
                    .must("rollen", .array(.text(1...200, keeping: .role), 1...20), "De rollen."),
                ])
            ),
            answer: .init(status: 201, text: "De deelnemer is geregistreerd.", schema: PartyDoors.shape)
        ) { call in
            let id = try PartyID(call.text("deelnemer"))
            let roles = Set(call.texts("rollen").map { Role(rawValue: $0) })
            let entered = try await core.sequencer.submit(
                Act("party", key: call.key) { scope in
                    let warrant = try scope.warrant(for: call)
                    try scope.run(.register(id, name: call.text("naam"), roles: roles), by: warrant)
                    guard let party = scope.state.registry.parties[id] else { return [:] }
                    return PartyDoors.json(party)
                }
            )
            return .json(201, entered.answer)
        }
    }

    private var issue: Endpoint {
        Endpoint(
            id: "geefCertificaat", method: .post, path: "/v1/certificaten", access: .administrators, tag: "Deelnemers",
            summary: "Een certificaat uitgeven door de ingebouwde autoriteit (proef), of een extern certificaat toelaten",
            body: .named(
                "NieuwCertificaat",
                .object([
                    .must("deelnemer", .text(1...200, keeping: .party), "OIN of KvK-nummer."),
                    .may(
                        "aanvraag", .text(1...8_000, keeping: .pem),
                        "De aanvraag (PKCS #10, PEM); de geheime sleutel blijft bij de deelnemer."),
                    .may(
                        "certificaat", .text(1...16_000, keeping: .pem),
                        "Een certificaat van een externe autoriteit (PEM), in plaats van een aanvraag."),
                    .may("omschrijving", .text(1...64), "Waarvoor het is; de naam van het systeem."),
                    .may("persoon", .text(1...64, keeping: .person), "Het personeelsnummer, als het van een persoon is."),
                    .may("dagen", .whole(1...825), "Hoe lang het geldt; als het ontbreekt: 90."),
                ])
            ),
            answer: .init(
                status: 201, text: "Het certificaat.",
                schema: .object([
                    .must("vingerafdruk", .shortText, "SHA-256 van het certificaat."),
                    .must("certificaat", .text(1...16_000), "PEM."),
                    .must("autoriteit", .text(0...16_000), "Het certificaat van de autoriteit; leeg bij een extern certificaat."),
                    .must("tot", .moment, "Tot wanneer het geldt."),
                    .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs van de toelating."),
                ])
            )
        ) { call in
            let id = try PartyID(call.text("deelnemer"))
            let registry = core.board.registry
            let now = core.timekeeper.now()
            guard let party = registry.parties[id] else {
                throw Refusal.field("deelnemer", "Register the party first.", code: .unknown)
            }
            let (pem, name) = try certificate(for: party, call: call, at: now)
            let credential = Credential(
                fingerprint: name.fingerprint, party: id, person: name.person, until: Instant(milliseconds: name.notAfter)
            )
            let entered = try await core.sequencer.submit(
                Act("credential", key: call.key) { scope in
                    try scope.run(.admit(credential), by: try scope.warrant(for: call))
                    return [
                        "vingerafdruk": .string(name.fingerprint), "certificaat": .string(pem),
                        "autoriteit": .string(call.body["aanvraag"] == nil ? "" : core.authority?.certificatePEM ?? ""),
                        "tot": .string(credential.until.description),
                    ]
                }
            )
            return .json(201, entered.answer)
        }
    }

    private func certificate(for party: Party, call: Call, at now: Instant) throws(Refusal) -> (pem: String, name: CertifiedName) {
        do {
            if let pem = call.body["certificaat"]?.string {
                let name = try CertifiedName(pem: pem)
                guard try PartyID(name.identifier.lowercased()) == party.id else {
                    throw Refusal.field(
                        "certificaat", "The certificate names another organisation than this party.", code: .wrongParty)
                }
                return (pem, name)
            }
            guard let request = call.body["aanvraag"]?.string else {
                throw Refusal.field("aanvraag", "Hand in a request (aanvraag) or a certificate (certificaat).")
            }
            guard let authority = core.authority else {
                throw Refusal.field(
                    "aanvraag", "This hub issues no certificates: hand in one of the external authority (certificaat).",
                    code: .notNow)
            }
            let digits = party.id.description.dropFirst(4)
            let pem = try authority.issueParty(
                csrPEM: request, organisation: party.name,
                identifier: party.id.description.hasPrefix("kvk:") ? "KVK:\(digits)" : String(digits),
                commonName: call.body["omschrijving"]?.string ?? "systeem", person: call.body["persoon"]?.string,
                at: now.milliseconds,
                validDays: Int(call.body["dagen"]?.integer ?? 90)
            )
            return (pem, try CertifiedName(pem: pem))
        } catch let error as AuthorityError {
            throw .field(call.body["certificaat"] == nil ? "aanvraag" : "certificaat", error.reason)
        } catch let error as Refusal {
            throw error
        } catch {
            throw .field("aanvraag", "The request cannot be used.")
        }
    }

    private var revoke: Endpoint {
        Endpoint(
            id: "trekCertificaatIn", method: .post, path: "/v1/intrekkingen", access: .administrators, tag: "Deelnemers",
            summary: "Een certificaat intrekken; het werkt meteen niet meer",
            body: .object([
                .must("vingerafdruk", .text(64...64, keeping: .fingerprint), "De vingerafdruk."),
                .must("redenen", .text(1...4_000), "Waarom."),
            ]),
            answer: .init(
                status: 201, text: "Het certificaat is ingetrokken.",
                schema: .object([
                    .must("vingerafdruk", .shortText, "De vingerafdruk."), .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs."),
                ])
            )
        ) { call in
            let entered = try await core.sequencer.submit(
                Act("credential-end", key: call.key) { scope in
                    let warrant = try scope.warrant(for: call)
                    try scope.run(.revoke(fingerprint: call.text("vingerafdruk"), reasons: call.text("redenen")), by: warrant)
                    return ["vingerafdruk": .string(call.text("vingerafdruk"))]
                }
            )
            return .json(201, entered.answer)
        }
    }

    private static func json(_ party: Party) -> JSON {
        [
            "deelnemer": .string(party.id.description), "naam": .string(party.name),
            "rollen": .array(party.roles.sorted().map { .string($0.rawValue) }),
            "geregistreerd": .string(party.registeredAt.description),
        ]
    }

    private static let shape = Schema.named(
        "Deelnemer",
        .object([
            .must("deelnemer", .shortText, "Het nummer."), .must("naam", .shortText, "De naam."),
            .must("rollen", .array(.shortText, 1...20), "De rollen."), .must("geregistreerd", .moment, "Wanneer."),
            .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs dat zonder ons is na te gaan (C2SP tlog-proof)."),
        ])
    )
}
