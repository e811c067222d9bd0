// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// A file with a report. What is in it stands in an entry of its own, so that a case is told without reading files.
public struct Attachment: Hashable, Sendable {
    /// Its number within the case, from 1.
    public let number: Int
    /// The report that it belongs to.
    public let report: Int
    /// What it is called. May hold personal data.
    public let name: String
    /// What kind of file it is, by its first bytes.
    public let kind: FileKind
    /// How many bytes it has.
    public let size: Int
    /// The digest of its bytes.
    public let digest: Digest
    /// When it was entered.
    public let at: Instant

    /// The most bytes of a name.
    public static let mostNameBytes = 100

    /// Describes an attachment.
    public init(number: Int, report: Int, name: String, kind: FileKind, size: Int, digest: Digest, at: Instant) {
        self.number = number
        self.report = report
        self.name = name
        self.kind = kind
        self.size = size
        self.digest = digest
        self.at = at
    }

    /// Whether a text can be the name of a file: 1 to 100 bytes without control characters and without what parts folders.
    public static func isName(_ text: String) -> Bool {
        (1...mostNameBytes).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "/" && $0 != "\\" }
    }
}
