// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Ledger

@Suite("Commitments")
struct CommitmentTests {
    private let payload = Array(#"{"imei":"490154203237518"}"#.utf8)

    @Test("a commitment is the SHA-256 of salt and payload")
    func definition() throws {
        // setup: expected values from sha256sum over 32 zero bytes, and over 32 zero bytes and "abc"
        let salt = try #require(Salt(bytes: [UInt8](repeating: 0, count: 32)))
        #expect(Commitment(salt: salt, payload: []).hex == "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925")
        let abc = Commitment(salt: salt, payload: Array("abc".utf8))
        #expect(abc.hex == "365aa7d8f7f9402c4b9434502b4cc89ddb09fe50d7cd95b493b834c62d5a5370")
    }

    @Test("a sealed payload opens its commitment with its salt")
    func sealing() {
        let (salt, commitment) = Commitment.seal(payload: payload)
        #expect(commitment.opens(salt: salt, payload: payload))
    }

    @Test("another payload or another salt does not open it")
    func binding() throws {
        let (salt, commitment) = Commitment.seal(payload: payload)
        for place in payload.indices {
            var changed = payload
            changed[place] ^= 1
            #expect(!commitment.opens(salt: salt, payload: changed))
        }
        #expect(!commitment.opens(salt: Salt(), payload: payload))
        #expect(!commitment.opens(salt: salt, payload: []))
        var bytes = salt.bytes
        bytes[31] ^= 0x80
        #expect(!commitment.opens(salt: try #require(Salt(bytes: bytes)), payload: payload))
    }

    @Test("the same payload is never sealed alike twice")
    func hiding() {
        let commitments = Set((0..<500).map { _ in Commitment.seal(payload: payload).commitment })
        #expect(commitments.count == 500)
    }

    @Test("a payload commits alike from any collection")
    func collections() {
        let salt = Salt()
        let commitment = Commitment(salt: salt, payload: payload)
        #expect(commitment.opens(salt: salt, payload: payload[...]))
        #expect(commitment.opens(salt: salt, payload: payload.lazy.map { $0 }))
    }

    @Test("salt and commitment survive their forms")
    func forms() {
        let (salt, commitment) = Commitment.seal(payload: payload)
        #expect(Salt(bytes: salt.bytes) == salt)
        #expect(Salt(base64: salt.base64) == salt)
        #expect(salt.bytes.count == 32)
        #expect(Commitment(bytes: commitment.bytes) == commitment)
        #expect(commitment.description == commitment.hex)
        #expect(commitment.hex.count == 64)
    }

    @Test("another length than 32 bytes is refused", arguments: [0, 31, 33])
    func length(count: Int) {
        let bytes = [UInt8](repeating: 1, count: count)
        #expect(Salt(bytes: bytes) == nil)
        #expect(Salt(base64: Base64.encode(bytes)) == nil)
        #expect(Commitment(bytes: bytes) == nil)
    }

    @Test("the description of a salt does not show it")
    func secrecy() {
        let salt = Salt()
        #expect("\(salt)" == "Salt(32 bytes)")
    }

    @Test("a salt takes all its bytes from its source")
    func source() {
        var random = SeededGenerator(seed: 1)
        let first = Salt(using: &random)
        let second = Salt(using: &random)
        var again = SeededGenerator(seed: 1)
        #expect(Salt(using: &again) == first)
        #expect(first != second)
        #expect(zip(first.bytes, second.bytes).filter { $0 == $1 }.count < 8)
    }
}
