// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// The persons of parties who may sign in.
struct PersonDoors {
    let core: HubCore

    var endpoints: [Endpoint] { [list, admit, end] }

    private var list: Endpoint {
        Endpoint(
            id: "toonPersonen", method: .get, path: "/v1/personen", access: .registered, tag: "Deelnemers",
            summary: "De personen die mogen aanmelden: van de eigen deelnemer, of van alle voor de beheerder van het knooppunt",
            answer: .init(
                status: 200, text: "De personen.",
                schema: .object([
                    .must("personen", .array(PersonDoors.shape, 0...100_000), "De personen."),
                    .must("beheren", .truth, "Of u kunt zeggen wie van uw eigen deelnemer mag aanmelden; over uzelf nooit."),
                ])
            )
        ) { call in
            let registry = core.board.registry
            let now = core.timekeeper.now()
            let isAdministrator =
                (try? registry.authorise(administrator: call.actor, at: now)) != nil
            let shown = registry.members.filter { isAdministrator || $0.key == call.actor.party }.values.flatMap(\.values)
            return .json(
                200,
                [
                    "personen": .array(
                        shown.sorted { ($0.party, $0.person) < ($1.party, $1.person) }.map { PersonDoors.json($0, at: now) }),
                    "beheren": .bool(
                        call.actor.party.map {
                            (try? registry.authorise(call.actor, toManage: "", of: $0, at: now)) != nil
                        } ?? false),
                ])
        }
    }

    private var admit: Endpoint {
        Endpoint(
            id: "laatPersoonToe", method: .post, path: "/v1/personen", access: .managers, tag: "Deelnemers",
            summary: "Een persoon van een deelnemer laten aanmelden, of andere rechten geven",
            body: .named(
                "NieuwePersoon",
                .object([
                    .must("deelnemer", .text(1...200, keeping: .party), "OIN of KvK-nummer."),
                    .must(
                        "persoon", .text(1...64, keeping: .person),
                        "Het personeelsnummer: hetzelfde als op een certificaat van deze persoon."),
                    .may("code", .text(32...32, keeping: .personCode), "De code die deze persoon bij het aanmelden te zien kreeg."),
                    .may("uitgever", .text(1...500), "In plaats van de code: de uitgever van de identiteit (iss)."),
                    .may("onderwerp", .text(1...512), "In plaats van de code: de persoon bij die uitgever (sub)."),
                    .must(
                        "rechten", .array(.text(1...200, keeping: .right), 1...20), "Wat deze persoon mag van wat de deelnemer mag."
                    ),
                    .may("vestiging", .text(12...12, keeping: .branch), "Het vestigingsnummer waartoe de persoon is beperkt."),
                    .may("tot", .moment, "Tot wanneer."),
                ])
            ),
            answer: .init(status: 201, text: "De persoon mag aanmelden.", schema: PersonDoors.shape)
        ) { call in
            let party = try PartyID(call.text("deelnemer"))
            let member = Member(
                party: party, person: call.text("persoon"), code: try code(call),
                rights: Set(call.texts("rechten").map { Right(rawValue: $0) }), branch: call.body["vestiging"]?.string,
                until: call.moment("tot")
            )
            let entered = try await core.sequencer.submit(
                Act("person", key: call.key) { scope in
                    let warrant = try scope.warrant(for: call)
                    try scope.run(.admitPerson(member), by: warrant)
                    return PersonDoors.json(member, at: scope.now)
                }
            )
            return .json(201, entered.answer)
        }
    }

    /// The code in the request, or the one that issuer and subject stand for.
    private func code(_ call: Call) throws(Refusal) -> String {
        switch (call.body["code"]?.string, call.body["uitgever"]?.string, call.body["onderwerp"]?.string) {
        case (let code?, nil, nil): return code.lowercased()
        case (nil, let issuer?, let subject?): return core.secrets.personCode(issuer: issuer, subject: subject)
        default: throw .field("code", "Give the code, or both uitgever and onderwerp.")
        }
    }

    private var end: Endpoint {
        Endpoint(
            id: "schrijfPersoonUit", method: .post, path: "/v1/uitschrijvingen", access: .managers, tag: "Deelnemers",
            summary: "Een persoon van een deelnemer niets meer laten doen; het werkt meteen",
            body: .object([
                .must("deelnemer", .text(1...200, keeping: .party), "OIN of KvK-nummer."),
                .must("persoon", .text(1...64), "Het personeelsnummer."),
                .must("redenen", .text(1...4_000), "Waarom."),
            ]),
            answer: .init(
                status: 201, text: "De persoon mag niets meer.",
                schema: .object([
                    .must("deelnemer", .shortText, "De deelnemer."), .must("persoon", .shortText, "De persoon."),
                    .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs."),
                ])
            )
        ) { call in
            let party = try PartyID(call.text("deelnemer"))
            let person = call.text("persoon")
            let entered = try await core.sequencer.submit(
                Act("person-end", key: call.key) { scope in
                    let warrant = try scope.warrant(for: call)
                    try scope.run(.endPerson(party, person: person, reasons: call.text("redenen")), by: warrant)
                    return ["deelnemer": .string(party.description), "persoon": .string(person)]
                }
            )
            return .json(201, entered.answer)
        }
    }

    static func json(_ member: Member, at now: Instant) -> JSON {
        .object(
            JSONObject([
                ("deelnemer", .string(member.party.description)), ("persoon", .string(member.person)),
                ("rechten", .array(member.rights.sorted().map { .string($0.rawValue) })),
                ("vestiging", member.branch.map { .string($0) }), ("tot", member.until.map { .string($0.description) }),
                ("geldig", .bool(member.isValid(at: now))),
            ]))
    }

    static let shape = Schema.named(
        "Persoon",
        .object([
            .must("deelnemer", .shortText, "De deelnemer."), .must("persoon", .shortText, "Het personeelsnummer."),
            .must("rechten", .array(.shortText, 0...20), "Wat de persoon mag."),
            .may("vestiging", .shortText, "De vestiging waartoe de persoon is beperkt."), .may("tot", .moment, "Tot wanneer."),
            .must("geldig", .truth, "Of het nu geldt."),
            .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs dat zonder ons is na te gaan (C2SP tlog-proof)."),
        ])
    )
}
