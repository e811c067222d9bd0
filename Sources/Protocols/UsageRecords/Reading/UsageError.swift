// SPDX-License-Identifier: EUPL-1.2

/// Why a file as a whole cannot be read, whatever its rows say.
public struct UsageError: Error, Equatable, Sendable {
    /// What kind of error, for programs; new kinds may be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The stable text of the code.
        public let description: String

        private init(_ description: String) { self.description = description }

        /// There is no header line.
        public static let empty = Code("empty")
        /// The header lacks a column, or has one that is not known, or one twice.
        public static let header = Code("header")
        /// A table (of types, cells, pairs) has a row that cannot be used.
        public static let row = Code("row")
        /// A table is larger than is taken.
        public static let tooLarge = Code("too-large")
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
