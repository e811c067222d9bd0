// SPDX-License-Identifier: EUPL-1.2

internal import Crypto
internal import CryptoExtras
internal import FoundationEssentials
public import Identifiers

/// One IMEI on the side of who asks: blinded, and unblinded again when the evaluation is there. Used once; another check of the same
/// IMEI is blinded anew.
public struct BlindedCheck {
    private let input: P384._VOPRF.BlindedInput
    private let key: CheckPublicKey
    /// What is sent.
    public let element: BlindedElement

    /// Blinds an IMEI with a fresh random number (`Blind`, RFC 9497 §3.3.1).
    /// - Throws: `unusableKey`.
    public init(_ imei: IMEI, under key: CheckPublicKey) throws(PrivateCheckError) {
        try self.init(input: Array(imei.digits.utf8), under: key)
    }

    /// Blinds any input.
    init(input bytes: [UInt8], under key: CheckPublicKey) throws(PrivateCheckError) {
        guard let input = try? key.value().blind(bytes) else {
            throw PrivateCheckError(.unusableKey, "The IMEI cannot be blinded for this key: try again.")
        }
        self.input = input
        self.key = key
        element = BlindedElement(made: Array(input.blindedElement.oprfRepresentation))
    }

    /// The outcome for the IMEI (`Finalize`, RFC 9497 §3.3.2).
    /// - Throws: `malformedEvaluation`; `wrongProof` when it was not made of this element with the key that everybody is shown.
    public func outcome(of evaluation: CheckEvaluation) throws(PrivateCheckError) -> CheckOutcome {
        CheckOutcome(output: try output(of: evaluation))
    }

    /// The whole output.
    func output(of evaluation: CheckEvaluation) throws(PrivateCheckError) -> [UInt8] {
        let (value, key) = (try evaluation.value(), try key.value())
        guard let output = try? key.finalize(input, using: value) else {
            throw PrivateCheckError(
                .wrongProof,
                "The register did not use the key that it shows everybody: do not trust the answer, and tell the operator.")
        }
        return Array(output)
    }
}
