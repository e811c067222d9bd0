// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

extension Schema {
    /// A rule about a text that is not kept by the schema but by what reads the text. It is told in the document, so that whoever makes
    /// a request knows it beforehand.
    struct Rule: Sendable {
        /// The form, as a regular expression (ECMA 262).
        var pattern: String?
        /// What it must be one of.
        var choices: [String]?
        /// The name of a form that no regular expression tells, such as one with a check digit.
        var format: String?
        /// What it can be.
        var example: JSON?
    }

    /// An object whose members the register checks, with a rule that this schema does not check.
    static func open(keeping rule: Rule) -> Schema { .kept(.open, rule) }

    /// A text that must keep a rule which this schema does not check.
    static func text(_ length: ClosedRange<Int>, keeping rule: Rule) -> Schema { .kept(.text(length), rule) }
}

extension Schema.Rule {
    /// An OIN or a KvK number: `PartyID`.
    static let party = Schema.Rule(pattern: "^((oin:)?[0-9]{20}|(kvk:)?[0-9]{8})$")
    /// A person by a reference of the party's own: `Credential.isPersonReference`.
    static let person = Schema.Rule(pattern: "^[a-z0-9.-]{1,64}$")
    /// The name of an edge: `EdgeNode.isName`.
    static let edge = Schema.Rule(pattern: "^[a-z0-9-]{1,63}$")
    /// The number of a case; small letters and missing hyphens are mended.
    static let caseNumber = Schema.Rule(format: "zaaknummer")
    /// The number of a report.
    static let reportNumber = Schema.Rule(format: "meldingsnummer")
    /// A device by its IMEI, with a check digit when there are fifteen.
    static let imei = Schema.Rule(format: "imei", example: "490154203237518")
    /// A blinded element of a private check, in base64.
    static let blindedElement = Schema.Rule(
        pattern: "^[A-Za-z0-9+/]{66}==$", format: "blinded-element",
        example: "AtM4wFy+y4LeE9ZwDwnLYRkFQ6e34sbNT8pWiH5WTqgmU7J/2tODmV6m0CzybQ4k2Q==")
    /// The number of a bucket of a private check.
    static let bucket = Schema.Rule(pattern: "^[0-9a-f]{3}$", example: "000")
    /// Something that somebody can read: more than blanks.
    static let words = Schema.Rule(pattern: "[^\\u0000-\\u0020]")
    /// The code of a person who wants to sign in: `Member.isCode`, capitals mended.
    static let personCode = Schema.Rule(pattern: "^[A-Za-z2-7]{32}$")
    /// The fingerprint of a certificate.
    static let fingerprint = Schema.Rule(pattern: "^[0-9a-f]{64}$")
    /// What a report of a stolen device says besides.
    static let details = Schema.Rule(example: ["datum": "2026-01-15"])
    /// A branch number: `Member.isBranch`.
    static let branch = Schema.Rule(pattern: "^[0-9]{12}$")
    /// The secret of a report.
    static let secret = Schema.Rule(pattern: "^[ -~]{1,40}$")
    /// A day by RFC 3339.
    static let day = Schema.Rule(format: "date", example: "2026-01-15")
    /// A PDF, JPEG or PNG file in Base 64 (RFC 4648 §4).
    static let file = Schema.Rule(format: "bestand", example: "JVBERi0xLjcK")
    /// A certificate or a request for one, in PEM.
    static let pem = Schema.Rule(format: "pem")
    /// The public key of an edge of the party.
    static let verifierKey = Schema.Rule(format: "vkey")
    /// A signed note (C2SP).
    static let note = Schema.Rule(format: "signed-note")
    /// One of the rights there are.
    static let right = Schema.Rule(choices: Right.known.keys.map(\.rawValue).sorted())
    /// One of the roles there are.
    static let role = Schema.Rule(choices: Role.known.keys.map(\.rawValue).sorted())
}
