// SPDX-License-Identifier: EUPL-1.2

import SwiftASN1
import X509

/// One of the four attributes of a subject that the hub reads and writes, with the rules for both.
///
/// Reading is strict because the answer decides who a caller is: an attribute that occurs twice, or that a page would show
/// otherwise than it compares, is refused instead of guessed at.
struct SubjectAttribute {
    /// The object identifier of the attribute's type.
    let type: ASN1ObjectIdentifier

    /// How errors name it: the word of the house, then the usual abbreviation and number.
    let name: String

    /// Whether X.520 wants it in PrintableString (clause 6.2.9) instead of any DirectoryString.
    let printable: Bool

    /// The longest text in bytes of UTF-8, far above the 64 characters of RFC 5280 Appendix A, which existing names exceed.
    static let longest = 256

    static let organisation = SubjectAttribute(
        type: .RDNAttributeType.organizationName, name: "organisation (O, 2.5.4.10)", printable: false)
    static let identifier = SubjectAttribute(
        type: [2, 5, 4, 5], name: "identifier (serialNumber, 2.5.4.5)", printable: true)
    static let commonName = SubjectAttribute(
        type: .RDNAttributeType.commonName, name: "common name (CN, 2.5.4.3)", printable: false)
    static let person = SubjectAttribute(
        type: [0, 9, 2342, 19_200_300, 100, 1, 1], name: "person (UID, 0.9.2342.19200300.100.1.1)", printable: false)

    /// The attribute's text, or an error when the subject lacks it.
    func required(in subject: DistinguishedName) throws(AuthorityError) -> String {
        guard let text = try self.optional(in: subject) else {
            throw AuthorityError(.missingAttribute, "The certificate lacks the \(self.name); ask its issuer for one that has it.")
        }
        return text
    }

    /// The attribute's text, or nil when the subject lacks it.
    func optional(in subject: DistinguishedName) throws(AuthorityError) -> String? {
        var found: String?
        for attributes in subject {
            for attribute in attributes where attribute.type == self.type {
                guard found == nil else {
                    throw AuthorityError(
                        .duplicateAttribute, "The certificate has more than one \(self.name); ask its issuer for one that has one.")
                }
                guard let text = String(attribute.value) else {
                    throw AuthorityError(
                        .unusableAttribute, "The \(self.name) is not in UTF8String or PrintableString; ask for one that is.")
                }
                try self.check(text)
                found = text
            }
        }
        return found
    }

    /// The attribute as a part of a subject, with a text that passes the same checks as on reading.
    func relativeName(_ text: String) throws(AuthorityError) -> RelativeDistinguishedName {
        try self.check(text)
        guard self.printable else {
            return RelativeDistinguishedName(.init(type: self.type, utf8String: text))
        }
        return try AuthorityError.reporting(
            .unusableAttribute, "The \(self.name) may hold only letters, digits, spaces and '()+,-./:=?; leave the others out."
        ) {
            RelativeDistinguishedName(try .init(type: self.type, printableString: text))
        }
    }

    private func check(_ text: String) throws(AuthorityError) {
        guard text.utf8.count <= Self.longest else {
            throw AuthorityError(.overlongAttribute, "The \(self.name) is longer than \(Self.longest) bytes; shorten it.")
        }
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw AuthorityError(.emptyAttribute, "The \(self.name) is empty; fill it in.")
        }
        guard !text.unicodeScalars.contains(where: Self.misleads) else {
            throw AuthorityError(
                .unusableAttribute, "The \(self.name) holds control or invisible characters; leave them out.")
        }
    }

    /// Whether a character could cut a name short or reorder it on a screen: controls, line ends, direction marks.
    private static func misleads(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
