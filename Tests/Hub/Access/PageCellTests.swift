// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Foundation
import HTTPTypes
import Ledger
import Pages
import SignIn
import Testing

@testable import Hub

/// Every page for people of parties, asked for by a person of every role with every right. What must come out is read from the page of
/// who may do what: a page is for whoever may use what it stands on.
@Suite("Every page for people of parties, for every role and right")
struct PageCellTests {
    /// A path in which the names in braces are those of something that there is, or could be.
    private static func path(_ place: Place, _ caseID: String, of party: PartyID) -> String {
        let path = place.path(
            in: .dutch,
            [
                "zaak": caseID, "besluit": "1", "bezwaar": "1", "rectificatie": "1", "bewijsstuk": "1", "vraag": "1", "nummer": "1",
                "deelnemer": "\(party)",
                "mandaat": "1",
            ])
        let measure = "devices/stolen/\(party)"
        return [.measureFile, .measureJudgement, .letter, .orderObjection].contains(place)
            ? "\(path)?naam=\(measure)" : "\(path)?maatregel=\(measure)"
    }

    /// The rows of the printed table for an operation.
    private static func rows(of id: String, in table: PrintedTable, at hub: TrialHub) throws -> [PrintedTable.Row] {
        let endpoint = try #require(hub.core.endpoints.first { $0.id == id }, "there is no operation \(id)")
        return (table.common + table.registers.values.flatMap(\.self)).filter {
            $0.method == endpoint.method.rawValue && $0.path == endpoint.path
        }
    }

    /// Whether a person may use one of some operations: by the right he has, or because every registered party may.
    private static func may(
        _ role: Role, _ right: Right, _ operations: [String], in table: PrintedTable, at hub: TrialHub
    ) throws -> Bool {
        try operations.contains { id in
            try rows(of: id, in: table, at: hub).contains { row in
                table.names(role, in: row.cells["none"]) || table.names(role, in: row.cells[right.rawValue])
                    || row.cells["none"] == "personenbeheerder" && right == .administer
            }
        }
    }

    private func browser(_ hub: TrialHub, _ role: Role, _ right: Right) async throws -> TrialBrowsing {
        let party = TrialHolders.party(role, .all)
        let browser = try TrialBrowsing(at: hub)
        try await browser.signIn(
            party: "kvk", number: String(party.description.dropFirst(4)), subject: "\(party)/\(TrialHolders.person(with: right))",
            level: "urn:etoegang:core:assurance-class:loa4")
        try #require(browser.visitor.session != nil, "\(role), \(right)")
        return browser
    }

    private func routes(_ hub: TrialHub) throws -> [MemberPages.Route] {
        try PublicPages(core: hub.core, router: HubRouter(endpoints: hub.core.endpoints), proxies: []).members.routes
    }

    @Test("of every page it is said on which operations it stands, and those there are")
    func complete() async throws {
        try await TrialHub.run(peopled: false) { hub in
            let ids = Set(hub.core.endpoints.map(\.id))
            let routes = try routes(hub)

            let unsaid = Set(routes.map(\.place)).subtracting(PageOperations.all.keys)
            #expect(unsaid.isEmpty, "Say in PageOperations on which operations these pages stand, and run make authorisation.")
            for route in routes {
                let page = try #require(PageOperations.all[route.place], "\(route.place)")
                #expect(route.method == .get || !page.sending.isEmpty, "\(route.place) has a form that does nothing")
            }
            for (place, page) in PageOperations.all {
                #expect(ids.isSuperset(of: page.reading + page.sending), "\(place)")
                let isThere = routes.contains { $0.place == place }
                #expect(!isThere || page.sending.isEmpty || routes.contains { $0.place == place && $0.method == .post }, "\(place)")
            }
        }
    }

