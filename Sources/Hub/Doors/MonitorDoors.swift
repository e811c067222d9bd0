// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Synchronization

/// What everybody may know of how it goes: time to block per provider, and how much is reported and blocked.
struct MonitorDoors {
    let core: HubCore

    /// How long an answer is given again before it is worked out anew.
    private static let freshness = Span.seconds(10)

    /// What a party's compliance shows to everybody; edges, hits and measures are its own.
    private static let shown: Set<String> = ["naam", "metDeHand", "achterstand", "gemist", "blokkeren", "deblokkeren"]

    var endpoints: [Endpoint] {
        [
            Endpoint(
                id: "toonMonitor", method: .get, path: "/v1/monitor", access: .everybody, tag: "Monitor",
                summary: "Openbare cijfers: tijd tot blokkade per aanbieder; meldingen en blokkades per maand, soort en regio",
                parameters: [
                    .init(
                        name: "basisjaar", place: .query, schema: .whole(0...9_999),
                        text: "Het jaar waarmee vergeleken wordt; als het ontbreekt het eerste hele jaar met cijfers.")
                ],
                answer: .init(status: 200, text: "De cijfers, hoogstens tien seconden oud.", schema: MonitorDoors.shape)
            ) { call in .json(200, try await figures(against: call.query["basisjaar"].flatMap { Int($0) })) }
        ]
    }

    /// - Parameter baseYear: the base year that was chosen.
    private func figures(against baseYear: Int?) async throws -> JSON {
        let now = core.timekeeper.now()
        if let kept = core.monitor.kept(against: baseYear, at: now, within: MonitorDoors.freshness) { return kept }
        let register = try core.register(.devices)
        let (versions, parties, outcomes) = try await ComplianceDoors(core: core).figures(of: .stolen, in: register, own: nil)
        let registry = core.board.registry
        let (listed, joining, counts, reversals, isComplete) = try await core.store.read { [core] reader in
            let milestones = Milestones(registry: registry, registers: core.registers, now: now, reader: reader)
            let size = try reader.head(of: .devices)?.size ?? 0
            return (
                try reader.count(of: .stolen, in: .devices), try milestones.open(), try reader.figures(in: .devices),
                try reader.reversals(on: .stolen, in: .devices),
                try reader.counted(in: .devices) == size
            )
        }
        let book = FigureBook(counts, rule: register.policy.figures, now: CalendarMonth(of: now))
        let publication = try FigurePublication(book, against: baseYear, of: register.policy)
        let own: [(String, JSON?)] = [
            ("register", .string(RegisterName.devices.rawValue)), ("lijst", .string(ListName.stolen.rawValue)),
            ("peildatum", .string(now.description)), ("versies", .integer(Int64(versions))), ("vermeld", .integer(Int64(listed))),
            ("deelnemers", .array(parties.map(MonitorDoors.open))),
            ("hersteld", MonitorDoors.json(ReversalTimes(of: reversals, outcomes: outcomes))), ("mijlpalen", .array(joining)),
            ("volledig", .bool(isComplete)),
        ]
        let figures = JSON.object(JSONObject(own + publication.members))
        core.monitor.keep(figures, against: baseYear, at: now, within: MonitorDoors.freshness)
        return figures
    }

    private static func open(_ party: JSON) -> JSON {
        .object(JSONObject((party.object ?? [:]).filter { shown.contains($0.key) }.map { ($0.key, $0.value) }))
    }

    private static func json(_ times: ReversalTimes) -> JSON {
        .object(
            JSONObject([
                ("nogUitTeVoeren", .integer(Int64(times.outstanding))), ("totBesluit", times.decision.map(ComplianceView.json)),
                ("vanBesluitTotOveral", times.effect.map(ComplianceView.json)), ("totOveral", times.whole.map(ComplianceView.json)),
            ]))
    }

    private static let count = Schema.whole(0...JSON.largestInteger)
    private static let times = Schema.object([
        .must("aantal", count, "Over hoeveel versies."), .must("p50", count, "De mediaan, in milliseconden."),
        .must("p95", count, "95 van de 100 binnen zo veel milliseconden."),
        .must("p99", count, "99 van de 100 binnen zo veel milliseconden."),
        .must("langste", count, "De langste, in milliseconden."),
    ])

    private static let shape = Schema.named(
        "Monitor",
        .object(
            [
                .must("register", .shortText, "Het register."), .must("lijst", .shortText, "De lijst."),
                .must("peildatum", .moment, "Het moment van de cijfers."),
                .must("versies", count, "Over hoeveel van de nieuwste wijzigingen de tijden gaan."),
                .must("vermeld", count, "Hoeveel toestellen nu op de lijst staan."),
                .must(
                    "deelnemers",
                    .array(
                        .object([
                            .must("naam", .shortText, "De aanbieder."),
                            .may(
                                "metDeHand", .truth,
                                "Of de tijden steunen op verklaringen van personen, zonder bewijs van een randknoop."),
                            .must(
                                "achterstand",
                                .object([
                                    .must("versies", count, "Hoeveel wijzigingen achter."),
                                    .must("milliseconden", count, "Sinds hoe lang."),
                                ]), "De achterstand nu."),
                            .must("gemist", count, "Hoeveel wijzigingen te laat zijn of waren."),
                            .may("blokkeren", times, "De tijd van besluit tot blokkade."),
                            .may("deblokkeren", times, "De tijd van besluit tot opheffing."),
                        ]), 0...10_000), "De aanbieders."),
                .must(
                    "hersteld",
                    .object([
                        .must("nogUitTeVoeren", count, "Hoeveel er nog niet overal zijn uitgevoerd."),
                        .may("totBesluit", times, "De tijd van bezwaar tot besluit."),
                        .may(
                            "vanBesluitTotOveral", times,
                            "De tijd van besluit tot uitvoering bij elke randknoop van elke aanbieder."),
                        .may("totOveral", times, "De tijd van bezwaar tot uitvoering bij elke randknoop van elke aanbieder."),
                    ]), "Ten onrechte geblokkeerd: bezwaren die gegrond waren, onder de nieuwste wijzigingen."),
                .must(
                    "mijlpalen",
                    .array(
                        .object([
                            .must("naam", .shortText, "De aanbieder."),
                            .must(
                                "stappen", .array(Milestones.openStep, 0...20), "Zijn mijlpalen bij het aansluiten, op volgorde."),
                        ]), 0...10_000), "Hoe ver aanbieders zijn met aansluiten."),
                .must("volledig", .truth, "Of alles meegeteld is; na een nieuwe versie van het programma even niet."),
            ] + FigurePublication.shape))
}

/// What the monitor remembers between calls: the last answer against each base year.
final class MonitorMemory: Sendable {
    private struct Answer {
        let at: Instant
        let figures: JSON
    }

    private let answers = Mutex<[Int?: Answer]>([:])

    /// The last answer, when it is young enough.
    func kept(against baseYear: Int?, at now: Instant, within span: Span) -> JSON? {
        answers.withLock { answers in
            guard let answer = answers[baseYear], answer.at <= now, now - answer.at < span else { return nil }
            return answer.figures
        }
    }

    /// Keeps an answer, and forgets those that are not young enough any more.
    func keep(_ figures: JSON, against baseYear: Int?, at now: Instant, within span: Span) {
        answers.withLock { answers in
            answers = answers.filter { $0.value.at <= now && now - $0.value.at < span }
            answers[baseYear] = Answer(at: now, figures: figures)
        }
    }
}
