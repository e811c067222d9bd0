// SPDX-License-Identifier: EUPL-1.2

internal import Crypto
internal import CryptoExtras
internal import FoundationEssentials
public import Identifiers

/// The secret key of an epoch: only who has it can tell the outcome of an IMEI.
public struct CheckKey: Sendable {
    /// Values of BoringSSL that are never changed here. The type does not say that tasks may share it; each calculation works on
    /// copies of its own, in the context of its thread.
    private struct Held: @unchecked Sendable {
        let key: P384._VOPRF.PrivateKey
    }

    private let held: Held
    /// What everybody is shown.
    public let publicKey: CheckPublicKey

    /// The key of an epoch, derived from a secret that lasts: all who know the secret have the same one.
    ///
    /// HKDF-SHA384 (RFC 5869) gives 48 bytes, again with the next number while they are no key; that happens once in 2^190.
    /// - Parameters:
    ///   - secret: at least 32 bytes that nobody else knows.
    ///   - origin: the log's origin, such as `hub.example/devices`, so that each register has keys of its own.
    ///   - list: the list that is asked about.
    ///   - epoch: when it counts.
    public init(secret: [UInt8], origin: String, list: String, epoch: CheckEpoch) throws(PrivateCheckError) {
        for attempt in 0..<16 {
            let purpose = "\(PrivateCheck.name)\n\(origin)\n\(list)\n\(epoch.number)\n\(attempt)\n"
            let bytes = HKDF<SHA384>.deriveKey(
                inputKeyMaterial: SymmetricKey(data: secret), info: Array(purpose.utf8),
                outputByteCount: PrivateCheck.scalarBytes)
            if let key = try? CheckKey(rawRepresentation: bytes.withUnsafeBytes { Array($0) }) {
                self = key
                return
            }
        }
        throw PrivateCheckError(.unusableKey, "No key can be derived from the secret: restore the store of the hub.")
    }

    /// A key from its scalar, big-endian.
    /// - Throws: `unusableKey` when it is 0, not below the order, or of another length than 48 bytes.
    init(rawRepresentation bytes: [UInt8]) throws(PrivateCheckError) {
        guard bytes.count == PrivateCheck.scalarBytes, let key = try? P384._VOPRF.PrivateKey(rawRepresentation: bytes) else {
            throw PrivateCheckError(.unusableKey, "A key has 48 bytes and is a number from 1 to the order of P-384.")
        }
        held = Held(key: key)
        publicKey = try CheckPublicKey(bytes: Array(key.publicKey.compressedRepresentation))
    }

    /// Evaluates an element, with a proof (`BlindEvaluate`, RFC 9497 §3.3.2). What it belongs to stays unknown.
    public func evaluate(_ element: BlindedElement) throws(PrivateCheckError) -> CheckEvaluation {
        let point = try element.point()
        guard let evaluation = try? held.key.evaluate(point) else {
            throw PrivateCheckError(.unusableKey, "The key did not evaluate the element: restart the hub.")
        }
        return CheckEvaluation(made: Array(evaluation.rawRepresentation))
    }

    /// The outcome of an IMEI (`Evaluate`, RFC 9497 §3.3.1), for the table of what is listed.
    public func outcome(of imei: IMEI) throws(PrivateCheckError) -> CheckOutcome {
        CheckOutcome(output: try output(for: Array(imei.digits.utf8)))
    }

    /// The whole output for an input.
    func output(for input: [UInt8]) throws(PrivateCheckError) -> [UInt8] {
        guard let output = try? held.key.evaluate(input) else {
            throw PrivateCheckError(.unusableKey, "The key did not evaluate: restart the hub.")
        }
        return Array(output)
    }
}
