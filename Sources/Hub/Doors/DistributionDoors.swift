// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// How the lists of a register go out: the emergency stop, and ending it.
struct DistributionDoors {
    let core: HubCore

    var endpoints: [Endpoint] { [show, stop, resume] }

    private var show: Endpoint {
        Endpoint(
            id: "toonVerspreiding", method: .get, path: "/v1/verspreiding", access: .distributionReaders, tag: "Verspreiding",
            summary: "Of de lijsten van een register worden verspreid, en wat er wacht", parameters: [DistributionDoors.register],
            answer: .init(status: 200, text: "De verspreiding.", schema: DistributionDoors.shape)
        ) { call in
            let register = try core.register(RegisterName(rawValue: call.query["register"] ?? "devices"))
            return .json(200, json(core.board.distribution(of: register.policy.register), of: register.policy.register))
        }
    }

    private var stop: Endpoint {
        Endpoint(
            id: "trekNoodstop", method: .post, path: "/v1/noodstops", access: .stoppers, tag: "Verspreiding",
            summary: "De noodstop: geen lijst van het register verandert meer, tot een tweede persoon de stop opheft",
            body: .named("NieuweNoodstop", .object(DistributionDoors.members)),
            answer: .init(status: 201, text: "De verspreiding ligt stil.", schema: DistributionDoors.entered)
        ) { call in
            try await act("emergency-stop", call) { _ throws(Refusal) in .stop(reasons: call.text("redenen")) }
        }
    }

    private var resume: Endpoint {
        Endpoint(
            id: "hefNoodstopOp", method: .post, path: "/v1/noodstops/{noodstop}/opheffingen", access: .stoppers,
            tag: "Verspreiding",
            summary: "Een noodstop opheffen als tweede persoon; wat wachtte, gaat er op volgorde uit",
            parameters: [.init(name: "noodstop", place: .path, schema: .whole(1...1_000_000), text: "Het nummer van de noodstop.")],
            body: .object(DistributionDoors.members),
            answer: .init(status: 201, text: "De noodstop is opgeheven.", schema: DistributionDoors.entered)
        ) { call in
            try await act("emergency-stop-end", call) { call throws(Refusal) in
                .resume(try call.number("noodstop"), reasons: call.text("redenen"))
            }
        }
    }

    private func act(
        _ kind: String, _ call: Call, _ command: @escaping @Sendable (Call) throws(Refusal) -> DistributionCommand
    ) async throws -> Reply {
        let command = try command(call)
        let entered = try await core.sequencer.submit(
            Act(kind, key: call.key) { scope in
                let register = try scope.register(RegisterName(rawValue: call.body["register"]?.string ?? "devices"))
                let warrant = try scope.warrant(for: call)
                let after = try scope.run(command, in: register, by: warrant)
                return [
                    "register": .string(register.policy.register.rawValue), "nummer": .integer(Int64(after.stops)),
                    "stilgelegd": .bool(after.stop != nil), "wachtend": .integer(Int64(after.queue.count)),
                ]
            })
        return .json(201, entered.answer)
    }

    private func json(_ distribution: Distribution, of register: RegisterName) -> JSON {
        let stop = distribution.stop
        let party = stop?.warrant.party.map { core.board.registry.parties[$0]?.name ?? $0.description }
        return .object(
            JSONObject([
                ("register", .string(register.rawValue)), ("stilgelegd", .bool(stop != nil)),
                ("nummer", stop.map { .integer(Int64($0.number)) }), ("sinds", stop.map { .string($0.at.description) }),
                ("door", party.map { .string($0) }), ("redenen", stop.map { .string($0.reasons) }),
                ("wachtend", .integer(Int64(distribution.queue.count))),
                (
                    "eerder",
                    .array(
                        distribution.pauses.compactMap { pause in
                            pause.until.map { ["van": .string(pause.from.description), "tot": .string($0.description)] }
                        })
                ),
            ]))
    }

    private static let register = Endpoint.Parameter(
        name: "register", place: .query, schema: .shortText, text: "Het register; als het ontbreekt: devices.")

    private static let members: [Schema.Member] = [
        .may("register", .shortText, "Het register; als het ontbreekt: devices."),
        .must("redenen", .text(1...4_000, keeping: .words), "Waarom."),
    ]

    private static let count = Schema.whole(0...JSON.largestInteger)

    private static let entered = Schema.object([
        .must("register", .shortText, "Het register."), .must("nummer", .whole(1...1_000_000), "Het nummer van de noodstop."),
        .must("stilgelegd", .truth, "Of de verspreiding nu stil ligt."),
        .must("wachtend", count, "Hoeveel veranderingen nog niet zijn verspreid."),
        .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs dat zonder ons is na te gaan (C2SP tlog-proof)."),
    ])

    private static let shape = Schema.named(
        "Verspreiding",
        .object([
            .must("register", .shortText, "Het register."),
            .must("stilgelegd", .truth, "Of de verspreiding stil ligt door een noodstop."),
            .may("nummer", .whole(1...1_000_000), "Het nummer van die noodstop."), .may("sinds", .moment, "Sinds wanneer."),
            .may("door", .shortText, "Welke deelnemer."), .may("redenen", .text(1...8_000), "Waarom."),
            .must("wachtend", count, "Hoeveel veranderingen op de verspreiding wachten."),
            .must(
                "eerder",
                .array(
                    .object([.must("van", .moment, "Vanaf wanneer."), .must("tot", .moment, "Tot wanneer.")]),
                    0...100), "Wanneer de verspreiding eerder stil lag."),
        ]))
}

extension Access {
    /// Whoever, as a person, may pull the emergency stop of a register: who administers the hub, and who supervises there.
    static let stoppers = Access(
        parties: .inPerson(
            .oneOf([.administrators, .rights([.supervise], in: .field, roles: .ofRight, needsPerson: false)])))

    /// Whoever has to do with the lists of a register.
    static let distributionReaders = Access(
        parties: .oneOf([
            .rights([.supervise, .decide, .confirm, .comply], in: .field, roles: .ofRight, needsPerson: false), .administrators,
        ]))
}
