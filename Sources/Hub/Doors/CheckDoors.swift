// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store

/// Checking one second-hand device, for everybody.
///
/// The answer says whether the device is listed and nothing else, takes the same time and has the same length either way. What
/// is asked is not kept, not logged and not counted by device beyond the hash with which it is limited.
struct CheckDoors {
    let core: HubCore

    /// No answer comes sooner.
    private static let pace = Duration.milliseconds(50)

    var endpoints: [Endpoint] { [check] }

    private var check: Endpoint {
        Endpoint(
            id: "controleerToestel", method: .post, path: "/v1/toestellen/_controleer", access: .everybody, tag: "Controles",
            summary: "Nagaan of een toestel op de lijst van gestolen toestellen staat",
            body: .object([
                .must("imei", .text(1...64, keeping: .imei), "Het IMEI-nummer, met controlecijfer als het er vijftien zijn.")
            ]),
            answer: .init(status: 200, text: "Of het toestel op de lijst staat.", schema: CheckDoors.shape), mostBytes: 4 << 10
        ) { call in
            let begin = ContinuousClock.now
            let register = try core.register(.devices)
            let subject = try register.subject(call.text("imei"), field: "imei")
            let now = core.timekeeper.now()
            try core.limits.admit(.device, subject.value, at: now)
            let tag = core.secrets.tag(of: .list(.stolen, of: .devices))
            let (isListed, version, changed) = try await core.store.read { reader in
                let isListed = try !reader.holds(on: .stolen, of: subject.value, in: .devices).isEmpty
                let version = try reader.sequence(of: .devices, tag: tag)
                let newest = version == 0 ? nil : try reader.entry(of: .devices, tag: tag, sequence: version)
                return (isListed, version, newest.map { Instant(milliseconds: $0.leaf.time) })
            }
            try await Task.sleep(until: begin + CheckDoors.pace)
            return .json(
                200,
                .object(
                    JSONObject([
                        ("uitkomst", .string(isListed ? "listed" : "absent")), ("versie", .integer(Int64(clamping: version))),
                        ("gewijzigd", changed.map { .string($0.description) }), ("gevraagd", .string(now.description)),
                    ])))
        }
    }

    private static let shape = Schema.named(
        "Toestelcheck",
        .object([
            .must(
                "uitkomst", .text(1...20, choices: ["listed", "absent"]),
                "listed: het toestel staat op de lijst. absent: het staat er niet op; dat betekent niet dat het veilig is."),
            .must("versie", .whole(0...JSON.largestInteger), "De versie van de lijst waarin is gekeken."),
            .may("gewijzigd", .moment, "Wanneer de lijst voor het laatst is gewijzigd."),
            .must("gevraagd", .moment, "Het moment van de controle."),
        ]))
}
