// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@Suite("The logs that a witness watches")
struct KnownLogsTests {
    private let first: NoteSigner
    private let second: NoteSigner

    init() throws {
        first = try NoteSigner(generating: "hub.example/devices")
        second = try NoteSigner(generating: "hub.example/parties")
    }

    @Test("keys are read by origin; comments and empty lines say nothing")
    func reading() throws {
        let next = try NoteSigner(generating: "hub.example/devices")
        let logs = try KnownLogs(parsing: "# logs\n\n \(first.vkey)\n\(second.vkey)\r\n\t# later\n\(next.vkey)")

        #expect(logs.origins == ["hub.example/devices", "hub.example/parties"])
        #expect(logs.keys(of: "hub.example/devices") == [first.verifier, next.verifier])
        #expect(logs.keys(of: "hub.example/parties") == [second.verifier])
        #expect(logs.keys(of: "hub.example/device") == nil)
        #expect(try KnownLogs(parsing: "").origins.isEmpty)
    }

    @Test("origins that look alike are not the same")
    func alike() throws {
        let kelvin = try NoteSigner(generating: "hub.example/\u{212A}")
        let logs = try KnownLogs(parsing: kelvin.vkey)
        #expect(logs.keys(of: "hub.example/\u{212A}") != nil)
        #expect(logs.keys(of: "hub.example/K") == nil)
    }

    @Test("the hash of an origin is SHA-256 of its bytes")
    func hashes() {
        #expect(KnownLogs.hash(of: "") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(KnownLogs.hash(of: "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test("what is no log's key is refused with the number of its line")
    func refused() throws {
        let witness = try WitnessSigner(generating: "witness.example/w1")
        let cases: [(String, LedgerError.Code)] = [
            ("\(first.vkey)\nonzin", .malformed), ("\n\(first.vkey) \(second.vkey)", .malformed),
            ("\(first.vkey)\n\(first.vkey)", .malformed), ("\n\(witness.vkey)", .unusableKey),
        ]
        for (text, code) in cases {
            do throws(LedgerError) {
                _ = try KnownLogs(parsing: text)
                Issue.record("accepted: \(text)")
            } catch {
                #expect(error.code == code)
                #expect(error.reason.hasPrefix("Line 2 "), "\(error)")
            }
        }
    }

    @Test("too much is refused, and random bytes do no harm")
    func bounds() {
        var random = SeededGenerator(seed: 12)
        #expect(fault { try KnownLogs(parsing: String(repeating: "\n", count: KnownLogs.largestText + 1)) } == .tooLarge)
        for _ in 0..<500 {
            let text = String(decoding: random.damaged(Array("# x\n\(first.vkey)\n\(second.vkey)\n".utf8)), as: UTF8.self)
            if let logs = try? KnownLogs(parsing: text) { #expect(logs.origins.count <= 2) }
        }
    }
}
