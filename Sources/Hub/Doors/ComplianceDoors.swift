// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Who lags, and how fast each party carries out: blocking and unblocking apart.
struct ComplianceDoors {
    let core: HubCore

    /// Times are told of the newest versions, so that an answer stays of reasonable size and cost.
    static let window: UInt64 = 10_000

    var endpoints: [Endpoint] {
        [
            Endpoint(
                id: "toonNalevingstijden", method: .get, path: "/v1/nalevingstijden",
                access: .rights(.supervise, .decide, .comply, in: .field), tag: "Maatregelen",
                summary:
                    "Achterstand en tijd van besluit tot uitvoering: van alle deelnemers voor de toezichthouder, de eigen voor een deelnemer",
                parameters: [
                    .init(name: "register", place: .query, schema: .shortText, text: "Het register; als het ontbreekt: devices."),
                    .init(name: "lijst", place: .query, schema: .shortText, text: "De lijst; als zij ontbreekt: stolen."),
                ],
                answer: .init(status: 200, text: "De naleving.", schema: ComplianceDoors.shape)
            ) { call in
                let register = try core.register(RegisterName(rawValue: call.query["register"] ?? "devices"))
                let list = ListName(rawValue: call.query["lijst"] ?? "stolen")
                guard register.policy.lists[list]?.measure != nil else {
                    throw Refusal.field("lijst", "This register has no list of this name.", code: .unknown)
                }
                let own = call.admission.right == .comply ? call.actor.party : nil
                let (versions, parties, outcomes) = try await figures(of: list, in: register, own: own)
                return .json(
                    200,
                    [
                        "register": .string(register.policy.register.rawValue), "lijst": .string(list.rawValue),
                        "versies": .integer(Int64(versions)),
                        "deelnemers": .array(parties), "dagen": ComplianceTrend.json(outcomes, by: .day),
                        "weken": ComplianceTrend.json(outcomes, by: .week),
                    ])
            }
        ]
    }

    /// How the parties with a duty comply with a list.
    /// - Parameter own: only this party; nil for all.
    /// - Returns: over how many versions, each party as `ComplianceView` tells it, and what became of each version at each of them.
    func figures(
        of list: ListName, in register: any Register, own: PartyID?
    ) async throws -> (versions: Int, parties: [JSON], outcomes: [ComplianceOutcome]) {
        guard let rule = register.policy.lists[list]?.measure else { return (0, [], []) }
        let (name, registry, now) = (register.policy.register, core.board.registry, core.timekeeper.now())
        let tag = core.secrets.tag(of: .list(list, of: name))
        return try await core.store.read { reader in
            let newest = try reader.sequence(of: name, tag: tag)
            let entries = try ComplianceDoors.entries(of: name, tag: tag, newest: newest, reader: reader)
            let measures = try reader.measures(in: name).filter { measure in
                measure.target == .list(list) && measure.liftedAt == nil && (own == nil || measure.addressee == own)
            }
            var (views, outcomes): ([JSON], [ComplianceOutcome]) = ([], [])
            for measure in measures {
                let view = try ComplianceView(
                    measure, under: rule, of: entries, newest: Int(newest), registry: registry, now: now, reader: reader)
                let own = view.outcomes()
                views.append(view.json(own))
                outcomes += own
            }
            return (entries.count, views, outcomes)
        }
    }

    /// The newest entries of a list's audience.
    static func entries(
        of log: RegisterName, tag: AudienceTag, newest: UInt64, reader: any StoreReader
    ) throws -> [StoredEntry] {
        let first = newest > window ? newest - window + 1 : 1
        return try reader.entries(of: log, tag: tag, sequences: first..<newest + 1)
    }

    private static let shape = Schema.named(
        "Naleving",
        .object([
            .must("register", .shortText, "Het register."), .must("lijst", .shortText, "De lijst."),
            .must("versies", .whole(0...JSON.largestInteger), "Over hoeveel van de nieuwste versies dit gaat."),
            .must("deelnemers", .array(ComplianceView.shape, 0...10_000), "De deelnemers met een plicht."),
            .must("dagen", ComplianceTrend.shape, "Van hen samen, per dag waarop versies zijn vastgelegd."),
            .must("weken", ComplianceTrend.shape, "Idem, per week; de dag is de maandag."),
        ]))
}
