// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

extension TrialHub {
    /// Asks a sample of a party.
    func sample(_ count: Int = 10, of party: PartyID = Cast.telecom, as actor: Actor = Cast.supervisor, key: String? = nil)
        async throws
        -> TrialAnswer
    {
        try await post(
            "/v1/steekproeven", ["maatregel": .string("devices/stolen/\(party)"), "aantal": .integer(Int64(count))], as: actor,
            key: key)
    }

    /// Asks one that must be accepted.
    /// - Returns: what the edges are asked.
    func asked(_ count: Int = 10, of party: PartyID = Cast.telecom) async throws -> SampleQuestion {
        let answer = try await sample(count, of: party)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(try await openSamples().last { $0.question.id.description == answer.json["steekproef"]?.string })
            .question
    }

    /// The samples that wait for answers.
    func openSamples() async throws -> [SampleSheet] { try await core.store.read { try $0.openSamples(in: .devices) } }

    /// A sample as somebody sees it.
    func shown(_ id: SampleID, as actor: Actor = Cast.supervisor) async throws -> JSON {
        let answer = try await get("/v1/steekproeven/\(id)", as: actor)
        try #require(answer.status == 200, "\(answer.text)")
        return answer.json
    }

    /// What the list said at a version, by replaying its entries.
    func list(at version: Int) async throws -> [String: ListStatus] {
        let tag = core.secrets.tag(of: .list(.stolen, of: .devices))
        return try await core.store.read { reader in
            var replay = ListReplay(list: .stolen)
            for entry in try reader.entries(of: .devices, tag: tag, sequences: 1..<UInt64(version) + 1) {
                let bytes = try reader.payload(of: .devices, at: entry.index)?.bytes ?? []
                try replay.take(
                    kind: entry.leaf.kind, payload: JSON(parsing: bytes, limits: .payload),
                    at: Instant(milliseconds: entry.leaf.time))
            }
            return replay.statuses
        }
    }
}

extension TrialEdge {
    /// An edge of a party that has stated all versions so far.
    static func complying(_ party: PartyID = Cast.telecom, named name: String = "rand-1", with version: Int, at hub: TrialHub)
        async throws
        -> TrialEdge
    {
        let edge = try TrialEdge(of: party, named: name)
        try await edge.register(at: hub)
        try await edge.comply(with: version, at: hub)
        return edge
    }

    /// The note with which it answers a question; what is not given is as it should be.
    func answer(
        _ question: SampleQuestion, version: Int, verdicts: [SampleVerdict], about addressee: PartyID? = nil,
        commitment: Commitment? = nil,
        origin: String? = nil, id: SampleID? = nil, by signer: NoteSigner? = nil, at hub: TrialHub
    ) throws -> String {
        let statement = SampleStatement(
            origin: origin ?? question.origin, measure: MeasureID(register: .devices, list: .stolen, party: addressee ?? party),
            sample: id ?? question.id, commitment: commitment ?? question.commitment, version: version, at: hub.clock.now(),
            verdicts: verdicts)
        return try SignedNote(signing: statement.text, with: [signer ?? self.signer]).description
    }

    /// What an honest edge answers by a version of the list.
    func honest(_ question: SampleQuestion, version: Int, at hub: TrialHub) async throws -> [SampleVerdict] {
        let list = try await hub.list(at: version)
        return question.subjects.map { list[$0].map { SampleVerdict(for: $0) } ?? .permitted }
    }

    /// Hands in an answer.
    func hand(_ note: String, at hub: TrialHub, as actor: Actor? = nil, key: String? = nil) async throws -> TrialAnswer {
        try await hub.post("/v1/steekproefantwoorden", ["antwoord": .string(note)], as: actor ?? self.actor, key: key)
    }
}
