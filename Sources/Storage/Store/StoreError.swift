// SPDX-License-Identifier: EUPL-1.2

/// Why a store could not do what was asked.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure. Open: an engine may add its own.
    public struct Code: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
        /// The code.
        public let rawValue: String

        /// Wraps a code.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Makes a code from a literal.
        public init(stringLiteral value: String) { rawValue = value }

        /// The disk, or the space set aside, is full.
        public static let full: Code = "full"
        /// The files or the server cannot be reached.
        public static let unreachable: Code = "unreachable"
        /// Another process has the store.
        public static let busy: Code = "busy"
        /// What is stored does not have the shape it should have.
        public static let corrupt: Code = "corrupt"
        /// Another hub has taken the lease under which was written.
        public static let fenced: Code = "fenced"
        /// The store was made by a newer version.
        public static let tooNew: Code = "too-new"
        /// Anything else.
        public static let failed: Code = "failed"
    }

    /// The kind of failure.
    public let code: Code
    /// One sentence: what happened and what to do. It names no stored data.
    public let reason: String

    /// Describes a failure.
    public init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// Code and sentence.
    public var description: String { "\(code.rawValue): \(reason)" }
}