    @Test("who is not signed in is led to signing in, and a form that he sends does nothing")
    func strangers() async throws {
        try await TrialHub.run { hub in
            let caseID = try await hub.report(1).caseID
            let sizes = [hub.size(), hub.size(of: .parties)]
            for route in try routes(hub) {
                let browser = try TrialBrowsing(at: hub)
                let path = Self.path(route.place, caseID, of: Cast.telecom)
                if route.method == .get {
                    let answer = try await browser.call(.get, path)
                    #expect(answer.status == 303, "\(route.place)")
                    #expect(answer.fields[.location]?.hasPrefix("/aanmelden?") == true, "\(route.place)")
                } else {
                    let answer = try await browser.send(path, [("redenen", "x"), ("soort", "block")])
                    #expect([401, 403].contains(answer.status), "\(route.place) \(answer.status)")
                }
            }
            #expect([hub.size(), hub.size(of: .parties)] == sizes)
        }
    }

    @Test(
        "whoever may not use what a page stands on reads that he may not; whoever may, sees it", arguments: Role.known.keys.sorted()
    )
    func reading(role: Role) async throws {
        let table = try PrintedTable()
        try await TrialHub.run { hub in
            try await TrialHolders.register(at: hub)
            let reported = try await hub.report(1)
            let caseID = reported.caseID
            _ = try await AttachmentDoorTests.add(to: reported, at: hub)
            // Where cases are dealt with together there is nothing before some are chosen: it leads to the worklist.
            let routes = try routes(hub).filter { $0.method == .get && $0.place != .bulk }
            // A form is there only while there is something to do; what is only read is always there.
            let forms = Set(PageOperations.all.filter { !$0.value.sending.isEmpty }.keys)
            let party = TrialHolders.party(role, .all)
            for right in TrialHolders.rights {
                let browser = try await browser(hub, role, right)
                for route in routes {
                    let page = try #require(PageOperations.all[route.place])
                    let answer = try await browser.call(.get, Self.path(route.place, caseID, of: party))
                    let mayRead = try page.reading.allSatisfy { try Self.may(role, right, [$0], in: table, at: hub) }
                    if !mayRead {
                        #expect(answer.status == 403, "\(role) with \(right): \(route.place) \(answer.status)")
                        #expect(answer.text.contains("<h1"), "\(route.place) says it in words")
                    } else if !forms.contains(route.place), ![.measureFile, .letter].contains(route.place) {
                        #expect(answer.status == 200, "\(role) with \(right): \(route.place) \(answer.status)")
                    } else {
                        #expect(answer.status < 500 && answer.status != 401, "\(role) with \(right): \(route.place)")
                    }
                }
            }
        }
    }

    @Test("a form of a page does nothing for whoever may not do it", arguments: Role.known.keys.sorted())
    func sending(role: Role) async throws {
        let table = try PrintedTable()
        try await TrialHub.run { hub in
            try await TrialHolders.register(at: hub)
            let caseID = try await hub.report(1).caseID
            let party = TrialHolders.party(role, .all)
            for right in TrialHolders.rights {
                let browser = try await browser(hub, role, right)
                for route in try routes(hub) where route.method == .post {
                    let page = try #require(PageOperations.all[route.place])
                    guard try !Self.may(role, right, page.sending, in: table, at: hub) else { continue }
                    let sizes = [hub.size(), hub.size(of: .parties)]
                    let answer = try await browser.send(
                        Self.path(route.place, caseID, of: party),
                        [
                            ("redenen", "x"), ("soort", "block"), ("oordeel", "bevestigen"), ("gegrond", "ja"), ("naam", "rand-1"),
                            ("persoon", "iemand"), ("handeling", "aanvaarden"), ("versie", "1"), ("terecht", "ja"),
                        ])
                    #expect([hub.size(), hub.size(of: .parties)] == sizes, "\(role) with \(right): \(route.place)")
                    #expect((400..<500).contains(answer.status), "\(role) with \(right): \(route.place) \(answer.status)")
                }
            }
        }
    }
}
