// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Edge
import Exchange
import Identifiers
import Ledger

/// The story of one phone, from report to block and back.
struct Story {
    let demonstration: Demonstration
    let teller: StoryTeller
    let listSize: Int

    /// The phone of the story: an IMEI of a real type that the generated list does not hold.
    private static let phone = "356868000041418"
    /// The ways in which networks and people write that one phone.
    static let spellings = ["imei-356868000041418", "imei-356868000041410", "imeisv-3568680000414103"]

    /// What the story is remembered by.
    struct Memory {
        var decisionToActive: [String: Int64] = [:]
        var releaseToActive: [String: Int64] = [:]
        var report = ""
        var secret = ""
        var caseNumber = ""
    }

    func play() async throws -> Memory {
        var memory = Memory()
        try await setUp()
        try await bringListIn()
        try await report(&memory)
        try await decide(memory)
        memory.decisionToActive = try await carriedOut("Every provider delivers, accepts and carries out", memory, decision: 1)
        try await askProviders("An independent HTTP/2 client asks every provider for the phone", expecting: "BLACKLISTED")
        try await verifyReceipt(memory)
        try await recover(memory)
        memory.releaseToActive = try await carriedOut("Every provider lifts the block", memory, decision: 2)
        try await askProviders("The independent client asks again", expecting: "WHITELISTED")
        return memory
    }

    private func setUp() async throws {
        try await teller.play("A hub starts on an embedded store") {
            try await demonstration.hub.start()
            return "open \(await demonstration.hub.ports["open"] ?? 0), parties \(await demonstration.hub.ports["parties"] ?? 0)"
        }
        try await teller.play("Police, a regulator and three providers become parties, each with a mandate and a certificate") {
            try await demonstration.enrol(
                DemoCast.police, folders: [("officer-1", DemoCast.officers[0]), ("officer-2", DemoCast.officers[1])])
            try await demonstration.enrol(
                DemoCast.regulator, folders: [("regulator", nil), ("supervisor", DemoCast.regulator.persons[0])])
            for (index, provider) in DemoCast.providers.enumerated() {
                try await demonstration.enrol(provider, folders: [("provider-\(index + 1)", nil)])
            }
            return "\(2 + DemoCast.providers.count) parties"
        }
        try await teller.play("Each provider starts an edge") {
            try await demonstration.startEdges()
            return "5G-EIRs on ports \(await demonstration.servicePorts().map(String.init).joined(separator: ", "))"
        }
    }

    private func bringListIn() async throws {
        let path = demonstration.folder + "/stolen.csv"
        try await teller.play("A list of \(listSize) stolen devices is written in DIRBS form") {
            var bytes: [UInt8] = []
            StolenListGenerator(seed: 350, count: listSize, mixesSpellings: true).write { bytes.append(contentsOf: $0) }
            try Files.write(String(decoding: bytes, as: UTF8.self), to: path)
            return "\(path), \(bytes.count) bytes, seed 350"
        }
        var cases: [String] = []
        var counts = StolenListCounts()
        try await teller.play("An officer brings the list in, and a second confirms") {
            let survey = try StolenListImport.survey(ByteSource(path: path))
            let officer = try await demonstration.partyDoor(as: "officer-1")
            let second = try await demonstration.partyDoor(as: "officer-2")
            for report in StolenListImport.reports(of: survey, source: "DIRBS stolen list (generated)") {
                let number = try await act(officer, "/v1/meldingen", report)["zaak"]?.string ?? ""
                _ = try await act(
                    officer, "/v1/zaken/\(number)/besluiten", ["soort": "block", "redenen": "Lijst van gestolen toestellen"])
                _ = try await act(second, "/v1/zaken/\(number)/besluiten/1/bevestigingen", [:])
                cases.append(number)
            }
            counts = survey.counts
            return "\(counts.accepted) accepted, \(counts.duplicates) duplicate, \(counts.refused) refused"
        }
        try await clear(cases)
        try await teller.play("Every provider has the list active") {
            try await waitUntilNobodyLags()
            return "\(counts.accepted) devices"
        }
    }

