// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

/// A participant's edge: its key, and the statements it signs.
struct TrialEdge {
    let party: PartyID
    let name: String
    let signer: NoteSigner

    init(of party: PartyID, named name: String = "rand-1") throws {
        self.party = party
        self.name = name
        signer = try NoteSigner(generating: EdgeNode.keyName(party: party, edge: name))
    }

    var actor: Actor { .party(party, person: nil) }

    /// Registers the edge's key; it must be accepted.
    func register(at hub: TrialHub) async throws {
        let answer = try await hub.post("/v1/randknopen", ["naam": .string(name), "sleutel": .string(signer.vkey)], as: actor)
        try #require(answer.status == 201, "\(answer.text)")
    }

    /// The signed note that states a fact for a version of the list, on the tree the hub has now.
    /// - Parameters:
    ///   - addressee: whose measure it is about; its own when nil.
    ///   - origin: the log it claims to be about; the hub's own when nil.
    ///   - root: the root it claims to have seen; the right one when nil.
    func note(
        _ fact: MeasureFact, version: Int, at hub: TrialHub, about addressee: PartyID? = nil, origin: String? = nil,
        root: Digest? = nil
    ) throws -> String {
        let head = try #require(hub.core.board.head(of: .devices))
        let checkpoint = try Checkpoint(parsing: SignedNote(parsing: head.checkpoint).text)
        let statement = FactStatement(
            origin: origin ?? checkpoint.origin, measure: MeasureID(register: .devices, list: .stolen, party: addressee ?? party),
            fact: fact, version: version, treeSize: checkpoint.size, root: root ?? checkpoint.root, at: hub.clock.now(), edge: name
        )
        return try SignedNote(signing: statement.text, with: [signer]).description
    }

    /// Hands in statements.
    func state(_ notes: [String], at hub: TrialHub, as actor: Actor? = nil) async throws -> TrialAnswer {
        try await hub.post(
            "/v1/nalevingsverklaringen", ["verklaringen": .array(notes.map { .string($0) })], as: actor ?? self.actor)
    }

    /// States all three facts for a version; they must be accepted.
    func comply(with version: Int, at hub: TrialHub) async throws {
        let notes = try MeasureFact.allCases.map { try note($0, version: version, at: hub) }
        let answer = try await state(notes, at: hub)
        try #require(answer.status == 201, "\(answer.text)")
    }
}
