// SPDX-License-Identifier: EUPL-1.2

/// Why a list cannot be rebuilt from a log.
public struct ReplayFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of fault. Open.
    public struct Code: OpenCode {
        /// The code.
        public let rawValue: String

        /// Wraps a code.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// An entry is not what the log committed to, or the log is not the one that was signed.
        public static let changed: Code = "changed"
        /// A version of the list is left out.
        public static let gap: Code = "gap"
        /// An entry has no payload, and nothing in the log says that it was erased.
        public static let withheld: Code = "withheld"
        /// What was erased is needed for what is asked.
        public static let erased: Code = "erased"
        /// A snapshot is not the one whose digest is in the log.
        public static let snapshot: Code = "snapshot"
        /// The log does not reach the version that is asked for.
        public static let absent: Code = "absent"
        /// An entry cannot be read.
        public static let malformed: Code = "malformed"
    }

    /// The kind of fault.
    public let code: Code
    /// One sentence: what is wrong and what to do.
    public let reason: String

    /// A fault with its sentence.
    public init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The sentence.
    public var description: String { reason }
}