    /// Lets what goes over the limits of the list go out, as it does in a register that is still empty.
    private func clear(_ cases: [String]) async throws {
        let supervisor = try await demonstration.partyDoor(as: "supervisor")
        var waiting: [(caseNumber: String, change: Int64, causes: String)] = []
        for number in cases {
            let changes = try await Persistence.until { try await supervisor.get("/v1/zaken/\(number)")["wachtend"]?.array ?? [] }
            waiting += changes.map { change in
                let causes = (change["oorzaken"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
                return (number, change["nummer"]?.integer ?? 0, causes)
            }
        }
        guard let first = waiting.first else { return }
        try await teller.play("It goes over the limits of the list: the supervisor lets it go out") {
            for change in waiting {
                _ = try await act(
                    supervisor, "/v1/zaken/\(change.caseNumber)/wachtend/\(change.change)/vrijgaven",
                    ["redenen": "De eerste lijst van het register"])
            }
            return first.causes
        }
    }

    private func report(_ memory: inout Memory) async throws {
        var answer: JSON = [:]
        try await teller.play("A victim reports her stolen phone") {
            let date = DutchTime.date(of: SystemTimekeeper().now())
            answer = try await act(
                demonstration.openDoor(), "/v1/meldingen",
                [
                    "soort": "theft", "onderwerpen": [.string(Story.phone)],
                    "gegevens": [
                        "datum": .string(date.description), "regio": "Utrecht", "omschrijving": "Meegenomen uit de trein",
                    ],
                ]
            )
            try Files.write(answer["ontvangstbewijs"]?.string ?? "", to: demonstration.folder + "/receipt.txt")
            return "report \(answer["melding"]?.string ?? "?"), secret \(answer["geheim"]?.string ?? "?")"
        }
        memory.report = answer["melding"]?.string ?? ""
        memory.secret = answer["geheim"]?.string ?? ""
        memory.caseNumber = answer["zaak"]?.string ?? ""
    }

    private func decide(_ memory: Memory) async throws {
        let officer = try await demonstration.partyDoor(as: "officer-1")
        let second = try await demonstration.partyDoor(as: "officer-2")
        let path = "/v1/zaken/\(memory.caseNumber)/besluiten"
        try await teller.play("An officer proposes to block it") {
            let answer = try await act(
                officer, path, ["soort": "block", "redenen": "Diefstal is aannemelijk; het toestel hoort bij de melder"])
            return "decision \(answer["nummer"]?.integer ?? 0) waits for a second person"
        }
        try await teller.play("The same officer cannot confirm it") {
            do {
                _ = try await act(officer, "\(path)/1/bevestigingen", [:])
            } catch let failure as HubFailure where failure.code == RefusalCode.samePerson.rawValue {
                return "refused: \(failure.faults.first ?? failure.detail)"
            }
            throw StoryTeller.DidNotHold(description: "one person confirmed his own proposal")
        }
        try await teller.play("A second officer confirms") {
            let answer = try await act(second, "\(path)/1/bevestigingen", [:])
            return "the case is now \(answer["fase"]?.string ?? "?")"
        }
    }

    /// Waits until all providers have stated that a decision is carried out, and tells their times as the hub recorded them.
    private func carriedOut(_ name: String, _ memory: Memory, decision: Int) async throws -> [String: Int64] {
        var times: [String: Int64] = [:]
        try await teller.play(name) {
            var shown: JSON = [:]
            try await Persistence.wait(for: "carrying out") {
                let officer = try await demonstration.partyDoor(as: "officer-1")
                shown = try await Persistence.until { try await officer.get("/v1/zaken/\(memory.caseNumber)") }
                let parties = shown["uitvoering"]?.array ?? []
                return parties.count == DemoCast.providers.count && parties.allSatisfy { $0["uitgevoerd"] != nil }
            }
            guard let decided = shown["besluiten"]?[decision - 1]?["moment"]?.string.flatMap({ Instant(rfc3339: $0) }) else {
                throw StoryTeller.DidNotHold(description: "the decision has no moment")
            }
            var lines: [String] = []
            for party in shown["uitvoering"]?.array ?? [] {
                func after(_ member: String, _ clock: String = "gesteld") -> Int64 {
                    party[member]?[clock]?.string.flatMap { Instant(rfc3339: $0) }.map { ($0 - decided).milliseconds } ?? -1
                }
                let provider = party["naam"]?.string ?? "?"
                times[provider] = after("uitgevoerd", "vastgelegd")
                lines.append(
                    "\(provider): delivered \(after("afgeleverd")) ms, accepted \(after("aanvaard")) ms, carried out \(after("uitgevoerd")) ms after the decision; recorded at \(after("uitgevoerd", "vastgelegd")) ms"
                )
            }
            guard times.values.allSatisfy({ $0 < 1_000 }) else {
                let restarts = await demonstration.restarts()
                guard restarts > 0 else {
                    throw StoryTeller.DidNotHold(description: "not within a second\n" + lines.joined(separator: "\n"))
                }
                return (lines + ["(processes were started again \(restarts) times)"]).joined(separator: "\n")
            }
            return lines.joined(separator: "\n")
        }
        return times
    }

    private func askProviders(_ name: String, expecting expected: String) async throws {
        try await teller.play(name) {
            var lines: [String] = []
            for (index, port) in await demonstration.servicePorts().enumerated() {
                for spelling in Story.spellings {
                    var answer: String?
                    try await Persistence.wait(.seconds(20), for: "an answer of provider \(index + 1)") {
                        answer = try await CurlClient.equipmentStatus(spelling, port: port)
                        return answer != nil
                    }
                    guard answer == expected else {
                        throw StoryTeller.DidNotHold(
                            description: "provider \(index + 1) answers \(answer ?? "nothing") for \(spelling)")
                    }
                }
                lines.append("provider \(index + 1): \(expected) for all \(Story.spellings.count) spellings")
            }
            return lines.joined(separator: "\n")
        }
    }

    private func verifyReceipt(_ memory: Memory) async throws {
        try await teller.play("The victim's receipt is verified offline") {
            let keys = try demonstration.credentials("provider-1").logKeys
            let verified = try Receipt(parsing: Files.text(demonstration.folder + "/receipt.txt")).verify(by: keys)
            return "entry \(verified.index) of \(verified.origin), in a tree of \(verified.size)"
        }
    }

    private func recover(_ memory: Memory) async throws {
        try await teller.play("The owner has her phone back and says so") {
            let answer = try await act(
                demonstration.openDoor(), "/v1/meldingen/\(memory.report)/vervolgmeldingen",
                ["soort": "recovery", "geheim": .string(memory.secret), "gegevens": [:]]
            )
            return "report \(answer["melding"]?.string ?? "?")"
        }
        try await teller.play("An officer lifts the block") {
            let answer = try await act(
                demonstration.partyDoor(as: "officer-2"), "/v1/zaken/\(memory.caseNumber)/besluiten",
                ["soort": "unblock", "redenen": "De eigenaar heeft het toestel terug"]
            )
            return "the case is now \(answer["fase"]?.string ?? "?")"
        }
    }

    private func waitUntilNobodyLags() async throws {
        let regulator = try await demonstration.partyDoor(as: "regulator")
        try await Persistence.wait(for: "every provider having the list active") {
            let measures = try await Persistence.until { try await regulator.get("/v1/maatregelen")["maatregelen"]?.array ?? [] }
            return measures.count == DemoCast.providers.count
                && measures.allSatisfy {
                    $0["uitgevoerd"]?["versie"]?.integer == $0["nieuwsteVersie"]?.integer && $0["nieuwsteVersie"] != 0
                }
        }
    }

    /// Acts under one idempotency key for as long as the hub is away, so that an act is done once whatever happens meanwhile.
    private func act(_ door: HubConnection, _ path: String, _ body: JSON) async throws -> JSON {
        let key = UUIDText.fresh()
        return try await Persistence.until { try await door.post(path, body, key: key) }
    }
}
