// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("The rules, and the state of the hub")
struct PolicyDoorTests {
    @Test("everybody reads all rules of a register: decisions, measures, ladder, objection, retention")
    func rules() async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.get("/v1/beleid")
            #expect(answer.status == 200)
            let rules = try #require(answer.json["registers"]?.array?.first)
            let policy = Devices.standard
            let rule = try #require(policy.lists[.stolen]?.measure)

            #expect(rules["register"] == "devices" && rules["doel"] == .string(policy.purpose))
            let decisions = rules["besluiten"]?.array ?? []
            #expect(decisions.compactMap { $0["soort"]?.string } == ["block", "dismiss", "track", "unblock"])
            #expect(decisions[0]["tweedePersoonBinnen"] == "P2B" && decisions[0]["geldigheid"] == "P10Y")
            #expect(decisions[0]["rollen"] == ["police", "prosecutor"])
            #expect(decisions.map { $0["gevolg"]?["soort"]?.string } == ["list", "close", "list", "release"])
            #expect(decisions[1]["tweedePersoonBinnen"] == nil)
            let measure = try #require(rules["maatregelen"]?.array?.first)
            #expect(measure["soort"] == "stolen" && measure["termijn"] == "PT60M")
            #expect(measure["gronden"]?.array?.count == rule.grounds.count)
            #expect(measure["ladder"]?.array?.compactMap { $0["stap"]?.string } == ["reminder", "warning", "penalty-order"])
            #expect(rules["bezwaar"]?["termijn"] == "P6W")
            let kept = rules["bewaren"]?.array ?? []
            #expect(kept.map { $0["besluit"]?.string } == ["dismiss", "unblock", nil])
            #expect(kept.last?["termijn"] == "P2Y")
            #expect(answer.json["doelen"]?.array?.compactMap { $0["register"]?.string } == ["devices", "parties"])
            #expect(answer.json["rechten"]?.array?.count == Right.known.count)
        }
    }

    @Test("an effect that lays a measure is told with the measure")
    func imposing() throws {
        let rule = DecisionRule(
            title: Bilingual("bevelen", "order"), roles: [.prosecutor], confirmation: .single, effect: .impose("remove"))
        let plain = Devices.standard
        let removing = try #require(plain.lists[.stolen]?.measure)
        let policy = RegisterPolicy(
            register: "trial", title: plain.title, purpose: "p", reports: [:], decisions: ["order": rule], lists: [:],
            measures: ["remove": removing], objection: plain.objection, retention: plain.retention)

        let told = PolicyView(policy: policy).json

        #expect(told["besluiten"]?.array?.first?["gevolg"] == ["soort": "impose", "maatregel": "remove"])
        #expect(told["maatregelen"]?.array?.compactMap { $0["soort"]?.string } == ["remove"])
        #expect(told["bewaren"]?.array?.first?["titel"] == nil, "this register has no decision of that kind")
    }

    @Test("who administers or supervises sees the state of the hub, and nobody else")
    func state() async throws {
        try await TrialHub.run { hub in
            for (actor, status) in [(Cast.admin, 200), (Cast.supervisor, 200), (Cast.first, 403), (Cast.network, 403)] {
                #expect(try await hub.get("/v1/toestand", as: actor).status == status, "\(actor)")
            }
            _ = try await hub.report(1)
            let told = try await hub.get("/v1/toestand", as: Cast.admin).json
            #expect(told["regeert"] == true && told["gezond"] == true && told["naam"] == .string(TrialPlace.hub))
            #expect(told["sinds"] == .string(TrialHub.start.description))
            #expect(told["opslag"]?.string?.hasPrefix("SQLite") == true)
            let logs = told["logboeken"]?.array ?? []
            #expect(logs.compactMap { $0["naam"]?.string } == ["parties", "devices"])
            #expect(logs.last?["omvang"] == .integer(Int64(hub.size())))
            #expect(logs.last?["controlepunt"] == .string(TrialHub.start.description))
            #expect(told["getuigen"] == [])
        }
    }
}
