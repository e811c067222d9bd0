// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// One party as whoever supervises sees it: measures with what was missed and what followed, evidence it reported, how it joined.
struct SupervisionDoors {
    let core: HubCore

    /// The most contradictions that are told.
    private static let mostContradictions = 50
    /// The most samples that are told, the newest ones.
    private static let mostSamples = 20

    var endpoints: [Endpoint] {
        [
            Endpoint(
                id: "toonNalevingsdossier", method: .get, path: "/v1/nalevingsdossiers/{deelnemer}",
                access: .rights(.supervise, .decide, .comply, in: .any),
                tag: "Toezicht",
                summary:
                    "Van een deelnemer de maatregelen met wat gemist is en wat daarop volgde; voor de toezichthouder, en het eigen dossier voor de deelnemer",
                parameters: [
                    .init(
                        name: "deelnemer", place: .path, schema: .text(1...200, keeping: .party),
                        text: "OIN of KvK-nummer van de deelnemer.")
                ],
                answer: .init(status: 200, text: "Het dossier.", schema: SupervisionDoors.shape)
            ) { call in .json(200, try await file(of: try PartyID(call.parameter("deelnemer")), for: call.actor)) }
        ]
    }

    private func file(of id: PartyID, for actor: Actor) async throws -> JSON {
        let (registers, isOwn) = try visible(of: id, to: actor)
        let registry = core.board.registry
        guard let party = registry.parties[id] else {
            throw Refusal.field("deelnemer", "There is no party with this number.", code: .unknown)
        }
        var isComplete = true
        for register in registers {
            let all = try await core.stories.advance(core.store, log: register.policy.register)
            isComplete = isComplete && all
        }
        // Who only decides does not see samples: they are for whoever supervises, and for the party.
        let sampled = registers.map(\.policy).filter { policy in
            isOwn || (try? registry.authorise(actor, to: .supervise, under: policy, at: core.timekeeper.now())) != nil
        }.map(\.register)
        let (now, startedAt, isWhole) = (core.timekeeper.now(), core.sequencer.startedAt, isComplete)
        return try await core.store.read { [core] reader in
            let measures = try registers.flatMap { register in
                try SupervisionDoors.measures(of: id, in: register, core: core, reader: reader) { measure, story in
                    MeasureFile(
                        measure: measure, policy: register.policy, registry: registry, secrets: core.secrets, now: now,
                        startedAt: startedAt, distribution: core.board.distribution(of: register.policy.register), story: story,
                        viewer: actor,
                        namesPersons: !isOwn, reader: reader)
                }
            }
            let samples = try sampled.flatMap { name in
                try SampleView(register: name, party: id, registry: registry, namesPersons: !isOwn)
                    .newest(SupervisionDoors.mostSamples, reader: reader).map(\.json)
            }
            let milestones = Milestones(registry: registry, registers: core.registers, now: now, reader: reader)
            return [
                "deelnemer": .string(id.description), "naam": .string(party.name),
                "rollen": .array(party.roles.sorted().map { .string($0.rawValue) }), "peildatum": .string(now.description),
                "maatregelen": .array(measures), "volledig": .bool(isWhole),
                "tegenspraken": .array(try SupervisionDoors.contradictions(by: id, reader: reader)),
                "mijlpalen": .array(try milestones.steps(of: id)), "steekproeven": .array(samples),
                "onjuisteMeldingen": .integer(
                    Int64(try registers.reduce(0) { $0 + (try reader.flood(of: id, in: $1.policy.register).falseReports) })),
            ]
        }
    }

    /// The registers in which somebody may see the file of a party.
    /// - Returns: them, and whether he only sees it because it is his own.
    private func visible(of id: PartyID, to actor: Actor) throws -> (registers: [any Register], isOwn: Bool) {
        var (overseen, own): ([any Register], [any Register]) = ([], [])
        for register in core.registers.names.compactMap({ core.registers[$0] }) {
            func may(_ right: Right) -> Bool {
                (try? core.board.registry.authorise(actor, to: right, under: register.policy, at: core.timekeeper.now())) != nil
            }
            if may(.supervise) || may(.decide) {
                overseen.append(register)
            } else if actor.party == id, may(.comply) {
                own.append(register)
            }
        }
        guard !overseen.isEmpty || !own.isEmpty else {
            throw Refusal(
                .noMandate, "The file of a party is for whoever supervises or decides, and for the party itself.",
                faults: [Fault("deelnemer", "This is another party.")])
        }
        return (overseen.isEmpty ? own : overseen, overseen.isEmpty)
    }

    /// The files of a party's measures in a register, with what happened to each.
    private static func measures(
        of id: PartyID, in register: any Register, core: HubCore, reader: any StoreReader,
        file: (Measure, [(index: UInt64, payload: JSON)]) -> MeasureFile
    ) throws -> [JSON] {
        let name = register.policy.register
        let tag = core.secrets.tag(of: .measures(of: name, party: id))
        var stories: [String: [(index: UInt64, payload: JSON)]] = [:]
        for index in core.stories.indexes(of: tag, in: name) {
            guard let bytes = try reader.payload(of: name, at: index)?.bytes else { continue }
            let payload = try JSON(parsing: bytes, limits: .payload)
            stories[payload["measure"]?.string ?? "", default: []].append((index, payload))
        }
        return try reader.measures(in: name).filter { $0.addressee == id }.compactMap {
            try file($0, stories[$0.id.description] ?? []).json()
        }
    }

    private static func contradictions(by id: PartyID, reader: any StoreReader) throws -> [JSON] {
        try reader.payloads(of: .parties, stream: Contradiction.stream).reversed().lazy
            .map { ($0.index, try JSON(parsing: $0.bytes, limits: .payload)) }
            .filter { $0.1["party"]?.string == id.description }
            .prefix(mostContradictions)
            .map { index, payload in
                .object(
                    JSONObject([
                        ("wanneer", payload["at"]), ("logboek", payload["log"]), ("regel", .integer(Int64(clamping: index))),
                    ]))
            }
    }

    private static let shape = Schema.named(
        "Nalevingsdossier",
        .object([
            .must("deelnemer", .shortText, "De deelnemer."), .must("naam", .shortText, "Zijn naam."),
            .must("rollen", .array(.shortText, 0...20), "Zijn rollen."), .must("peildatum", .moment, "Het moment van de cijfers."),
            .must("maatregelen", .array(MeasureFile.shape, 0...10_000), "Zijn maatregelen, ook opgeheven."),
            .must("volledig", .truth, "Of alle gebeurtenissen zijn meegenomen; zo niet: vraag het nog eens."),
            .must(
                "tegenspraken",
                .array(
                    .object([
                        .must("wanneer", .moment, "Wanneer gemeld."), .must("logboek", .shortText, "Over welk logboek."),
                        .must("regel", .whole(0...JSON.largestInteger), "De regel in het logboek van deelnemers."),
                    ]), 0...50), "Tegenspraken die zijn randknopen meldden, de nieuwste eerst."),
            .must("mijlpalen", .array(Milestones.step, 0...20), "Hoe ver hij is met aansluiten."),
            .must("onjuisteMeldingen", .whole(0...JSON.largestInteger), "Hoeveel meldingen van hem onjuist zijn verklaard."),
            .must(
                "steekproeven", .array(SampleView.shape, 0...1_000),
                "Steekproeven van wat zijn randknopen antwoorden, de nieuwste eerst; alleen voor de toezichthouder en hemzelf."),
        ]))
}
