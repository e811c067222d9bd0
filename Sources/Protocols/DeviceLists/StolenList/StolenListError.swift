// SPDX-License-Identifier: EUPL-1.2

/// Why a stolen list as a whole cannot be read or written, whatever its rows say.
public struct StolenListError: Error, Equatable, Sendable {
    /// What kind of error, for programs; new kinds may be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The stable text of the code.
        public let description: String

        private init(_ description: String) { self.description = description }

        /// There is no header line.
        public static let empty = Code("empty")
        /// The header is too long, or its double quotes are wrong.
        public static let header = Code("header")
        /// The header lacks a column.
        public static let missingColumn = Code("missing-column")
        /// The header has a column that the list does not know.
        public static let unknownColumn = Code("unknown-column")
        /// The header names a column twice.
        public static let duplicateColumn = Code("duplicate-column")
        /// Bytes came after the end of the file had been declared.
        public static let afterEnd = Code("after-end")
        /// A row cannot be written: its change or its status does not fit in the file.
        public static let unwritable = Code("unwritable")
    }

    /// What kind of error.
    public let code: Code
    /// One sentence: what is wrong and what to do.
    public let reason: String

    init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }
}
