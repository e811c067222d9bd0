// SPDX-License-Identifier: EUPL-1.2

/// What a report is about, in the one spelling by which a register knows it: an IMEI by its fourteen digits.
public struct Subject: Hashable, Comparable, Sendable {
    /// The kind: `imei`, `iban`, …
    public let kind: String
    /// The value in the register's own spelling. Personal data: never in a log, an address or an error text.
    public let value: String

    /// Names a subject.
    public init(kind: String, value: String) {
        self.kind = kind
        self.value = value
    }

    /// Order of kind, then value.
    public static func < (left: Subject, right: Subject) -> Bool { (left.kind, left.value) < (right.kind, right.value) }
}
