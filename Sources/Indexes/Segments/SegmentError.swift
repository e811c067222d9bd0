// SPDX-License-Identifier: EUPL-1.2

/// Why a segment file could not be written, opened or removed.
public struct SegmentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault: open, so that kinds can be added without breaking a switch.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The name of the kind, fit for a log line.
        public let description: String

        /// A kind by its name.
        public init(_ name: String) { description = name }

        /// There is no such file.
        public static let missing = Code("missing")
        /// The file or its folder cannot be read.
        public static let unreadable = Code("unreadable")
        /// The file or its folder cannot be written: rights, or no room.
        public static let unwritable = Code("unwritable")
        /// The file is no segment at all.
        public static let notASegment = Code("notASegment")
        /// The file has a form of a later version of this program.
        public static let tooNew = Code("tooNew")
        /// The segment is of another kind than asked for.
        public static let wrongKind = Code("wrongKind")
        /// The content does not fit its checksums or its own measures.
        public static let damaged = Code("damaged")
        /// The file is shorter or longer than its header says.
        public static let wrongLength = Code("wrongLength")
        /// A section or metadata does not fit the form: too many, too large, or named twice.
        public static let unfit = Code("unfit")
        /// The file is still mapped by a reader.
        public static let inUse = Code("inUse")
    }

    /// The kind of fault; tests and callers compare this.
    public let code: Code
    /// One sentence that says what is wrong and what to do. It names no stored content.
    public let reason: String

    /// A fault of a kind, with its sentence.
    public init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The sentence, led by the kind.
    public var description: String { "\(code): \(reason)" }
}
