// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Foundation
import Ledger
import Testing

@testable import Hub

@Suite("The page of who may do what")
struct AuthorisationPageTests {
    @Test("docs/authorisation.md is what the endpoints and the policies say; if not: make authorisation")
    func upToDate() async throws {
        let printed = try String(contentsOf: PrintedTable.file, encoding: .utf8)
        try await TrialHub.run(peopled: false) { hub in
            #expect(AuthorisationPage(hub.core).markdown == printed, "Run make authorisation, and look at what changed.")
        }
    }

    @Test("a page of an empty store is that of any hub, and leaves the store empty")
    func overStore() async throws {
        try await TrialHub.run(peopled: false) { hub in
            let before = try hub.place.rowCounts()

            let page = try await AuthorisationPage(over: hub.core.store)
            #expect(page.markdown == AuthorisationPage(hub.core).markdown)
            #expect(try hub.place.rowCounts() == before)
        }
    }

    @Test("a dash in a cell of Markdown does not break the table, nor does a bar")
    func markdown() {
        #expect(Markdown.table(["a", "b"], [["x|y", "–"]]) == "| a | b |\n| --- | --- |\n| x\\|y | – |")
    }
}

/// Cells that follow from what each role is for, written out by hand: a fault in the table itself would show here.
@Suite("Who may do what, as the law and the work divide it")
struct AuthorisationByHandTests {
    /// In which roles a right opens a route by the printed table.
    private func roles(_ route: String, kind: String? = nil, by right: Right) throws -> Set<Role> {
        let table = try PrintedTable()
        let rows = (table.common + (table.registers["devices"] ?? [])).filter {
            "\($0.method) \($0.path)" == route && $0.kind == kind
        }
        let row = try #require(rows.first, "no row for \(route)")
        #expect(rows.count == 1)
        return Set(table.roles.values.filter { table.names($0, in: row.cells[right.rawValue]) })
    }

    @Test(
        "only police and prosecution decide, with the right to decide and no other",
        arguments: [
            "POST /v1/zaken/{zaak}/bezwaren/{bezwaar}/beslissingen", "POST /v1/weigeringsoordelen",
            "POST /v1/zaken/{zaak}/besluiten",
        ])
    func deciding(route: String) throws {
        let kind = route.hasSuffix("/besluiten") ? "block" : nil

        #expect(try roles(route, kind: kind, by: .decide) == [.police, .prosecutor])
        for right in Right.known.keys where right != .decide { #expect(try roles(route, kind: kind, by: right) == []) }
    }

    @Test("confirming is another right than deciding")
    func confirming() throws {
        let route = "POST /v1/zaken/{zaak}/besluiten/{besluit}/bevestigingen"

        #expect(try roles(route, by: .confirm) == [.police, .prosecutor])
        #expect(try roles(route, by: .decide) == [])
    }

    @Test("only the regulator supervises: the police sees no contradictions and no terms of retention, nor does a provider")
    func supervising() throws {
        for route in ["GET /v1/tegenspraken", "GET /v1/bewaartermijnen"] {
            #expect(try roles(route, by: .supervise) == [.regulator])
            #expect(try roles(route, by: .decide) == [])
            #expect(try roles(route, by: .comply) == [])
        }
        #expect(try roles("GET /v1/zaken", by: .supervise) == [.regulator])
    }

    @Test(
        "nobody but who runs the hub administers",
        arguments: [
            "POST /v1/deelnemers", "POST /v1/mandaten", "POST /v1/certificaten", "POST /v1/intrekkingen", "GET /v1/deelnemers",
        ])
    func administering(route: String) throws {
        #expect(try roles(route, by: .administer) == [.hub])
        for right in Right.known.keys where right != .administer { #expect(try roles(route, by: right) == []) }
    }

    @Test(
        "only a provider complies: states, refuses, registers edges, tells hits",
        arguments: ["POST /v1/nalevingsverklaringen", "POST /v1/weigeringen", "POST /v1/randknopen", "POST /v1/treffers"])
    func complying(route: String) throws {
        #expect(try roles(route, by: .comply) == [.provider])
        for right in Right.known.keys where right != .comply { #expect(try roles(route, by: right) == []) }
    }

    @Test("a provider sees no case, whatever right it was given but those of others")
    func cases() throws {
        for route in ["GET /v1/zaken", "GET /v1/zaken/{zaak}"] {
            for right in [Right.comply, .report, .administer] { #expect(try roles(route, by: right) == []) }
            for right in Right.known.keys { #expect(try !roles(route, by: right).contains(.provider)) }
        }
    }

    @Test("a consignment is reported by parties only, a theft by everybody; following one's own report takes its secret")
    func open() throws {
        let table = try PrintedTable()
        func open(_ path: String, _ kind: String? = nil) throws -> String? {
            try #require((table.common + (table.registers["devices"] ?? [])).first { $0.path == path && $0.kind == kind }).open
        }

        #expect(try open("/v1/meldingen", "theft") == "iedereen")
        #expect(try open("/v1/meldingen", "consignment") == nil)
        #expect(try open("/v1/meldingen/{melding}/_volg")?.contains("geheim") == true)
        #expect(try open("/v1/zaken") == nil)
        #expect(try open("/v1/monitor") == "iedereen")
    }

    @Test("the doors say the same, with the mandates as they are given in practice")
    func doors() async throws {
        try await TrialHub.run { hub in
            let caseID = try await hub.report(1).caseID
            let decision: JSON = ["soort": "block", "redenen": "x"]
            func status(_ actor: Actor, _ path: String, _ body: JSON? = nil) async throws -> Int {
                if let body { return try await hub.post(path, body, as: actor).status }
                return try await hub.get(path, as: actor).status
            }

            for actor in [Cast.network, Cast.supervisor, Cast.claims, Cast.admin, Cast.nobody] {
                #expect(try await status(actor, "/v1/zaken/\(caseID)/besluiten", decision) == 403)
            }
            for actor in [Cast.first, Cast.magistrate, Cast.network, Cast.claims, Cast.nobody] {
                #expect(try await status(actor, "/v1/tegenspraken") == 403)
            }
            for actor in [Cast.first, Cast.magistrate, Cast.network, Cast.supervisor, Cast.claims, Cast.nobody] {
                #expect(try await status(actor, "/v1/mandaten") == 403)
            }
            #expect(try await status(Cast.first, "/v1/zaken/\(caseID)/besluiten", decision) == 201)
            #expect(try await status(Cast.supervisor, "/v1/tegenspraken") == 200)
            #expect(try await status(Cast.admin, "/v1/mandaten") == 200)
        }
    }
}
