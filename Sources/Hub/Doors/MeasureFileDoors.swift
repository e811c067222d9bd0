// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// One measure with its history.
struct MeasureFileDoors {
    let core: HubCore

    var endpoints: [Endpoint] {
        [
            Endpoint(
                id: "toonMaatregel", method: .get, path: "/v1/maatregel",
                access: .rights(.supervise, .decide, .comply, in: .any), tag: "Maatregelen",
                summary: "Een maatregel met zijn ladder, gronden van weigering en verloop, het nieuwste eerst",
                parameters: [
                    .init(name: "naam", place: .query, schema: .shortText, text: "De naam van de maatregel.", isNeeded: true),
                    .init(
                        name: "voor", place: .query, schema: .whole(1...JSON.largestInteger),
                        text: "Alleen wat in het verloop voor dit volgnummer komt: het verloop dat niet in een antwoord past."),
                ],
                answer: .init(status: 200, text: "De maatregel.", schema: MeasureFileDoors.shape)
            ) { call in try await show(call) }
        ]
    }

    private func show(_ call: Call) async throws -> Reply {
        guard let name = call.query["naam"] else { throw Refusal.field("naam", "Name a measure.") }
        let unknown = Refusal.field("naam", "There is no measure of this name.", code: .unknown)
        let id = MeasureID(stored: name)
        guard let measure = try await core.store.read({ try $0.measure(id) }) else { throw unknown }
        let register = try core.register(measure.register)
        // Which register it is about shows only now.
        let isOverseer = [Right.supervise, .decide].contains { right in
            (try? core.board.registry.authorise(call.actor, to: right, under: register.policy, at: core.timekeeper.now())) != nil
        }
        guard isOverseer || measure.addressee == call.actor.party else { throw unknown }
        let options = MeasureOptions(of: call.actor, in: register, core: core)
        let before = call.query["voor"].flatMap { UInt64($0) }
        let shown = try await core.store.read { reader -> JSON? in
            guard let measure = try reader.measure(id),
                let view = try MeasureView(measure, in: register, options: options, core: core, reader: reader)
            else { return nil }
            let history = MeasureHistory(
                measure: measure, rule: view.rule, registry: core.board.registry, viewer: call.actor.party,
                tag: core.secrets.tag(of: .measures(of: measure.register, party: measure.addressee)), reader: reader)
            let (lines, older) = try history.lines(before: before)
            var file = view.json.object ?? JSONObject()
            file["ladder"] = .array(view.rule.ladder.map { MeasureFileDoors.json($0, of: measure) })
            file["gronden"] = .array(
                view.rule.grounds.sorted { $0.key < $1.key }.map {
                    ["grond": .string($0.key.rawValue), "titel": $0.value.json]
                })
            file["lasten"] =
                OrderOptions(
                    of: call.actor, in: measure, under: view.rule, policy: register.policy, registry: core.board.registry,
                    outstanding: view.outstanding, at: options.now
                ).orders
            file["verloop"] = .array(lines)
            file["ouder"] = older.map { .integer(Int64(clamping: $0)) }
            return .object(file)
        }
        guard let shown else { throw unknown }
        return .json(200, shown)
    }

    private static func json(_ step: EscalationStep, of measure: Measure) -> JSON {
        [
            "stap": .string(step.name), "titel": step.title.json, "grondslag": .string(step.basis),
            "gezet": .bool(measure.steps.contains(step.name)),
        ]
    }

    private static let shape = Schema.named(
        "MaatregelMetVerloop",
        .object(
            MeasureView.shapes + [
                .must(
                    "ladder",
                    .array(
                        .object([
                            .must("stap", .shortText, "De stap."), .must("titel", Bilingual.shape, "In woorden."),
                            .must("grondslag", .text(1...500), "De wettelijke grondslag."),
                            .must("gezet", .truth, "Of hij gezet is."),
                        ]), 0...20), "De stappen die volgen als hij te laat is, in volgorde."),
                .must(
                    "gronden",
                    .array(
                        .object([.must("grond", .shortText, "De grond."), .must("titel", Bilingual.shape, "In woorden.")]), 0...100),
                    "De gronden waarop hij te weigeren is."),
                .must("lasten", .array(OrderView.shape, 0...1_000), "De lasten onder dwangsom, op volgorde."),
                .must("verloop", MeasureHistory.shape, "Wat er gebeurde, het nieuwste eerst."),
                .may("ouder", .whole(1...JSON.largestInteger), "Wat ouder is, staat in een volgend antwoord: geef dit als voor."),
            ])
    )
}
