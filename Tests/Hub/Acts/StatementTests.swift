// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("Statements of an edge")
struct StatementTests {
    /// A hub with a blocked device and a registered edge of one provider.
    private func run(_ body: (TrialHub, TrialEdge) async throws -> Void) async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            _ = try await hub.blocked(1)
            try await body(hub, edge)
        }
    }

    /// That statements are refused at a field with a code, and leave the log as it was.
    private func expectRefused(
        _ notes: [String], _ status: Int, _ code: String, _ field: String, at hub: TrialHub, by edge: TrialEdge,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let size = hub.size()
        let answer = try await edge.state(notes, at: hub)
        #expect(answer.status == status, "\(answer.text)", sourceLocation: sourceLocation)
        #expect(answer.code == code, sourceLocation: sourceLocation)
        #expect(answer.faultFields == [field], sourceLocation: sourceLocation)
        #expect(hub.size() == size, sourceLocation: sourceLocation)
    }

    @Test("the signed note itself is entered as evidence")
    func evidence() async throws {
        try await run { hub, edge in
            let note = try edge.note(.delivered, version: 1, at: hub)

            let answer = try await edge.state([note], at: hub)

            let receipt = try Receipt(parsing: #require(answer.json["ontvangstbewijs"]?.string))
            #expect(receipt.opening?.payload["note"] == .string(note))
            #expect(receipt.leaf.kind == "delivered")
        }
    }

    @Test("a statement that is made twice is entered once")
    func twice() async throws {
        try await run { hub, edge in
            let note = try edge.note(.delivered, version: 1, at: hub)

            let both = try await edge.state([note, note], at: hub)
            let size = hub.size()
            let again = try await edge.state([note], at: hub)

            #expect(both.json["aantal"] == 1)
            #expect(again.status == 201)
            #expect(again.json["aantal"] == 0)
            #expect(hub.size() == size)
        }
    }

    @Test("facts become true in order")
    func order() async throws {
        try await run { hub, edge in
            try await expectRefused([try edge.note(.carriedOut, version: 1, at: hub)], 409, "not-now", "feit", at: hub, by: edge)
            try await expectRefused(
                [try edge.note(.delivered, version: 1, at: hub), try edge.note(.carriedOut, version: 1, at: hub)], 409, "not-now",
                "feit",
                at: hub, by: edge
            )
        }
    }

    @Test("a version that does not exist yet cannot be carried out, and a fact does not go back")
    func versions() async throws {
        try await run { hub, edge in
            try await expectRefused([try edge.note(.delivered, version: 2, at: hub)], 400, "invalid", "versie", at: hub, by: edge)
            _ = try await hub.blocked(2)
            try await edge.comply(with: 2, at: hub)
            try await expectRefused([try edge.note(.delivered, version: 1, at: hub)], 409, "not-now", "versie", at: hub, by: edge)
        }
    }

    @Test("a note that somebody else signed, or nobody, is no statement of this party")
    func signer() async throws {
        try await run { hub, edge in
            let imposter = try TrialEdge(of: Cast.telecom)
            let unregistered = try TrialEdge(of: Cast.telecom, named: "rand-2")
            let other = try TrialEdge(of: Cast.mobile)
            try await other.register(at: hub)
            let field = "verklaringen[0]"

            for stranger in [imposter, unregistered, other] {
                let note = try stranger.note(.delivered, version: 1, at: hub, about: Cast.telecom)
                try await expectRefused([note], 400, "bad-proof", field, at: hub, by: edge)
            }
            try await expectRefused(["geen notitie"], 400, "invalid", field, at: hub, by: edge)
        }
    }

    @Test("a note that was changed after signing does not hold")
    func changed() async throws {
        try await run { hub, edge in
            let note = try edge.note(.delivered, version: 1, at: hub)

            for (from, to) in [
                ("delivered", "carried-out"), ("\n1\n", "\n2\n"), (Cast.telecom.description, Cast.mobile.description),
            ] {
                let parts = note.split(separator: "\n\n", maxSplits: 1).map { String($0) }
                let forged = parts[0].replacing(from, with: to, maxReplacements: 1) + "\n\n" + parts[1]
                try await expectRefused([forged], 400, "bad-proof", "verklaringen[0]", at: hub, by: edge)
            }
        }
    }

    @Test("a statement about another log, or on a tree this log never had, proves nothing")
    func tree() async throws {
        try await run { hub, edge in
            let otherLog = try edge.note(.delivered, version: 1, at: hub, origin: "other.example/devices")
            let otherTree = try edge.note(.delivered, version: 1, at: hub, root: MerkleHash.empty)

            for note in [otherLog, otherTree] {
                try await expectRefused([note], 400, "bad-proof", "verklaringen[0]", at: hub, by: edge)
            }
        }
    }

    @Test("a statement about an older tree of the same log holds")
    func olderTree() async throws {
        try await run { hub, edge in
            let note = try edge.note(.delivered, version: 1, at: hub)
            try await hub.perform("reports") { scope in
                for phone in 10..<300 { _ = try TrialHub.reporting(phone, random: UInt64(phone) << 8).perform(scope) }
            }

            let answer = try await edge.state([note], at: hub)

            #expect(answer.status == 201, "\(answer.text)")
        }
    }

    @Test("a good statement beside a wrong one is not entered either")
    func together() async throws {
        try await run { hub, edge in
            let good = try edge.note(.delivered, version: 1, at: hub)

            try await expectRefused([good, "x"], 400, "invalid", "verklaringen[1]", at: hub, by: edge)
        }
    }

    @Test("a statement about a measure of another party is refused")
    func wrongParty() async throws {
        try await run { hub, edge in
            let note = try edge.note(.delivered, version: 1, at: hub, about: Cast.mobile)

            try await expectRefused([note], 403, "wrong-party", "maatregel", at: hub, by: edge)
        }
    }

    @Test("a statement about a measure that nobody has is unknown")
    func unknownMeasure() async throws {
        try await run { hub, edge in
            let note = try edge.note(.delivered, version: 1, at: hub, about: Cast.stranger)

            try await expectRefused([note], 404, "unknown", "maatregel", at: hub, by: edge)
        }
    }

    @Test("a new key of the same edge replaces the old one")
    func newKey() async throws {
        try await run { hub, edge in
            let renewed = try TrialEdge(of: Cast.telecom)
            try await renewed.register(at: hub)

            try await expectRefused(
                [try edge.note(.delivered, version: 1, at: hub)], 400, "bad-proof", "verklaringen[0]", at: hub, by: edge)
            try await renewed.comply(with: 1, at: hub)
            #expect(try await hub.measure(of: Cast.telecom)["uitgevoerd"]?["versie"] == 1)
        }
    }
}
