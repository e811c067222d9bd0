// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import PrivateChecks

/// The vectors of RFC 9497 A.4.2: P384-SHA384 in the mode VOPRF.
@Suite("The vectors of RFC 9497")
struct VectorTests {
    struct Vector: Sendable {
        let input: String
        let blinded: String
        let evaluated: String
        let output: String
    }

    static let privateKey =
        "051646b9e6e7a71ae27c1e1d0b87b4381db6d3595eeeb1adb41579adbf992f4278f9016eafc944edaa2b43183581779d"
    static let publicKey =
        "031d689686c611991b55f1a1d8f4305ccd6cb719446f660a30db61b7aa87b46acf59b7c0d4a9077b3da21c25dd482229a0"
    static let vectors = [
        Vector(
            input: "00",
            blinded: "02d338c05cbecb82de13d6700f09cb61190543a7b7e2c6cd4fca56887e564ea82653b27fdad383995ea6d02cf26d0e24d9",
            evaluated: "02a7bba589b3e8672aa19e8fd258de2e6aae20101c8d761246de97a6b5ee9cf105febce4327a326255a3c604f63f600ef6",
            output: "3333230886b562ffb8329a8be08fea8025755372817ec969d114d1203d026b4a622beab60220bf19078bca35a529b35c"),
        Vector(
            input: "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
            blinded: "02f27469e059886f221be5f2cca03d2bdc61e55221721c3b3e56fc012e36d31ae5f8dc058109591556a6dbd3a8c69c433b",
            evaluated: "03f16f903947035400e96b7f531a38d4a07ac89a80f89d86a1bf089c525a92c7f4733729ca30c56ce78b1ab4f7d92db8b4",
            output: "b91c70ea3d4d62ba922eb8a7d03809a441e1c3c7af915cbc2226f485213e895942cd0f8580e6d99f82221e66c40d274f"),
    ]

    private func key() throws -> CheckKey { try CheckKey(rawRepresentation: Samples.bytes(VectorTests.privateKey)) }

    @Test("the public key belongs to the private one")
    func publicKey() throws {
        #expect(try key().publicKey.bytes == Samples.bytes(VectorTests.publicKey))
    }

    @Test("who answers evaluates the blinded element as the vector says", arguments: vectors)
    func evaluation(vector: Vector) throws {
        let evaluation = try key().evaluate(BlindedElement(bytes: Samples.bytes(vector.blinded)))

        #expect(Array(evaluation.element) == Samples.bytes(vector.evaluated))
        #expect(evaluation.bytes.count == 145)
    }

    @Test("who has the key computes the output without blinding", arguments: vectors)
    func output(vector: Vector) throws {
        #expect(try key().output(for: Samples.bytes(vector.input)) == Samples.bytes(vector.output))
    }

    @Test("who asks comes to the same output, whatever the blind", arguments: vectors)
    func asking(vector: Vector) throws {
        let key = try key()
        let first = try BlindedCheck(input: Samples.bytes(vector.input), under: key.publicKey)
        let second = try BlindedCheck(input: Samples.bytes(vector.input), under: key.publicKey)

        #expect(first.element != second.element)
        #expect(try first.output(of: key.evaluate(first.element)) == Samples.bytes(vector.output))
        #expect(try second.output(of: key.evaluate(second.element)) == Samples.bytes(vector.output))
    }

    @Test("an evaluation and proof of the vector is read, and written as it was")
    func proof() throws {
        let proof =
            "bfc6cf3859127f5fe25548859856d6b7fa1c7459f0ba5712a806fc091a3000c42d8ba34ff45f32a52e40533efd2a03bc87f3bf4f9f58028297ccb9ccb18ae718"
            + "2bcd1ef239df77e3be65ef147f3acf8bc9cbfc5524b702263414f043e3b7ca2e"
        let bytes = Samples.bytes(VectorTests.vectors[0].evaluated + proof)

        #expect(try CheckEvaluation(bytes: bytes).bytes == bytes)
    }
}
