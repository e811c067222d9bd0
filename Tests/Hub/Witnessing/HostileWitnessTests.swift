// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Hummingbird
import Ledger
import NIOCore
import Synchronization
import Testing

@testable import Hub

@Suite("Witnesses that mean harm, or fail", .timeLimit(.minutes(10)))
struct HostileWitnessTests {
    /// What whoever hangs waits for.
    final class Gate: Sendable {
        private let isOpen = Atomic(false)

        func open() { isOpen.store(true, ordering: .relaxed) }

        func opened() async throws {
            while !isOpen.load(ordering: .relaxed) { try await Task.sleep(for: .milliseconds(10)) }
        }
    }

    /// What one bad witness can do.
    enum Vice: String, CaseIterable, Sendable {
        case wrongKey = "wrong-key"
        case wrongSignature = "wrong-signature"
        case stale
        case future
        case garbage
        case empty
        case huge
        case hanging
        case hangingBody
        case failing
        case refusing

        /// The code that the operator sees.
        var code: String {
            switch self {
            case .empty: "garbage"
            case .hanging, .hangingBody: "timeout"
            case .failing: "500"
            case .refusing: "409"
            default: rawValue
            }
        }

        /// How long the hub waits for it: only whoever hangs is to be found too slow.
        var timeout: Duration { code == "timeout" ? .milliseconds(700) : .seconds(60) }

        func answer(_ request: AddCheckpointRequest, _ signer: WitnessSigner, until gate: Gate) async throws -> Response {
            let now = UInt64(TrialHub.start.milliseconds / 1000)
            let text = request.note.text
            switch self {
            case .wrongKey: return Self.ok("\(try WitnessSigner(generating: signer.name).cosign(text, at: now))\n")
            case .wrongSignature:
                let other = Checkpoint(origin: request.claim.origin, size: request.claim.size + 1, root: request.claim.root)
                return Self.ok("\(try signer.cosign(other.text, at: now))\n")
            case .stale: return Self.ok("\(try signer.cosign(text, at: now - 3_600))\n")
            case .future: return Self.ok("\(try signer.cosign(text, at: now + 3_600))\n")
            case .garbage: return Self.ok("<html>hallo</html>\n")
            case .empty: return Self.ok("")
            case .huge: return Self.ok(String(repeating: "\u{2014} a AAAAAAAA\n", count: 100_000))
            case .hanging:
                try await gate.opened()
                return Self.ok("")
            case .hangingBody:
                return Response(
                    status: .ok,
                    body: ResponseBody { writer in
                        try await writer.write(ByteBuffer(string: "\u{2014} "))
                        try await gate.opened()
                        try await writer.finish(nil)
                    })
            case .failing: return Response(status: .internalServerError)
            case .refusing: return Response(status: .conflict, body: .init(byteBuffer: ByteBuffer(string: "3\n")))
            }
        }

        static func ok(_ text: String) -> Response {
            Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: text)))
        }
    }

    @Test("nothing it sends is believed, it is named, and the good witness beside it is not held up", arguments: Vice.allCases)
    func vice(_ vice: Vice) async throws {
        try await TrialHub.run { hub async throws in
            try await hub.grow(1...3)
            try await hub.witnessed(by: "good.example") { good async throws in
                let gate = Gate()
                try await hub.misled(by: "bad.example", answer: { try await vice.answer($0, $1, until: gate) }) {
                    bad async throws in
                    defer { gate.open() }
                    try await hub.collecting(from: [bad, good], quorum: "any", timeout: vice.timeout) { board async throws in
                        // A bad witness that hangs does so until all this was seen.
                        #expect(try await eventually { board.satisfiedSize(of: .devices) == hub.size() })
                        #expect(try await eventually { board.standings.first?.trouble?.code == vice.code })
                        #expect(board.standings.last?.trouble == nil)
                        let names = board.cosigned(.devices)?.signatures.map(\.name)
                        #expect(names == ["hub.example/devices", "good.example"])
                    }
                }
            }
        }
    }

    @Test("lines of other keys beside the right one are left out")
    func others() async throws {
        try await TrialHub.run { hub async throws in
            try await hub.grow(1...3)
            let answer: @Sendable (AddCheckpointRequest, WitnessSigner) async throws -> Response = { request, signer in
                let now = UInt64(TrialHub.start.milliseconds / 1000)
                let stranger = try WitnessSigner(generating: "stranger.example").cosign(request.note.text, at: now)
                return Vice.ok("\(stranger)\n\(try signer.cosign(request.note.text, at: now))\n")
            }
            try await hub.misled(by: "witness.example/w1", answer: answer) { witness async throws in
                try await hub.collecting(from: [witness], quorum: "all") { board async throws in
                    #expect(try await eventually { board.cosigned(.devices) != nil })
                    #expect(board.cosigned(.devices)?.signatures.map(\.name) == ["hub.example/devices", "witness.example/w1"])
                }
            }
        }
    }

    @Test("a slow witness has one question at a time, skips what came in between, and holds up no act")
    func slow() async throws {
        let tally = Tally()
        try await TrialHub.run { hub async throws in
            try await hub.grow(1...1)
            let answer: @Sendable (AddCheckpointRequest, WitnessSigner) async throws -> Response = { request, signer in
                tally.enter()
                defer { tally.leave() }
                try await Task.sleep(for: .milliseconds(1_500))
                let now = UInt64(TrialHub.start.milliseconds / 1000)
                return Vice.ok("\(try signer.cosign(request.note.text, at: now))\n")
            }
            try await hub.misled(by: "witness.example/w1", answer: answer) { witness async throws in
                try await hub.collecting(from: [witness], quorum: "all") { board async throws in
                    let start = ContinuousClock.now
                    try await hub.grow(10...69)
                    let took = ContinuousClock.now - start
                    #expect(try await eventually { board.satisfiedSize(of: .devices) == hub.size() })
                    #expect(tally.most == 1)
                    #expect(tally.total < 60)
                    #expect(took < .milliseconds(1_500 * 60))
                }
            }
        }
    }

    @Test("a hub closes though a witness hangs, and does not wait for it")
    func closing() async throws {
        try await TrialHub.run { hub async throws in
            try await hub.grow(1...1)
            let (tally, gate) = (Tally(), Gate())
            let answer: @Sendable (AddCheckpointRequest, WitnessSigner) async throws -> Response = { _, _ in
                tally.enter()
                try await gate.opened()
                return Vice.ok("")
            }
            try await hub.misled(by: "witness.example/w1", answer: answer) { witness async throws in
                defer { gate.open() }
                // The witness answers only when the hub is closed, and the hub would wait an hour for it.
                try await hub.collecting(from: [witness], quorum: "all", timeout: .seconds(3_600)) { _ async throws in
                    #expect(try await eventually { tally.total == 1 })
                }
            }
        }
    }
}
