// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import PageCheck
import Testing

@testable import Hub

@Suite("Pages of a flood of reports, and of a false report")
struct FloodPagesTests {
    private static let path = "/nl/meldingsvloeden/\(Cast.insurer)"

    @Test("a flood is one notice on the worklist; who decides sets it aside as a whole, who supervises only reads it")
    func flood() async throws {
        try await TrialHub.run { hub in
            try await FloodStoryTests.flood(hub, beyond: 3)
            let decider = try await TrialBrowsing.of(Cast.police, "p-1", [.decide], at: hub)
            let watcher = try await TrialBrowsing.of(Cast.regulator, "r-1", [.supervise], at: hub)

            let list = try await decider.call(.get, "/nl/zaken")
            #expect(PageCheck(list.text).faults.isEmpty && list.text.contains("href=\"\(Self.path)\""))
            #expect(list.text.contains("Voorbeeld Verzekeraar deed heel veel meldingen: 3 wachten op een oordeel"))
            let form = try await decider.call(.get, Self.path)
            #expect(form.status == 200 && PageCheck(form.text).faults.isEmpty && form.text.contains("value=\"terzijde\""))
            let seen = try await watcher.call(.get, Self.path)
            #expect(seen.text.contains("Alleen wie besluit") && !seen.text.contains("value=\"terzijde\""))
            #expect(try await decider.call(.get, "/nl/meldingsvloeden/\(Cast.police)").status == 404)

            let empty = try await decider.send(Self.path, [("redenen", "")])
            #expect(empty.status == 400 && empty.text.contains("Kies een oordeel.") && PageCheck(empty.text).faults.isEmpty)
            let sent = try await decider.send(Self.path, [("oordeel", "terzijde"), ("redenen", "Een fout in hun systeem.")])
            #expect(sent.status == 303)
            let after = try await decider.call(.get, "/nl/zaken")
            #expect(!after.text.contains(Self.path) && after.text.contains("De zaken van deze meldingen worden gesloten."))
        }
    }

    @Test("a report is judged to be false with reasons; the case and the party's file say so")
    func falseReport() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(TrialHub.theft(of: [1]), as: Cast.network)
            let decider = try await TrialBrowsing.of(Cast.police, "p-1", [.decide], at: hub)
            let path = "/nl/zaken/\(reported.caseID)/meldingen/1"
            #expect(try await decider.call(.get, "/nl/zaken/\(reported.caseID)").text.contains("href=\"\(path)\""))
            let form = try await decider.call(.get, path)
            #expect(form.status == 200 && PageCheck(form.text).faults.isEmpty)
            #expect(try await decider.send(path, [("redenen", "")]).text.contains("Schrijf op waarom."))

            #expect(try await decider.send(path, [("redenen", "De eigenaar weet van niets.")]).status == 303)

            let file = try await decider.call(.get, "/nl/zaken/\(reported.caseID)")
            #expect(file.text.contains("Deze melding is onjuist verklaard.") && PageCheck(file.text).faults.isEmpty)
            #expect(!file.text.contains("href=\"\(path)\""))
            let watcher = try await TrialBrowsing.of(Cast.regulator, "r-1", [.supervise], at: hub)
            let party = try await watcher.call(.get, "/nl/toezicht/\(Cast.telecom)")
            #expect(party.text.contains("Eerder onjuist verklaard") && PageCheck(party.text).faults.isEmpty)
        }
    }
}
