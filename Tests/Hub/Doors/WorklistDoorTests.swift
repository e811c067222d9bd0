// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

@Suite("The worklist")
struct WorklistDoorTests {
    private func page(_ query: String = "", as actor: Actor = Cast.first, at hub: TrialHub) async throws -> JSON {
        let answer = try await hub.get("/v1/zaken\(query)", as: actor)
        try #require(answer.status == 200, "\(answer.text)")
        return answer.json
    }

    private func cases(_ query: String = "", as actor: Actor = Cast.first, at hub: TrialHub) async throws -> [String] {
        try await page(query, as: actor, at: hub)["zaken"]?.array?.compactMap { $0["zaak"]?.string } ?? []
    }

    private func counts(as actor: Actor = Cast.first, at hub: TrialHub) async throws -> [String: Int64] {
        let answer = try await hub.get("/v1/zaken/_tel", as: actor)
        try #require(answer.status == 200, "\(answer.text)")
        return Dictionary(
            uniqueKeysWithValues: (answer.json.object ?? [:]).compactMap { member in
                member.value.integer.map { (member.key, $0) }
            })
    }

    @Test("unless asked otherwise, the case in which something happened last comes first")
    func newestFirst() async throws {
        try await TrialHub.run { hub in
            var ids: [String] = []
            for phone in 1...3 {
                hub.clock.advance(by: .minutes(1))
                ids.append(try await hub.report(phone).caseID)
            }
            hub.clock.advance(by: .minutes(1))
            try await hub.propose(in: ids[0])

            #expect(try await cases(at: hub) == [ids[0], ids[2], ids[1]])
            #expect(try await cases("?volgorde=bijgewerkt", at: hub) == [ids[0], ids[2], ids[1]])
            #expect(try await cases("?volgorde=geopend", at: hub) == [ids[2], ids[1], ids[0]])
        }
    }

    @Test("it can be narrowed by phase, by period of opening, by term and by number")
    func narrowed() async throws {
        try await TrialHub.run { hub in
            let first = try await hub.report(1)
            hub.clock.advance(by: .days(7))
            let moment = hub.clock.now()
            let second = try await hub.report(2)
            try await hub.propose(in: second.caseID)

            #expect(try await cases("?fase=reported", at: hub) == [first.caseID])
            #expect(try await cases("?fase=proposed", at: hub) == [second.caseID])
            #expect(try await cases("?fase=closed", at: hub) == [])
            #expect(try await cases("?geopendTot=\(moment)", at: hub) == [first.caseID])
            #expect(try await cases("?geopendVan=\(moment)", at: hub) == [second.caseID])
            #expect(try await cases("?geopendVan=\(TrialHub.start)&geopendTot=\(moment)&fase=proposed", at: hub) == [])
            #expect(try await cases("?termijnVoor=\(moment)", at: hub) == [first.caseID])
            #expect(try await cases("?volgorde=termijn", at: hub) == [first.caseID, second.caseID])
            #expect(try await cases("?aantal=1", at: hub) == [second.caseID])
            #expect(try await cases("?register=devices&aantal=500", at: hub).count == 2)
        }
    }

    @Test("a case waits for a decision, then for a second person, then for nobody, and for an answer to an objection")
    func tasks() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            func row() async throws -> JSON { try await page(at: hub)["zaken"]?[0] ?? .null }
            let decideBy = Term.workingDays(2).end(from: TrialHub.start)
            #expect(try await row()["wachtOp"] == ["decide"])
            #expect(try await row()["termijn"] == .string(decideBy.description))
            #expect(try await row()["soort"] == "theft")
            #expect(try await cases("?wachtOp=decide", at: hub) == [reported.caseID])

            try await hub.propose(in: reported.caseID)
            #expect(try await row()["wachtOp"] == ["confirm"])
            #expect(try await cases("?wachtOp=decide", at: hub) == [])

            try await hub.confirm(in: reported.caseID)
            #expect(try await row()["wachtOp"] == [])
            #expect(try await row()["termijn"] == nil)

