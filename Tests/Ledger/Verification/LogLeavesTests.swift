// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@Suite("What the leaves of a log say")
struct LogLeavesTests {
    private let ours = AudienceTag(secret: [1], name: "ours")
    private let others = AudienceTag(secret: [1], name: "others")

    private func leaf(
        _ sequence: UInt64, for audience: AudienceTag? = nil, at time: Int64 = 1_000, register: String = "devices"
    ) throws -> [UInt8] {
        try Leaf(
            register: register, kind: "listing", time: time, audience: audience ?? ours, sequence: sequence,
            commitment: Commitment(salt: Salt(), payload: [])
        ).encode()
    }

    /// The faults of a log of these entries, whose tiles and root are as they should be.
    private func faults(origin: String = FolderLog.origin, _ entries: [[UInt8]]) async throws -> [String] {
        try await FolderLog.with(origin: origin) { log in
            for entry in entries { try log.add(entry) }
            try log.publish()
            return try await log.verifier().verify().faults.map(shape)
        }
    }

    @Test("sequence numbers run 1, 2, 3 for each audience by itself")
    func sequences() async throws {
        #expect(try await faults([leaf(1), leaf(1, for: others), leaf(2, for: others), leaf(2), leaf(3)]) == [])
    }

    @Test("a number left out, repeated, gone back or not begun at 1 is a gap, told once")
    func gaps() async throws {
        let path = "tile/entries/000.p"
        #expect(try await faults([leaf(1), leaf(3), leaf(4)]) == ["sequenceGap \(path)/3 1"])
        #expect(try await faults([leaf(1), leaf(1), leaf(2)]) == ["sequenceGap \(path)/3 1"])
        #expect(try await faults([leaf(1), leaf(2), leaf(1), leaf(2)]) == ["sequenceGap \(path)/4 2"])
        #expect(try await faults([leaf(2), leaf(3)]) == ["sequenceGap \(path)/2 0"])
        #expect(try await faults([leaf(1), leaf(.max), leaf(1)]) == ["sequenceGap \(path)/3 1", "sequenceGap \(path)/3 2"])
    }

    @Test("time may stand still and not go back, also not by steps that each look right")
    func times() async throws {
        let entries = try [leaf(1, at: 5), leaf(2, at: 5), leaf(3, at: 3), leaf(4, at: 4), leaf(5, at: 5)]
        let path = "tile/entries/000.p/5"
        #expect(try await faults(entries) == ["timeWentBack \(path) 2", "timeWentBack \(path) 3"])
        #expect(try await faults([leaf(1, at: 0), leaf(2, at: .max)]) == [])
    }

    @Test("every leaf names the register in the last part of the origin")
    func register() async throws {
        let entries = try [leaf(1), leaf(2, register: "content")]
        #expect(try await faults(entries) == ["wrongRegister tile/entries/000.p/2 1"])
        #expect(try await faults(origin: "hub.example/nl/devices", [leaf(1)]) == [])
        #expect(try await faults(origin: "devices", [leaf(1)]) == [])
        #expect(try await faults(origin: "hub.example/devices/", [leaf(1)]) == ["wrongRegister tile/entries/000.p/1 0"])
    }

    @Test("an entry that is no leaf is named, and explains a jump of the numbers after it")
    func noLeaf() async throws {
        let path = "tile/entries/000.p/4"
        #expect(try await faults([leaf(1), [9, 9], leaf(3), leaf(5)]) == ["wrongLeaf \(path) 1", "sequenceGap \(path) 3"])
        #expect(try await faults([leaf(1), [], leaf(2), leaf(2)]) == ["wrongLeaf \(path) 1", "sequenceGap \(path) 3"])
        #expect(try await faults([leaf(4), [], leaf(3), leaf(4)]).last == "sequenceGap \(path) 2")
    }

    @Test("an entry longer than a leaf can be has its own fault")
    func tooLong() async throws {
        let longest = try Leaf(
            register: String(repeating: "r", count: 32), kind: String(repeating: "k", count: 63), time: 0, audience: ours,
            sequence: 1, commitment: Commitment(salt: Salt(), payload: [])
        ).encode()
        let origin = "hub.example/" + String(repeating: "r", count: 32)
        #expect(longest.count == 162)
        #expect(try await faults(origin: origin, [longest]) == [])
        #expect(try await faults(origin: origin, [longest + [0]]) == ["entryTooLong tile/entries/000.p/1 0"])
        #expect(
            try await faults([leaf(1), [UInt8](repeating: 1, count: 65_535)]) == ["entryTooLong tile/entries/000.p/2 1"])
    }

    @Test("a bundle that is gone explains the jump of numbers, not of time")
    func missingBundle() async throws {
        try await FolderLog.with { log in
            for number in 1...512 as ClosedRange<UInt64> { try log.add(leaf(number, at: number == 513 ? 0 : 1_000)) }
            try log.add(leaf(513, at: 999))
            try log.add(leaf(515, at: 1_000))
            try log.publish()
            try log.source.remove("tile/entries/001")

            let faults = try await log.verifier().verify().faults

            #expect(
                faults.map(shape) == [
                    "missingBundle tile/entries/001", "timeWentBack tile/entries/002.p/2 512",
                    "sequenceGap tile/entries/002.p/2 513",
                ])
        }
    }

    @Test("payloads are checked against their leaves as they pass")
    func openings() async throws {
        try await FolderLog.with { log in
            var openings: [UInt64: Receipt.Opening] = [:]
            for index in 0..<300 as Range<UInt64> {
                let payload: JSON = ["nummer": .integer(Int64(index))]
                let (leaf, salt) = try Leaf.sample(payload: payload, sequence: index + 1)
                try log.add(leaf.encode())
                openings[index] = Receipt.Opening(payload: index == 258 ? ["nummer": 0] : payload, salt: index == 7 ? Salt() : salt)
            }
            try log.publish()

            let report = try await log.verifier { [openings] index, leaf in
                openings[index].flatMap { LogVerifier.check(opening: $0, at: index, leaf: leaf) }
            }.verify()

            #expect(report.faults.map(shape) == ["wrongPayload tile/entries/000 7", "wrongPayload tile/entries/001 258"])
        }
    }

    @Test("a payload is checked in the bytes in which it was recorded")
    func payloadBytes() throws {
        let payload: JSON = ["a": 1, "b": 2]
        let (leaf, salt) = try Leaf.sample(payload: payload)
        let spaced = Array(#"{"a": 1, "b": 2}"#.utf8)

        #expect(LogVerifier.check(opening: .init(payload: payload, salt: salt), at: 0, leaf: leaf) == nil)
        #expect(LogVerifier.check(payload: payload.canonical(), salt: salt, at: 0, leaf: leaf) == nil)
        #expect(LogVerifier.check(payload: spaced, salt: salt, at: 0, leaf: leaf)?.code == .wrongPayload)
        #expect(LogVerifier.check(opening: .init(payload: payload, salt: Salt()), at: 300, leaf: leaf)?.path == "tile/entries/001")
    }
}
