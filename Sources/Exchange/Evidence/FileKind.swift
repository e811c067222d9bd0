// SPDX-License-Identifier: EUPL-1.2

/// A kind of file that can be told from its first bytes. What a sender says of a file is not believed. Open.
public struct FileKind: OpenCode {
    /// The code: the media type.
    public let rawValue: String

    /// Wraps a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A PDF document (ISO 32000-2 §7.5.2: it begins with `%PDF-`).
    public static let pdf: FileKind = "application/pdf"
    /// A JPEG picture (ITU-T T.81 annex B: start of image, then a marker).
    public static let jpeg: FileKind = "image/jpeg"
    /// A PNG picture (ISO/IEC 15948 §5.2: its signature).
    public static let png: FileKind = "image/png"

    private static let beginnings: [(FileKind, [UInt8])] = [
        (.pdf, Array("%PDF-".utf8)), (.jpeg, [0xFF, 0xD8, 0xFF]), (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
    ]

    /// The kind of a file by its first bytes; nil when it is none of these.
    public init?(of bytes: some Sequence<UInt8>) {
        let first = Array(bytes.prefix(8))
        guard let found = FileKind.beginnings.first(where: { first.starts(with: $0.1) }) else { return nil }
        self = found.0
    }

    /// What the name of such a file ends in.
    public var suffix: String {
        switch self {
        case .pdf: "pdf"
        case .jpeg: "jpg"
        case .png: "png"
        default: "bin"
        }
    }
}
