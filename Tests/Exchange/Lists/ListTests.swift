// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("Lists follow from what cases hold")
struct ListTests {
    private let first = CaseID(prefix: "TR", random: 1)
    private let second = CaseID(prefix: "TR", random: 2)

    private func status(_ holds: [(CaseID, ListStatus)], when id: CaseID, becomes status: ListStatus?) -> [ListStatus?] {
        let answer = Trial.listRule.status(of: holds.map { ListHold(caseID: $0, status: $1) }, when: id, becomes: status)
        return [answer.before, answer.after]
    }

    @Test("the strongest status holds, in the order the policy gives")
    func strongest() {
        #expect(Trial.listRule.strongest(of: ["tracking", "prohibited", "tracking"]) == "prohibited")
        #expect(Trial.listRule.strongest(of: ["tracking"]) == "tracking")
        #expect(Trial.listRule.strongest(of: []) == nil)
    }

    @Test("a status the policy does not know is weaker than all it knows")
    func unknownStatus() {
        #expect(Trial.listRule.strongest(of: ["rumour", "tracking"]) == "tracking")
        #expect(Trial.listRule.strongest(of: ["rumour"]) == "rumour")
    }

    @Test("the first case that holds a subject lists it; the only one that lets go releases it")
    func oneCase() {
        #expect(status([], when: first, becomes: "tracking") == [nil, "tracking"])
        #expect(status([(first, "tracking")], when: first, becomes: nil) == ["tracking", nil])
        #expect(status([(first, "tracking")], when: first, becomes: "prohibited") == ["tracking", "prohibited"])
        #expect(status([], when: first, becomes: nil) == [nil, nil])
    }

    @Test("a subject that two cases hold stays listed until both let go")
    func twoCases() {
        let both: [(CaseID, ListStatus)] = [(first, "prohibited"), (second, "prohibited")]

        #expect(status(both, when: first, becomes: nil) == ["prohibited", "prohibited"])
        #expect(status([(second, "prohibited")], when: second, becomes: nil) == ["prohibited", nil])
    }

    @Test("when the stronger of two holds is let go, the weaker shows; a weaker one that joins changes nothing")
    func weakerRemains() {
        let both: [(CaseID, ListStatus)] = [(first, "prohibited"), (second, "tracking")]

        #expect(status(both, when: first, becomes: nil) == ["prohibited", "tracking"])
        #expect(status(both, when: second, becomes: nil) == ["prohibited", "prohibited"])
        #expect(status([(first, "prohibited")], when: second, becomes: "tracking") == ["prohibited", "prohibited"])
        #expect(status([(first, "tracking")], when: second, becomes: "prohibited") == ["tracking", "prohibited"])
    }

    @Test("a listing is read back as it was, through its canonical bytes")
    func roundTrip() throws {
        let listings = [
            Listing(list: "held", listed: ["prohibited": ["1", "2"], "tracking": ["3"]], released: ["4"]),
            Listing(list: "held", listed: [:], released: ["4"]), Listing(list: "held", listed: ["tracking": ["3"]], released: []),
        ]
        for listing in listings {
            #expect(try Listing(json: JSON(parsing: listing.json.canonical())) == listing)
        }
    }

    @Test("a listing says which subjects and nothing else")
    func nothingElse() throws {
        let listing = Listing(list: "held", listed: ["prohibited": ["1"], "tracking": []], released: ["2"])

        #expect(listing.json == ["list": "held", "listed": ["prohibited": ["1"]], "released": ["2"]])
    }

    @Test("a listing is empty when no subject changes")
    func empty() {
        #expect(Listing(list: "held", listed: [:], released: []).isEmpty)
        #expect(Listing(list: "held", listed: ["tracking": []], released: []).isEmpty)
        #expect(!Listing(list: "held", listed: ["tracking": ["1"]], released: []).isEmpty)
        #expect(!Listing(list: "held", listed: [:], released: ["1"]).isEmpty)
    }

    @Test(
        "a malformed listing is refused by its member",
        arguments: [
            (["listed": [:], "released": []], "list"), (["list": 1, "listed": [:], "released": []], "list"),
            (["list": "held", "released": []], "listed"), (["list": "held", "listed": [], "released": []], "listed"),
            (["list": "held", "listed": ["tracking": "1"], "released": []], "tracking"),
            (["list": "held", "listed": ["tracking": [1]], "released": []], "tracking"),
            (["list": "held", "listed": [:]], "released"), (["list": "held", "listed": [:], "released": [[]]], "released"),
            ("held", "list"),
        ] as [(JSON, String)]
    )
    func malformed(json: JSON, member: String) {
        #expect { try Listing(json: json) } throws: { ($0 as? MalformedRecord)?.member == member }
    }

    @Test("disturbed listings are refused or read, and never crash")
    func disturbed() {
        let text = Listing(list: "held", listed: ["prohibited": ["1", "2"], "tracking": ["3"]], released: ["4"]).json.canonicalText
        for text in ClockFixture.disturbed([text], count: 3_000, seed: 71) {
            guard let json = try? JSON(parsing: text), let listing = try? Listing(json: json) else { continue }
            let again = try? Listing(json: listing.json)
            #expect(again?.released == listing.released)
            #expect(again?.listed == listing.listed.filter { !$0.value.isEmpty })
        }
    }
}
