// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Samples of live answers: asking edges what they answer, taking their answers, and seeing what came of it.
struct SampleDoors {
    let core: HubCore

    /// The most samples in one answer.
    private static let most = 100

    var endpoints: [Endpoint] { [ask, answer, list, one] }

    private var ask: Endpoint {
        Endpoint(
            id: "vraagSteekproef", method: .post, path: "/v1/steekproeven", access: .rights(.supervise, in: .measure),
            tag: "Toezicht",
            summary: "De randknopen van een deelnemer vragen wat zij nu antwoorden, over onderwerpen die het knooppunt kiest",
            body: .object([
                .must("maatregel", .shortText, "De naam van de maatregel: een lijst die de deelnemer bijhoudt."),
                .must("aantal", .whole(1...Int64(SampleQuestion.most)), "Over hoeveel onderwerpen."),
            ]),
            answer: .init(
                status: 201, text: "De steekproef is gevraagd.",
                schema: .object([
                    .must("steekproef", .shortText, "Het nummer."), .must("uiterlijk", .moment, "Tot wanneer antwoord telt."),
                    .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs dat zonder ons is na te gaan (C2SP tlog-proof)."),
                ]))
        ) { call in
            let id = MeasureID(stored: call.text("maatregel"))
            let count = Int(call.body["aantal"]?.integer ?? 0)
            let drawn = try await draw(count, for: id)
            let random = UInt64.random(in: .min ... .max)
            let entered = try await core.sequencer.submit(
                Act("sample", key: call.key) { scope in
                    let measure = try scope.existingMeasure(id)
                    let sample = try scope.ask(
                        drawn, of: measure, origin: core.signer.origin(of: measure.register), random: random,
                        by: try scope.warrant(for: call))
                    return ["steekproef": .string(sample.id.description), "uiterlijk": .string(sample.until.description)]
                })
            return .json(201, entered.answer)
        }
    }

    /// Chooses subjects, beside the sequencer. What the list says of them is noted when it is asked.
    private func draw(_ count: Int, for id: MeasureID) async throws -> [String] {
        try await core.store.read { [core] reader in
            guard let measure = try reader.measure(id) else {
                throw Refusal.field("maatregel", "There is no measure of this name.", code: .unknown)
            }
            guard case .list(let list) = measure.target else { return [] }
            let tag = core.secrets.tag(of: .list(list, of: measure.register))
            return try SampleDraw(register: try core.register(measure.register), list: list, tag: tag, reader: reader).subjects(
                count)
        }
    }

    private var answer: Endpoint {
        Endpoint(
            id: "beantwoordSteekproef", method: .post, path: "/v1/steekproefantwoorden", access: .rights(.comply, in: .any),
            tag: "Toezicht", summary: "Als randknoop ondertekend zeggen wat er op een steekproef geantwoord wordt",
            body: .object([
                .must(
                    "antwoord", .text(1...4_000, keeping: .note), "Een ondertekende notitie; zie docs/protocol.md voor haar tekst.")
            ]),
            answer: .init(
                status: 201, text: "Het antwoord is vastgelegd.",
                schema: .object([
                    .must("steekproef", .shortText, "Het nummer."), .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs."),
                ]))
        ) { call in
            guard let party = call.actor.party else { throw Refusal(.unidentified, "Only a party can answer this.") }
            let note = call.text("antwoord")
            let (statement, edge) = try SampleReading.open(note, of: party, registry: core.board.registry)
            let (register, reading) = try await compare(statement, by: edge, of: party, note: note)
            let entered = try await core.sequencer.submit(
                Act("sample-answer", key: call.key) { scope in
                    _ = try scope.warrant(call.actor, to: .comply, in: register)
                    try scope.take(reading, of: party, in: register.policy.register)
                    return ["steekproef": .string(statement.sample.description)]
                })
            return .json(201, entered.answer)
        }
    }

