// SPDX-License-Identifier: EUPL-1.2

internal import Crypto
internal import CryptoExtras
internal import FoundationEssentials

/// What an asker sends of an IMEI: the point that belongs to it, times a number that only the asker knows. Whatever the IMEI, every
/// element but the identity is as likely, so it says nothing.
public struct BlindedElement: Hashable, Sendable {
    /// The compressed point, ``PrivateCheck/elementBytes`` long.
    public let bytes: [UInt8]

    /// Reads an element from outside. Each has one spelling.
    /// - Throws: `malformedElement` for another length, another form, the identity, and a point that is not on the curve.
    public init(bytes: [UInt8]) throws(PrivateCheckError) {
        self.bytes = bytes
        _ = try point()
    }

    /// Takes an element that was made here.
    init(made bytes: [UInt8]) { self.bytes = bytes }

    /// The point, for one calculation.
    func point() throws(PrivateCheckError) -> P384._VOPRF.BlindedElement {
        // Compressed forms alone: 02 and 03 lead a point, 00 the identity, 04 a form of another length.
        guard bytes.count == PrivateCheck.elementBytes, bytes[0] == 2 || bytes[0] == 3,
            let point = try? P384._VOPRF.BlindedElement(oprfRepresentation: bytes), Array(point.oprfRepresentation) == bytes
        else {
            throw PrivateCheckError(
                .malformedElement, "This is no compressed point of P-384 in \(PrivateCheck.elementBytes) bytes: blind anew.")
        }
        return point
    }
}