            hub.clock.advance(by: .minutes(1))
            _ = try await hub.object(to: reported.caseID)
            #expect(try await row()["wachtOp"] == ["objection"])
            #expect(try await row()["openBezwaren"] == 1)
            #expect(try await row()["termijn"] == .string(Term.weeks(6).end(from: hub.clock.now()).description))
            #expect(try await cases("?wachtOp=objection", at: hub) == [reported.caseID])
        }
    }

    @Test("a device that is back asks for a decision again, before the objection that is also open")
    func recovery() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.blocked(1)
            _ = try await hub.object(to: reported.caseID)
            let secret = try #require(reported.secret)
            _ = try await hub.post(
                "/v1/meldingen/\(reported.reference)/vervolgmeldingen",
                ["geheim": .string(secret), "soort": "recovery", "gegevens": [:]])

            let row = try await page("?wachtOp=decide", at: hub)["zaken"]?[0]

            #expect(row?["zaak"] == .string(reported.caseID))
            #expect(row?["wachtOp"] == ["decide", "objection"])
            #expect(row?["termijn"] == .string(Term.workingDays(2).end(from: TrialHub.start).description))
            #expect(row?["soort"] == "theft")
        }
    }

    @Test("whoever proposed does not find it among what waits for a second person; a colleague and a supervisor do")
    func ownProposal() async throws {
        try await TrialHub.run { hub in
            let mine = try await hub.report(1)
            let theirs = try await hub.report(2)
            try await hub.propose(in: mine.caseID, as: Cast.first)
            hub.clock.advance(by: .hours(1))
            try await hub.propose(in: theirs.caseID, as: Cast.second)

            #expect(try await cases("?wachtOp=confirm", as: Cast.first, at: hub) == [theirs.caseID])
            #expect(try await cases("?wachtOp=confirm", as: Cast.second, at: hub) == [mine.caseID])
            #expect(try await Set(cases("?wachtOp=confirm", as: Cast.third, at: hub)) == [mine.caseID, theirs.caseID])
            #expect(try await cases("?wachtOp=confirm", as: Cast.supervisor, at: hub).count == 2)
            #expect(try await counts(as: Cast.first, at: hub)["confirm"] == 1)
            #expect(try await counts(as: Cast.third, at: hub)["confirm"] == 2)
            let rows = try await page(as: Cast.first, at: hub)["zaken"]?.array ?? []
            #expect(rows.map { $0["eigenVoorstel"] } == [false, true])
        }
    }

    @Test("the store does not name who proposed, and forgets what stands for him when the proposal is done")
    func unnamed() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let id = try CaseID(reported.caseID)
            func proposer() async throws -> String? {
                try await hub.core.store.read { try $0.caseRow(id, in: .devices)?.work?.proposer }
            }
            try await hub.propose(in: reported.caseID)
            let code = try #require(try await proposer())
            #expect(!code.contains("p-1") && !code.contains(Cast.police.description))
            #expect(code.count >= 20)

            try await hub.confirm(in: reported.caseID)
            #expect(try await proposer() == nil)
        }
    }

    @Test("the counts tell what waits for what, what is too late and how many there are, up to a bound")
    func counted() async throws {
        try await TrialHub.run { hub in
            for phone in 1...3 { _ = try await hub.report(phone) }
            let proposed = try await hub.report(4)
            try await hub.propose(in: proposed.caseID)
            let blocked = try await hub.blocked(5)
            _ = try await hub.object(to: blocked.caseID)

            let before = try await counts(as: Cast.second, at: hub)
            hub.clock.advance(by: .days(7))
            let after = try await counts(as: Cast.second, at: hub)

            #expect(
                before == [
                    "decide": 3, "confirm": 1, "objection": 1, "rectification": 0, "clearance": 0, "teLaat": 0, "alle": 5,
                    "grens": 500,
                ])
            // The proposal has not lapsed yet: the clock did not come by.
            #expect(after["teLaat"] == 4)
            try await hub.tick()
            #expect(try await counts(as: Cast.second, at: hub)["decide"] == 4)
            #expect(try await counts(as: Cast.second, at: hub)["confirm"] == 0)
        }
    }

    @Test("the pages lead on to one another, forth and back, without a case missed or shown twice")
    func paged() async throws {
        try await TrialHub.run { hub in
            // All in one millisecond.
            for phone in 1...7 { _ = try await hub.report(phone) }
            for query in ["?aantal=3&wachtOp=decide", "?aantal=3", "?aantal=3&volgorde=geopend", "?aantal=3&fase=reported"] {
                let all = try await cases(query.replacing("aantal=3", with: "aantal=9"), at: hub)
                var seen: [[String]] = []
                var answer = try await page(query, at: hub)
                #expect(answer["vorige"] == nil && answer["eerste"] == nil)
                let last = try #require(answer["laatste"]?.string)
                while true {
                    seen.append(answer["zaken"]?.array?.compactMap { $0["zaak"]?.string } ?? [])
                    guard let next = answer["volgende"]?.string else { break }
                    answer = try await page("\(query)&blad=\(next)", at: hub)
                }
                #expect(seen.map(\.count) == [3, 3, 1])
                #expect(seen.flatMap(\.self) == all && Set(all).count == 7)
                #expect(answer["laatste"] == nil)

                let back = try #require(answer["vorige"]?.string)
                #expect(try await cases("\(query)&blad=\(back)", at: hub) == seen[1])
                #expect(try await cases("\(query)&blad=\(last)", at: hub) == Array(all.suffix(3)))
                let first = try #require(answer["eerste"]?.string)
                #expect(try await cases("\(query)&blad=\(first)", at: hub) == seen[0])
            }
        }
    }

    @Test("a case that was dealt with since is gone from the next page, and no other is skipped for it")
    func stable() async throws {
        try await TrialHub.run { hub in
            for phone in 1...6 {
                hub.clock.advance(by: .minutes(1))
                _ = try await hub.report(phone)
            }
            let all = try await cases("?wachtOp=decide", at: hub)
            let first = try await page("?wachtOp=decide&aantal=2", at: hub)
            for id in [all[0], all[1], all[3]] { try await hub.propose("dismiss", in: id) }

            let next = try #require(first["volgende"]?.string)
            let second = try await page("?wachtOp=decide&aantal=2&blad=\(next)", at: hub)

            #expect(second["zaken"]?.array?.compactMap { $0["zaak"]?.string } == [all[2], all[4]])
        }
    }

    @Test(
        "parameters that do not go together are refused, each with what does",
        arguments: [
            ("wachtOp=decide&fase=reported", "fase"), ("wachtOp=decide&volgorde=geopend", "volgorde"),
            ("termijnVoor=2026-03-02T09:00:00Z&volgorde=bijgewerkt", "volgorde"),
            ("geopendVan=2026-03-02T09:00:00Z&volgorde=bijgewerkt", "volgorde"), ("blad=x", "blad"),
        ])
    func combinations(_ query: String, _ field: String) async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.get("/v1/zaken?\(query)", as: Cast.first)

            #expect(answer.status == 400)
            #expect(answer.faultFields == [field])
        }
    }

    @Test("a page's text of one order is not taken in another")
    func foreignMark() async throws {
        try await TrialHub.run { hub in
            for phone in 1...3 { _ = try await hub.report(phone) }
            let next = try #require(try await page("?aantal=1", at: hub)["volgende"]?.string)

            let answer = try await hub.get("/v1/zaken?wachtOp=decide&blad=\(next)", as: Cast.first)

            #expect(answer.faultFields == ["blad"])
        }
    }

    @Test("the cases about a device are found by its number, closed ones too, and nobody else's")
    func found() async throws {
        try await TrialHub.run { hub in
            let closed = try await hub.report(1)
            try await hub.propose("dismiss", in: closed.caseID)
            hub.clock.advance(by: .minutes(1))
            let open = try await hub.report(1, 2)
            _ = try await hub.report(3)
            func find(_ text: String, as actor: Actor = Cast.first) async throws -> TrialAnswer {
                try await hub.post("/v1/zaken/_zoek", ["onderwerp": .string(text)], as: actor)
            }

            let answer = try await find(TrialHub.imei(1))

            #expect(answer.json["zaken"]?.array?.compactMap { $0["zaak"]?.string } == [open.caseID, closed.caseID])
            #expect(!answer.text.contains(TrialHub.subject(1)))
            #expect(try await find(TrialHub.imei(9)).json["zaken"] == [])
            #expect(try await find("12").faultFields == ["onderwerp"])
            #expect(try await find(TrialHub.imei(1), as: Cast.network).code == "no-mandate")
        }
    }

    @Test("a line shows phase, term and number of devices, and no device")
    func line() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1, 2)
            try await hub.propose(in: reported.caseID)

            let answer = try await hub.get("/v1/zaken", as: Cast.first)
            let line = answer.json["zaken"]?[0]

            #expect(line?["fase"] == "proposed")
            #expect(line?["aantalOnderwerpen"] == 2)
            #expect(line?["termijn"] == .string(Term.workingDays(2).end(from: TrialHub.start).description))
            #expect(!answer.text.contains(TrialHub.subject(1)))
        }
    }

    @Test("who decides, confirms or supervises sees the worklist", arguments: [Cast.first, Cast.magistrate, Cast.supervisor])
    func who(_ actor: Actor) async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)

            #expect(try await cases(as: actor, at: hub) == [reported.caseID])
            #expect(try await counts(as: actor, at: hub)["decide"] == 1)
        }
    }

    @Test("who does none of these sees neither worklist nor counts")
    func whoNot() async throws {
        try await TrialHub.run { hub in
            for path in ["/v1/zaken", "/v1/zaken/_tel"] {
                let answer = try await hub.get(path, as: Cast.network)
                #expect(answer.code == "no-mandate", "\(path)")
            }
        }
    }

    @Test("the clock adds what worklists need to rows that a former version wrote, also of erased cases")
    func formerRows() async throws {
        try await TrialHub.run { hub in
            let open = try await hub.report(1)
            let erased = try await hub.report(2)
            try await hub.propose("dismiss", in: erased.caseID)
            try await hub.tick(after: .days(100))
            let ids = [try CaseID(open.caseID), try CaseID(erased.caseID)]
            let rows = { try await hub.core.store.read { reader in try ids.map { try reader.caseRow($0, in: .devices) } } }
            let before = try await rows()
            try await hub.core.store.write { writer in
                for row in before.compactMap(\.self) {
                    try writer.put(
                        .init(
                            id: row.id, phase: row.phase, openedAt: row.openedAt, updatedAt: row.updatedAt, due: row.due,
                            subjectCount: row.subjectCount, listVersion: row.listVersion), in: .devices)
                }
            }
            #expect(try await cases("?wachtOp=decide", at: hub) == [])

            #expect(try await hub.tick() == 0)

            #expect(try await cases("?wachtOp=decide", at: hub) == [open.caseID])
            #expect(try await rows()[0] == before[0])
            #expect(try await rows()[1]?.work?.tasks == [])
            #expect(try await hub.core.store.read { try $0.casesWithoutWork(in: .devices, most: 9) } == [])
        }
    }
}
