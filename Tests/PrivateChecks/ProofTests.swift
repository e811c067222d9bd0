// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Ledger
import Testing

@testable import PrivateChecks

@Suite("Nobody is recognised by a key of his own")
struct ProofTests {
    @Test("an evaluation with the key that is shown gives the outcome of the table")
    func right() throws {
        let key = try Samples.key()
        let check = try BlindedCheck(Samples.imei(1), under: key.publicKey)

        #expect(try check.outcome(of: key.evaluate(check.element)) == key.outcome(of: Samples.imei(1)))
        #expect(try key.outcome(of: Samples.imei(1)) != key.outcome(of: Samples.imei(2)))
    }

    @Test("an evaluation with another key than the one that is shown is refused")
    func wrongKey() throws {
        let (shown, used) = (try Samples.key(7), try Samples.key(8))
        let check = try BlindedCheck(Samples.imei(1), under: shown.publicKey)
        let evaluation = try used.evaluate(check.element)

        #expect(Samples.code { () throws(PrivateCheckError) in _ = try check.outcome(of: evaluation) } == .wrongProof)
    }

    @Test("the evaluation of another element is refused")
    func otherElement() throws {
        let key = try Samples.key()
        let check = try BlindedCheck(Samples.imei(1), under: key.publicKey)
        let other = try key.evaluate(BlindedCheck(Samples.imei(1), under: key.publicKey).element)

        #expect(Samples.code { () throws(PrivateCheckError) in _ = try check.outcome(of: other) } == .wrongProof)
    }

    @Test("no byte of an evaluation can be altered")
    func altered() throws {
        let key = try Samples.key()
        let check = try BlindedCheck(Samples.imei(1), under: key.publicKey)
        let bytes = try key.evaluate(check.element).bytes

        for place in stride(from: 0, to: bytes.count, by: 7) {
            var bytes = bytes
            bytes[place] ^= 1
            let code = Samples.code { () throws(PrivateCheckError) in
                _ = try check.outcome(of: CheckEvaluation(bytes: bytes))
            }
            #expect(code == .wrongProof || code == .malformedEvaluation, "byte \(place)")
        }
    }

    @Test("keys follow from secret, log, list and epoch: the same for the same, another for any other")
    func derivation() throws {
        func key(_ secret: UInt8, _ origin: String, _ list: String, _ epoch: UInt32) throws -> [UInt8] {
            try CheckKey(
                secret: Array(repeating: secret, count: 32), origin: origin, list: list, epoch: CheckEpoch(number: epoch)
            ).publicKey.bytes
        }
        let first = try key(1, "a/devices", "stolen", 5)

        #expect(try key(1, "a/devices", "stolen", 5) == first)
        let others = [
            try key(2, "a/devices", "stolen", 5), try key(1, "b/devices", "stolen", 5), try key(1, "a/devices", "lost", 5),
            try key(1, "a/devices", "stolen", 6),
        ]
        #expect(Set(others + [first]).count == 5)
    }

    @Test("the key must be the signed one, of this list, of now, by a log that is trusted")
    func statement() throws {
        let (key, other) = (try Samples.key(), try Samples.key(8))
        let (log, stranger) = (
            try NoteSigner(generating: "hub.example/devices"), try NoteSigner(generating: "hub.example/devices")
        )
        let (now, hour) = (Samples.epoch.start + 1, Int64(3_600_000))
        func parameters(_ shown: CheckKey, epoch: CheckEpoch = Samples.epoch, list: String = "stolen", origin: String? = nil) throws
            -> CheckParameters
        {
            let told = KeyStatement(origin: origin ?? log.name, list: list, epoch: Samples.epoch, key: key.publicKey)
            let note = try SignedNote(signing: told.text, with: [log]).description
            return CheckParameters(epoch: epoch, key: shown.publicKey, bits: 3, statement: note)
        }
        func code(_ parameters: CheckParameters, by trusted: NoteSigner? = nil, at now: Int64? = nil) -> PrivateCheckError.Code? {
            Samples.code { () throws(PrivateCheckError) in
                try parameters.verify(
                    by: [(trusted ?? log).verifier], list: "stolen", at: now ?? Samples.epoch.start + 1, drift: 3_600_000)
            }
        }

        #expect(code(try parameters(key)) == nil)
        #expect(code(try parameters(key), by: stranger) == .wrongKey)
        #expect(code(try parameters(other)) == .wrongKey, "a key of one's own")
        #expect(code(try parameters(key, epoch: Samples.epoch.next), at: Samples.epoch.end) == .wrongKey)
        #expect(code(try parameters(key, list: "lost")) == .wrongKey)
        #expect(code(try parameters(key, origin: "other.example/devices")) == .wrongKey)
        #expect(code(try parameters(key), at: now - hour - 2) == .wrongKey)
        #expect(code(try parameters(key), at: Samples.epoch.end + hour - 1) == nil)
        #expect(code(try parameters(key), at: Samples.epoch.end + hour) == .wrongKey)
        let broken = CheckParameters(epoch: Samples.epoch, key: key.publicKey, bits: 3, statement: "x")
        #expect(code(broken) == .wrongKey)
    }
}
