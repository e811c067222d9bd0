// SPDX-License-Identifier: EUPL-1.2

/// A whole list as text, so that everybody who holds the same list has the same bytes and the same digest. `docs/list-format.md`
/// tells the format; ``ListTextWriter`` writes it and ``ListTextReader`` reads it, both piece by piece.
///
///     schakel/list/v2
///     hub.example/devices
///     stolen
///     3
///     2
///     35693803564380 prohibited 2026-11-21
///     99000012345678 tracking 2026-11-20
///
/// Five lines of header (format, origin, list, version, count), then one line for each subject with its status and the day since which
/// it has it, in the order of the bytes of the subjects. Every line ends with a line feed.
public enum ListText {
    /// The first line.
    public static let format = "schakel/list/v2"
    /// The first line of texts that hold no days. They are read, and not written any more.
    public static let formatWithoutDays = "schakel/list/v1"
    /// How many bytes of a line a day takes that is known.
    static let bytesPerDay: UInt64 = 11
    /// What stands in place of a day that is not known.
    static let unknownDay = "-"
    /// The most bytes of a subject.
    public static let longestSubject = 2_048
    /// The most bytes of a status.
    public static let longestStatus = 64
    /// The most bytes of a line of the header.
    static let longestHeaderLine = 512

    /// What the header says.
    public struct Header: Hashable, Sendable {
        /// The log's origin.
        public let origin: String
        /// The list.
        public let list: ListName
        /// The version.
        public let version: UInt64
        /// How many subjects follow.
        public let count: UInt64

        /// Describes a list.
        public init(origin: String, list: ListName, version: UInt64, count: UInt64) {
            self.origin = origin
            self.list = list
            self.version = version
            self.count = count
        }

        /// The five lines.
        var text: String { "\(ListText.format)\n\(origin)\n\(list)\n\(version)\n\(count)\n" }
    }

    /// One subject with what the list says of it.
    public struct Line: Hashable, Sendable {
        /// The subject: of the register `devices`, fourteen digits.
        public let subject: String
        /// What the list says of it.
        public let status: ListStatus
        /// The day, in the Netherlands, of the entry that gave it this status; nil when that is not known any more.
        public let since: CivilDate?

        /// Describes a line.
        public init(subject: String, status: ListStatus, since: CivilDate? = nil) {
            self.subject = subject
            self.status = status
            self.since = since
        }
    }

    /// Whether these bytes can stand in a line: none of them ends it or looks like its middle.
    static func isWord(_ bytes: some Collection<UInt8>, upTo longest: Int) -> Bool {
        !bytes.isEmpty && bytes.count <= longest && bytes.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }
}