    /// Compares a statement with the list, beside the sequencer: what was entered does not change any more.
    private func compare(
        _ statement: SampleStatement, by edge: String, of party: PartyID, note: String
    ) async throws -> (any Register, SampleReading) {
        try await core.store.read { [core] reader in
            for register in core.registers.names.compactMap({ core.registers[$0] }) {
                let name = register.policy.register
                guard let sheet = try reader.openSamples(in: name).first(where: { $0.sample.id == statement.sample }) else {
                    let isKnown = try reader.samplePlaces(of: party, in: name).contains { $0.id == statement.sample }
                    if isKnown { throw Refusal.sampleIsOver }
                    continue
                }
                let list = sheet.question.list
                guard sheet.sample.measure == MeasureID(register: name, list: list, party: party) else { throw Refusal.noSample }
                let reading = try SampleReading(
                    statement, by: edge, note: note, to: sheet, tag: core.secrets.tag(of: .list(list, of: name)), in: name,
                    reader: reader)
                return (register, reading)
            }
            throw Refusal.noSample
        }
    }

    private var list: Endpoint {
        Endpoint(
            id: "toonSteekproeven", method: .get, path: "/v1/steekproeven", access: .rights(.supervise, .comply, in: .any),
            tag: "Toezicht",
            summary:
                "De nieuwste steekproeven met hun uitkomst: van alle deelnemers voor de toezichthouder, de eigen voor een deelnemer",
            parameters: [
                .init(
                    name: "deelnemer", place: .query, schema: .text(1...200, keeping: .party),
                    text: "Alleen die van deze deelnemer: OIN of KvK-nummer.")
            ],
            answer: .init(
                status: 200, text: "De steekproeven, de nieuwste eerst.",
                schema: .object([.must("steekproeven", .array(SampleView.shape, 0...SampleDoors.most), "De steekproeven.")]))
        ) { call in
            let only = try call.query["deelnemer"].map { try PartyID($0) }
            let seen = views(for: call.actor).filter { only == nil || $0.party == only }
            let found = try await core.store.read { reader in
                try seen.flatMap { try $0.newest(SampleDoors.most, reader: reader) }
            }
            let newest = found.sorted { $0.askedAt > $1.askedAt }.prefix(SampleDoors.most)
            return .json(200, ["steekproeven": .array(newest.map(\.json))])
        }
    }

    private var one: Endpoint {
        Endpoint(
            id: "toonSteekproef", method: .get, path: "/v1/steekproeven/{steekproef}",
            access: .rights(.supervise, .comply, in: .any), tag: "Toezicht", summary: "Een steekproef met haar uitkomst",
            parameters: [.init(name: "steekproef", place: .path, schema: .text(1...40), text: "Het nummer.")],
            answer: .init(status: 200, text: "De steekproef.", schema: SampleView.shape)
        ) { call in
            guard let id = try? SampleID(try call.parameter("steekproef")) else { throw Refusal.noSample }
            let seen = views(for: call.actor)
            let found = try await core.store.read { reader in
                for view in seen {
                    if let json = try view.one(id, reader: reader) { return json as JSON? }
                }
                return nil
            }
            guard let found else { throw Refusal.noSample }
            return .json(200, found)
        }
    }

    /// Whose samples somebody may see: of every party where he supervises, else only his own.
    private func views(for actor: Actor) -> [SampleView] {
        let registry = core.board.registry
        return core.registers.names.compactMap { core.registers[$0]?.policy }.flatMap { policy -> [SampleView] in
            func may(_ right: Right) -> Bool {
                (try? registry.authorise(actor, to: right, under: policy, at: core.timekeeper.now())) != nil
            }
            func view(_ party: PartyID, _ namesPersons: Bool) -> SampleView {
                SampleView(register: policy.register, party: party, registry: registry, namesPersons: namesPersons)
            }
            if may(.supervise) { return registry.parties.keys.sorted().map { view($0, true) } }
            guard let party = actor.party, may(.comply) else { return [] }
            return [view(party, false)]
        }
    }
}
