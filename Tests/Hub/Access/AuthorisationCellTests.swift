// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Hummingbird
import Ledger
import Testing

@testable import Hub

/// Every cell of the printed table, called through the doors. What must come out is read from the page, not asked of the code.
@Suite("Every route, for every role and mandate, answers as docs/authorisation.md says")
struct AuthorisationCellTests {
    /// Somebody who calls, and what he holds by the words of the table.
    private struct Caller {
        let name: String
        let actor: Actor
        let role: Role
        /// The codes of the rights with which he may act.
        let rights: Set<String>
        var isSystem = false
        /// Whether he is a person with the right to administer, of whatever his party may.
        var isManager = false
        /// Whether the rights of this person have ended.
        var isFormer = false
    }

    private static let callers: [Caller] = TrialHolders.roles.flatMap { role -> [Caller] in
        let every = Set(TrialHolders.rights.map(\.rawValue))
        var callers = TrialHolders.mandates.map { mandate in
            let rights: Set<String> =
                switch mandate {
                case .none, .ended, .elsewhere: []
                case .one(let right): [right.rawValue]
                case .administrator: [Right.administer.rawValue]
                case .all: every
                }
            return Caller(
                name: "\(role), \(mandate)", actor: .party(TrialHolders.party(role, mandate), person: "zelf"), role: role,
                rights: rights)
        }
        let (all, none) = (TrialHolders.party(role, .all), TrialHolders.party(role, .none))
        for right in TrialHolders.rights {
            callers.append(
                Caller(
                    name: "\(role), person with \(right)", actor: .party(all, person: TrialHolders.person(with: right)), role: role,
                    rights: [right.rawValue], isManager: right == .administer))
        }
        return callers + [
            Caller(name: "\(role), system", actor: .party(all, person: nil), role: role, rights: every, isSystem: true),
            Caller(
                name: "\(role), system without mandate", actor: .party(none, person: nil), role: role, rights: [], isSystem: true),
            Caller(
                name: "\(role), manager of persons", actor: .party(none, person: TrialHolders.person(with: .administer)),
                role: role,
                rights: [], isManager: true),
            Caller(
                name: "\(role), former person", actor: .party(all, person: TrialHolders.former), role: role, rights: [],
                isFormer: true),
        ]
    }

    /// What a row says to a caller: the status and code of the refusal, or nil when he may.
    private func refusal(of caller: Caller, in row: PrintedTable.Row, of table: PrintedTable) -> (status: Int, code: String)? {
        guard row.cells.values.contains(where: { $0 != "–" }) else { return (404, "unknown") }
        let isForMembers = table.names(caller.role, in: row.cells["none"])
        if caller.isFormer { return isForMembers && row.open == "iedereen" ? nil : (403, "no-mandate") }
        let mayManage = row.cells["none"] == "personenbeheerder" && caller.isManager
        guard isForMembers || mayManage || caller.rights.contains(where: { table.names(caller.role, in: row.cells[$0]) }) else {
            return (403, "no-mandate")
        }
        return row.needsPerson && caller.isSystem ? (403, "person-needed") : nil
    }

