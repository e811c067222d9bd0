// SPDX-License-Identifier: EUPL-1.2

import SwiftASN1

extension CertifiedName {
    /// What a certificate in PEM says of its holder. The text holds one certificate.
    public init(pem text: String) throws(AuthorityError) {
        let der = try AuthorityError.reporting(
            .unreadable, "The text is no certificate in PEM; hand in one block, from BEGIN to END."
        ) {
            guard text.utf8.count <= PEM.longest else { throw ASN1Error.invalidPEMDocument(reason: "too long") }
            let document = try PEMDocument(pemString: text)
            guard document.discriminator == "CERTIFICATE" else { throw ASN1Error.invalidPEMDocument(reason: "no certificate") }
            return document.derBytes
        }
        try self.init(der: der)
    }
}
