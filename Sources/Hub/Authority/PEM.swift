// SPDX-License-Identifier: EUPL-1.2

import Crypto
import SwiftASN1

/// Reading text in PEM (RFC 7468) with a bound on its length.
enum PEM {
    /// The longest text that is read, in bytes of UTF-8.
    static let longest = 65_536

    /// Reads exactly one certificate or request.
    static func read<Document: PEMParseable>(
        _ text: String,
        as type: Document.Type,
        called name: String
    ) throws(AuthorityError) -> Document {
        try AuthorityError.reporting(.unreadable, "The text is no \(name) in PEM; hand in one block, from BEGIN to END.") {
            guard text.utf8.count <= Self.longest else { throw TooLong() }
            return try Document(pemEncoded: text)
        }
    }

    private struct TooLong: Error {}
}

extension P256.Signing.PrivateKey {
    /// A private key in PEM, PKCS #8 or SEC 1.
    init(reading text: String) throws(AuthorityError) {
        guard text.utf8.count <= PEM.longest else {
            throw AuthorityError(.unreadable, "The text is too long for a private key; hand in one block, from BEGIN to END.")
        }
        self = try AuthorityError.reporting(
            .unreadable, "The text is no private key on P-256 in PEM; hand in one block, from BEGIN to END."
        ) {
            try P256.Signing.PrivateKey(pemRepresentation: text)
        }
    }
}

extension String {
    /// The text with a line end after its last line, as a file of text has.
    var endingLine: String {
        self.hasSuffix("\n") ? self : self + "\n"
    }
}