    private func endpoint(of row: PrintedTable.Row, at hub: TrialHub) throws -> Endpoint {
        try #require(
            hub.core.endpoints.first { $0.method.rawValue == row.method && $0.path == row.path }, "there is no route \(row)")
    }

    /// Calls, and reads the code of a refusal. The body of an answer stays unread: a stream has no end.
    private func call(
        _ endpoint: Endpoint, kind: String?, about caseID: String, as actor: Actor, at hub: TrialHub,
        through doorway: TrialDoorway? = nil
    ) async throws -> (status: Int, code: String?) {
        let request = TrialRequest(
            of: endpoint, naming: .init(kind: kind, party: actor.party ?? Cast.police, caseID: caseID))
        let fields: HTTPFields = request.bytes.isEmpty ? [:] : [.contentType: "application/json"]
        let response = try await hub.respond(
            request.method, request.path, as: actor, bytes: request.bytes, fields: fields, through: doorway)
        guard response.status.code >= 400 else { return (response.status.code, nil) }
        let answer = try await hub.call(
            request.method, request.path, as: actor, bytes: request.bytes, fields: fields, through: doorway)
        return (answer.status, answer.code)
    }

    @Test("every endpoint has a row, and every row an endpoint")
    func complete() async throws {
        let table = try PrintedTable()
        try await TrialHub.run(peopled: false) { hub in
            let printed = Set((table.common + table.registers.values.flatMap(\.self)).map { "\($0.method) \($0.path)" })

            #expect(printed == Set(hub.core.endpoints.map { "\($0.method.rawValue) \($0.path)" }))
            #expect(Set(table.registers.keys) == Set(hub.core.registers.names.map(\.rawValue)))
            #expect(Set(table.roles.values) == Set(Role.known.keys))
        }
    }

    @Test("parties: every role with no mandate, each right, an ended mandate, mandates elsewhere, as a person and as a system")
    func parties() async throws {
        let table = try PrintedTable()
        try await TrialHub.run { hub in
            try await TrialHolders.register(at: hub)
            let caseID = try await hub.report(1).caseID
            var (allowed, refused) = (0, 0)
            for row in table.common + (table.registers["devices"] ?? []) {
                let endpoint = try endpoint(of: row, at: hub)
                for caller in Self.callers {
                    let sizes = [hub.size(), hub.size(of: .parties)]
                    let answer = try await call(endpoint, kind: row.kind, about: caseID, as: caller.actor, at: hub)
                    if let refusal = refusal(of: caller, in: row, of: table) {
                        refused += 1
                        #expect(answer.status == refusal.status && answer.code == refusal.code, "\(row): \(caller.name) \(answer)")
                        #expect([hub.size(), hub.size(of: .parties)] == sizes, "\(row): \(caller.name) entered something")
                    } else {
                        allowed += 1
                        #expect(![401, 403].contains(answer.status) && answer.status < 500, "\(row): \(caller.name) \(answer)")
                    }
                }
            }
            #expect(allowed > 500 && refused > 3_000)
        }
    }

    @Test("everybody: the open door shows what the page says, and the parties' door knows nobody who is not registered")
    func everybody() async throws {
        let table = try PrintedTable()
        try await TrialHub.run { hub in
            let caseID = try await hub.report(1).caseID
            for row in table.common + (table.registers["devices"] ?? []) {
                let endpoint = try endpoint(of: row, at: hub)
                let sizes = [hub.size(), hub.size(of: .parties)]
                let locked = try await call(endpoint, kind: row.kind, about: caseID, as: .citizen, at: hub, through: .locked)
                let stranger = try await call(
                    endpoint, kind: row.kind, about: caseID, as: .party(Cast.stranger, person: "x"), at: hub)
                let isForParties = row.cells.values.contains { $0 != "–" }

                #expect(locked.status == 401 && locked.code == "unidentified", "\(row): \(locked)")
                #expect(stranger.status == (isForParties ? 401 : 404), "\(row): \(stranger)")
                #expect([hub.size(), hub.size(of: .parties)] == sizes, "\(row)")
                let citizen = try await call(endpoint, kind: row.kind, about: caseID, as: .citizen, at: hub)
                if row.open == nil {
                    // A kind of report that is for parties only is refused at a route that others may use.
                    let isShown = table.registers["devices"]?.contains { $0.path == row.path && $0.open != nil } == true
                    #expect(citizen.status == (isShown ? 403 : 401), "\(row): \(citizen)")
                    #expect([hub.size(), hub.size(of: .parties)] == sizes, "\(row)")
                } else {
                    #expect(![401, 403].contains(citizen.status) && citizen.status < 500, "\(row): \(citizen)")
                }
            }
        }
    }
}
