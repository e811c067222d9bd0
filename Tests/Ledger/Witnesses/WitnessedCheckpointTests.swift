// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@Suite("Witnessed checkpoints")
struct WitnessedCheckpointTests {
    @Test("a public checkpoint opened by a policy tells who cosigned it and when")
    func published() throws {
        let names = ["tuin", "smartit", "remora", "mol"]
        let witnesses = zip(names, PublishedCosignatures.realWitnesses).map { "witness \($0) \($1)\n" }.joined()
        let text = "log \(PublishedCosignatures.realLog)\n\(witnesses)group g 3 tuin smartit remora mol\nquorum g\n"

        let opened = try WitnessedCheckpoint(
            opening: SignedNote(parsing: PublishedCosignatures.real), under: WitnessPolicy(parsing: text))

        #expect(opened.checkpoint.origin == "arche2025h1.staging.ct.transparency.dev")
        #expect(opened.cosignatures.map(\.witness.vkey) == PublishedCosignatures.realWitnesses)
        #expect(opened.cosignatures.map(\.time) == [UInt64](repeating: PublishedCosignatures.realTime, count: 4))
        #expect(opened.isSatisfying)
    }

    @Test("too few cosignatures are told, not thrown")
    func tooFew() throws {
        let policy = try WitnessPolicy(
            parsing: """
                witness a \(PublishedCosignatures.realWitnesses[0])
                witness b \(PublishedCosignatures.otherWitness)
                group g all a b
                quorum g
                """)
        let log = try NoteVerifier(vkey: PublishedCosignatures.realLog)

        let opened = try WitnessedCheckpoint(
            opening: SignedNote(parsing: PublishedCosignatures.real), under: policy, logs: [log])

        #expect(opened.cosignatures.count == 1)
        #expect(!opened.isSatisfying)
    }

    @Test("without the log's own signature witnesses do not help")
    func unknownLog() throws {
        let policy = try WitnessPolicy(parsing: "witness a \(PublishedCosignatures.realWitnesses[0])\nquorum a\n")
        let note = try SignedNote(parsing: PublishedCosignatures.real)
        #expect(fault { try WitnessedCheckpoint(opening: note, under: policy) } == .unknownSigner)
    }

    @Test("a changed cosignature of a known witness rejects the checkpoint")
    func changed() throws {
        let policy = try WitnessPolicy(
            parsing: "log \(PublishedCosignatures.realLog)\nwitness a \(PublishedCosignatures.realWitnesses[0])\nquorum none\n")
        let text = PublishedCosignatures.real.split(separator: "2AQqhwAAAABqEiEg").joined(separator: "2AQqhwAAAABqEiEh")
        let note = try SignedNote(parsing: text)
        #expect(fault { try WitnessedCheckpoint(opening: note, under: policy) } == .wrongSignature)
    }
}
