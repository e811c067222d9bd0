// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// What falls due for erasure, before it happens.
struct RetentionDoors {
    let core: HubCore

    /// The most cases that are looked at.
    private static let most = 10_000
    /// The most case numbers that are shown for one day.
    private static let mostShown = 20

    var endpoints: [Endpoint] {
        [
            Endpoint(
                id: "toonBewaartermijnen", method: .get, path: "/v1/bewaartermijnen", access: .overseers, tag: "Zaken",
                summary: "Wat er binnen een aantal dagen gewist wordt, per dag; er verandert niets",
                parameters: [
                    .init(name: "register", place: .query, schema: .shortText, text: "Het register; als het ontbreekt: devices."),
                    .init(name: "dagen", place: .query, schema: .whole(0...3_650), text: "Hoeveel dagen vooruit; anders 30."),
                ],
                answer: .init(
                    status: 200, text: "Wat er vervalt.",
                    schema: .object([
                        .must("register", .shortText, "Het register."), .must("tot", .moment, "Tot wanneer gekeken is."),
                        .must("aantal", .whole(0...JSON.largestInteger), "Hoeveel zaken."),
                        .must("dagen", .array(RetentionDoors.day, 0...3_651), "Per dag."),
                    ]))
            ) { call in
                let register = try core.register(RegisterName(rawValue: call.query["register"] ?? "devices"))
                let days = call.query["dagen"].flatMap(Int.init) ?? 30
                let until = core.timekeeper.now() + .days(days)
                let due = try await core.store.read { reader in
                    try reader.casesDue(in: register.policy.register, at: until, most: RetentionDoors.most).compactMap {
                        try reader.caseRow($0, in: register.policy.register)
                    }
                }
                var byDay: [String: [CaseRow]] = [:]
                var count = 0
                for row in due where row.phase == .closed {
                    guard let moment = row.due else { continue }
                    byDay[String(moment.description.prefix(10)), default: []].append(row)
                    count += 1
                }
                return .json(
                    200,
                    [
                        "register": .string(register.policy.register.rawValue), "tot": .string(until.description),
                        "aantal": .integer(Int64(count)),
                        "dagen": .array(
                            byDay.sorted { $0.key < $1.key }.map { day, rows in
                                [
                                    "dag": .string(day), "aantal": .integer(Int64(rows.count)),
                                    "onderwerpen": .integer(Int64(rows.reduce(0) { $0 + $1.subjectCount })),
                                    "zaken": .array(
                                        rows.prefix(RetentionDoors.mostShown).map { .string($0.id.description) }),
                                ]
                            }),
                    ])
            }
        ]
    }

    private static let day = Schema.object([
        .must("dag", .shortText, "De dag (UTC)."), .must("aantal", .whole(1...JSON.largestInteger), "Hoeveel zaken."),
        .must("onderwerpen", .whole(0...JSON.largestInteger), "Hoeveel onderwerpen."),
        .must("zaken", .array(.shortText, 0...20), "De eerste nummers."),
    ])
}
