// SPDX-License-Identifier: EUPL-1.2

internal import Crypto
internal import CryptoExtras
internal import FoundationEssentials

/// What comes back for an element: the element times the key, and a proof that it was the key everybody is shown.
public struct CheckEvaluation: Hashable, Sendable {
    /// The compressed point, then the two scalars of the proof (RFC 9497 §2.2.1), ``PrivateCheck/evaluationBytes`` in all.
    public let bytes: [UInt8]

    /// Reads an evaluation from outside. Nothing is proved yet.
    /// - Throws: `malformedEvaluation` for another length, a first part that is no element, and a scalar that is not below the order.
    public init(bytes: [UInt8]) throws(PrivateCheckError) {
        self.bytes = bytes
        _ = try value()
    }

    /// Takes an evaluation that was made here.
    init(made bytes: [UInt8]) { self.bytes = bytes }

    /// The element in it.
    public var element: ArraySlice<UInt8> { bytes.prefix(PrivateCheck.elementBytes) }

    /// The evaluation, for one calculation.
    func value() throws(PrivateCheckError) -> P384._VOPRF.BlindEvaluation {
        guard bytes.count == PrivateCheck.evaluationBytes, (try? BlindedElement(bytes: Array(element))) != nil,
            scalars.allSatisfy({ $0.lexicographicallyPrecedes(CheckEvaluation.order) }),
            let value = try? P384._VOPRF.BlindEvaluation(rawRepresentation: bytes)
        else {
            throw PrivateCheckError(
                .malformedEvaluation, "The answer holds no evaluation in \(PrivateCheck.evaluationBytes) bytes: do not use it.")
        }
        return value
    }

    private var scalars: [ArraySlice<UInt8>] {
        let proof = bytes.dropFirst(PrivateCheck.elementBytes)
        return [proof.prefix(PrivateCheck.scalarBytes), proof.dropFirst(PrivateCheck.scalarBytes)]
    }

    /// The order of the group (SEC 2 §2.5.1). A scalar that is not below it has a second spelling.
    static let order: [UInt8] =
        Array(repeating: 0xFF, count: 24) + [
            0xC7, 0x63, 0x4D, 0x81, 0xF4, 0x37, 0x2D, 0xDF, 0x58, 0x1A, 0x0D, 0xB2,
            0x48, 0xB0, 0xA7, 0x7A, 0xEC, 0xEC, 0x19, 0x6A, 0xCC, 0xC5, 0x29, 0x73,
        ]
}
