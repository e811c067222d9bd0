// SPDX-License-Identifier: EUPL-1.2

/// Why a DIRBS blacklist cannot be read or written.
public struct BlockListError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What kind of error, for programs; new kinds may be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The stable text of the code.
        public let description: String

        private init(_ description: String) { self.description = description }

        /// The first line is not that of a blacklist.
        public static let header = Code("header")
        /// A line is no row.
        public static let row = Code("row")
        /// A row does not come after the one before it.
        public static let order = Code("order")
        /// A line is longer than ``BlockListReader/lineLimit``.
        public static let tooLong = Code("too-long")
        /// The last line has no end: the file was cut off.
        public static let cutOff = Code("cut-off")
        /// A row cannot be written: its reasons do not fit in one line.
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

    /// The sentence.
    public var description: String { reason }
}
