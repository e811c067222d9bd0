// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Metrics

/// Hits: edges tell that they saw something that is on a list.
struct HitDoors {
    let core: HubCore

    /// The most hits in one message.
    private static let most = 1_000

    var endpoints: [Endpoint] { [report] }

    private var report: Endpoint {
        Endpoint(
            id: "meldTreffers", method: .post, path: "/v1/treffers", access: .rights(.comply, in: .field), tag: "Maatregelen",
            summary: "Melden dat eigen randknopen iets zagen dat op een lijst staat",
            body: .named(
                "NieuweTreffers",
                .object([
                    .may("register", .shortText, "Het register; als het ontbreekt: devices."),
                    .must("treffers", .array(HitDoors.row, 1...HitDoors.most), "De treffers."),
                ])),
            answer: .init(
                status: 201, text: "Per treffer wat ermee gebeurd is.",
                schema: .named(
                    "UitkomstVanTreffers",
                    .object([
                        .must("vastgelegd", .whole(0...Int64(HitDoors.most)), "Hoeveel er zijn vastgelegd."),
                        .must(
                            "uitkomsten", .array(.text(1...40, choices: HitOutcome.all.map(\.rawValue)), 1...HitDoors.most),
                            "Per treffer, in volgorde. Alleen later is niet definitief."),
                        .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs van de eerste die is vastgelegd."),
                    ]))
            )
        ) { call in
            let register = try core.register(RegisterName(rawValue: call.body["register"]?.string ?? "devices"))
            let drafts = (call.body["treffers"]?.array ?? []).map(HitDoors.draft)
            let entered = try await core.sequencer.submit(
                Act("hits", key: call.key) { scope in
                    let outcomes = try scope.see(drafts, in: register, by: call.actor)
                    return [
                        "vastgelegd": .integer(Int64(outcomes.count { $0 == .entered })),
                        "uitkomsten": .array(outcomes.map { .string($0.rawValue) }),
                    ]
                }
            )
            if !entered.isRepetition { HitDoors.count(entered.answer, in: register.policy.register) }
            return .json(201, entered.answer)
        }
    }

    private static let row = Schema.object([
        .must("onderwerp", .text(1...200, keeping: .imei), "Wat er gezien is, zoals een IMEI."),
        .must("gezien", .moment, "Wanneer, volgens de klok van de randknoop."),
        .may(
            "gebied", .text(1...Sighting.mostAreaBytes),
            "Het gebied in het netwerk, als dat bekend is. Nooit een nummer van een abonnee."),
        .must("randknoop", .text(1...63, keeping: .edge), "De naam van de eigen randknoop die het zag."),
    ])

    /// A row whose shape the schema has seen to.
    private static func draft(_ row: JSON) -> HitDraft {
        HitDraft(
            subject: row["onderwerp"]?.string ?? "", seenAt: row["gezien"]?.string.flatMap { Instant(rfc3339: $0) } ?? .epoch,
            area: row["gebied"]?.string, edge: row["randknoop"]?.string ?? ""
        )
    }

    /// Counts outcomes for the operator: no party, no subject.
    private static func count(_ answer: JSON, in register: RegisterName) {
        var counts: [String: Int] = [:]
        for outcome in answer["uitkomsten"]?.array ?? [] { counts[outcome.string ?? "", default: 0] += 1 }
        for (outcome, count) in counts {
            Counter(label: "schakel_hits_total", dimensions: [("register", register.rawValue), ("outcome", outcome)])
                .increment(by: Int64(count))
        }
    }
}
