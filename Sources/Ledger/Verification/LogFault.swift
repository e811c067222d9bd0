// SPDX-License-Identifier: EUPL-1.2

/// One thing in which a log is not what it should be.
public struct LogFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault: open, so that kinds can be added without breaking a switch.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The name of the kind, fit for a program to read.
        public let description: String

        /// A kind of this name; for checks that a caller adds.
        public init(_ name: String) { description = name }

        /// A complete tile of hashes is not there.
        public static let missingTile = Code("missingTile")
        /// A complete bundle of entries is not there.
        public static let missingBundle = Code("missingBundle")
        /// Neither the partial tile or bundle of this size is there, nor the complete one that may have taken its place.
        public static let missingPartial = Code("missingPartial")
        /// The bytes end within a hash or an entry.
        public static let wrongLength = Code("wrongLength")
        /// A whole number of hashes or entries, but another one than the path says.
        public static let wrongWidth = Code("wrongWidth")
        /// A file has more bytes than any tile or bundle can have.
        public static let tooLarge = Code("tooLarge")
        /// An entry is longer than a leaf can be.
        public static let entryTooLong = Code("entryTooLong")
        /// A tile of level 0 does not hold the hashes of the entries.
        public static let wrongHash = Code("wrongHash")
        /// A tile of a higher level does not hold the roots of the tiles below it.
        public static let wrongNode = Code("wrongNode")
        /// The entries do not lead to the root that the log signed.
        public static let wrongRoot = Code("wrongRoot")
        /// A root cannot be worked out because files it needs are missing or damaged.
        public static let unprovable = Code("unprovable")
        /// An entry is no leaf of this software.
        public static let wrongLeaf = Code("wrongLeaf")
        /// A leaf belongs to the log of another register.
        public static let wrongRegister = Code("wrongRegister")
        /// A leaf has an earlier time than one before it.
        public static let timeWentBack = Code("timeWentBack")
        /// The sequence numbers of an audience do not run 1, 2, 3 …
        public static let sequenceGap = Code("sequenceGap")
        /// The log is not an extension of what it was: history was rewritten.
        public static let notExtended = Code("notExtended")
        /// A payload and salt do not open the commitment in their leaf.
        public static let wrongPayload = Code("wrongPayload")
    }

    /// The kind of fault; tests and callers compare this.
    public let code: Code
    /// Where it was found: a path below the prefix of the log, `checkpoint` for what concerns the whole.
    public let path: String
    /// The place of the entry in the log, from 0, when the fault concerns one entry.
    public let entry: UInt64?
    /// One sentence that says what is wrong.
    public let reason: String

    /// A fault with its place and its sentence.
    public init(_ code: Code, at path: String, entry: UInt64? = nil, _ reason: String) {
        self.code = code
        self.path = path
        self.entry = entry
        self.reason = reason
    }

    /// The place, the kind and the sentence.
    public var description: String {
        "\(path)\(entry.map { ", entry \($0)" } ?? ""): \(code): \(reason)"
    }
}
