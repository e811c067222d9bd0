// SPDX-License-Identifier: EUPL-1.2

/// One thing that is wrong with one row of a list, for the person who must mend the file.
public struct RowFault: Error, Equatable, Sendable {
    /// What kind of fault, for programs; new kinds may be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The stable text of the code.
        public let description: String

        private init(_ description: String) { self.description = description }

        /// The IMEI column holds what DIRBS itself refuses: empty, over 16 characters, or other characters than
        /// digits, `A` to `F`, `*` and `#`.
        public static let imeiPattern = Code("imei-pattern")
        /// DIRBS admits the value but it does not start with 14 digits, so that no network ever sees it as an IMEI.
        public static let imeiNotMatchable = Code("imei-not-matchable")
        /// The reporting date is not a real day, written yyyymmdd, of the years 2000 to 2099.
        public static let reportingDate = Code("reporting-date")
        /// The status is not UTF-8 or holds control characters.
        public static let statusText = Code("status-text")
        /// The change type is not `add`, `remove` or `update`.
        public static let changeType = Code("change-type")
        /// The row has another number of columns than the header.
        public static let columnCount = Code("column-count")
        /// Double quotes are not used as RFC 4180 §2 says.
        public static let quoting = Code("quoting")
        /// The line is longer than ``StolenListReader/lineLimit``.
        public static let lineTooLong = Code("line-too-long")
        /// Another row gives the same device with another date or status.
        public static let conflict = Code("conflict")
        /// Another row of the same delta asks for another change of the same device.
        public static let multipleChanges = Code("multiple-changes")
    }

    /// The line in the file, counted from 1, the header included.
    public let line: Int
    /// The column at fault, or nil when it is the row as a whole.
    public let column: StolenListColumn?
    /// What kind of fault.
    public let code: Code
    /// One sentence: what is wrong and what to do. Quotes at most 40 printable characters, of this row only.
    public let reason: String

    /// A fault of one row.
    public init(line: Int, column: StolenListColumn?, code: Code, reason: String) {
        self.line = line
        self.column = column
        self.code = code
        self.reason = reason
    }
}
