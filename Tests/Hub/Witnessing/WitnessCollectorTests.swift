// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Hummingbird
import Ledger
import NIOCore
import Testing

@testable import Hub

@Suite("Cosignatures that a hub collects", .timeLimit(.minutes(10)))
struct WitnessCollectorTests {
    private func size(_ note: SignedNote?) throws -> UInt64? { try note.map { try Checkpoint(parsing: $0.text).size } }

    @Test("a log that grows is cosigned by a real witness, each time at its newest head")
    func real() async throws {
        try await TrialHub.run { hub async throws in
            try await hub.grow(1...3)
            try await hub.witnessed(by: "witness.example/w1") { witness async throws in
                try await hub.collecting(from: [witness], quorum: "all") { board async throws in
                    #expect(try await eventually { try size(board.cosigned(.devices)) == hub.size() })
                    for step in 2...6 {
                        try await hub.grow(step * 10...step * 10 + 4)
                        #expect(try await eventually { try size(board.cosigned(.devices)) == hub.size() })
                    }
                    let note = try #require(board.cosigned(.devices))
                    let policy = try WitnessPolicy(parsing: "witness w \(witness.signer.vkey)\nquorum w\n")
                    let key = try #require(hub.place.signers[.devices]?.verifier)
                    let opened = try WitnessedCheckpoint(opening: note, under: policy, logs: [key])
                    #expect(opened.isSatisfying)
                    #expect(opened.cosignatures.first?.time == UInt64(hub.clock.now().milliseconds / 1000))
                    #expect(board.standings.map(\.trouble) == [nil])
                    #expect(board.standings.first?.lag == 0)
                    #expect(board.satisfiedSize(of: .devices) == hub.size())
                }
            }
        }
    }

    @Test("a hub that starts anew learns from the witness where it stopped, past complete tiles")
    func restart() async throws {
        try await TrialHub.run { hub async throws in
            try await hub.grow(1...20)
            try await hub.witnessed(by: "witness.example/w1") { witness async throws in
                for round in 1...2 {
                    try await hub.collecting(from: [witness], quorum: "all") { board async throws in
                        #expect(try await eventually { try size(board.cosigned(.devices)) == hub.size() })
                        #expect(board.standings.first?.trouble == nil)
                    }
                    if round == 1 { try await hub.grow(100...400) }
                }
            }
        }
    }

    @Test("several logs are cosigned, each for itself")
    func logs() async throws {
        try await TrialHub.run { hub async throws in
            try await hub.grow(1...2)
            try await hub.witnessed(by: "witness.example/w1") { witness async throws in
                try await hub.collecting(from: [witness], quorum: "all", logs: [.devices, .parties]) { board async throws in
                    #expect(try await eventually { try size(board.cosigned(.parties)) == hub.size(of: .parties) })
                    #expect(try await eventually { try size(board.cosigned(.devices)) == hub.size() })
                    #expect(board.standings.map(\.log) == [.devices, .parties])
                }
            }
        }
    }

    @Test("two real witnesses cosign one and the same checkpoint while the log keeps growing")
    func together() async throws {
        try await TrialHub.run { hub async throws in
            try await hub.witnessed(by: "witness.example/w1") { first async throws in
                try await hub.witnessed(by: "witness.example/w2") { second async throws in
                    try await hub.collecting(from: [first, second], quorum: "all") { board async throws in
                        try await hub.grow(1...120)
                        #expect(try await eventually { try size(board.cosigned(.devices)) == hub.size() })
                        let names = board.cosigned(.devices)?.signatures.map(\.name).sorted()
                        #expect(names == ["hub.example/devices", "witness.example/w1", "witness.example/w2"])
                    }
                }
            }
        }
    }

    @Test("a witness that saw another history is never counted, and the trouble says what to do")
    func otherHistory() async throws {
        try await TrialHub.run { hub async throws in
            try await hub.grow(1...5)
            try await hub.witnessed(by: "witness.example/w1") { witness async throws in
                // The same keys and another history of the same length: the hub was restored, or somebody was shown another log.
                let key = try #require(hub.place.signers[.devices])
                let other = try Checkpoint(origin: key.name, size: 2, root: MerkleHash.leaf([1])).signed(by: [key])
                let request = try AddCheckpointRequest(oldSize: 0, proof: [], note: other)
                let client = WitnessClient(timeout: .seconds(5))
                guard case .answer(200, _, _) = await client.ask(witness.url, request.bytes) else {
                    Issue.record("the other history was not cosigned")
                    return
                }
                await client.close()

                try await hub.collecting(from: [witness], quorum: "all") { board async throws in
                    #expect(try await eventually { board.standings.first?.trouble?.code == "422" })
                    #expect(board.standings.first?.trouble?.isAlarming == true)
                    #expect(board.cosigned(.devices) == nil)
                }
            }
        }
    }

    @Test("a witness that saw more than there is tells that the log went back")
    func ahead() async throws {
        try await TrialHub.run { hub async throws in
            try await hub.grow(1...3)
            try await hub.misled(
                by: "witness.example/w1",
                answer: { _, _ in
                    Response(
                        status: .conflict, headers: [.contentType: "text/x.tlog.size"],
                        body: .init(byteBuffer: ByteBuffer(string: "1000\n")))
                },
                { witness async throws in
                    try await hub.collecting(from: [witness], quorum: "all") { board async throws in
                        #expect(try await eventually { board.standings.first?.trouble?.code == "ahead" })
                    }
                })
        }
    }

    @Test("a witness that does not know the log is told apart from one that cannot be reached")
    func unknownLog() async throws {
        try await TrialHub.run { hub async throws in
            try await hub.grow(1...3)
            let strangers = try TrialPlace.signers(of: "other.example")
            try await hub.witnessed(by: "witness.example/w1", keys: strangers) { witness async throws in
                let nobody = TrialCosigner(signer: try WitnessSigner(generating: "nobody.example"), url: "http://127.0.0.1:1")
                try await hub.collecting(from: [witness, nobody], quorum: "any") { board async throws in
                    #expect(
                        try await eventually { board.standings.map { $0.trouble?.code } == ["404", "unreachable"] })
                }
            }
        }
    }
}
