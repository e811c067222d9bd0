// SPDX-License-Identifier: EUPL-1.2

/// Why a proof, a note, a leaf or a tile was not accepted, or why it could not be made.
public struct LedgerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault: open, so that kinds can be added without breaking a switch.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The name of the kind, fit for a log line.
        public let description: String

        init(_ name: String) { description = name }

        /// A text or binary form that breaks its format.
        public static let malformed = Code("malformed")
        /// Larger than the format or this reader allows.
        public static let tooLarge = Code("tooLarge")
        /// A position, size or sequence number that the tree or the format does not have.
        public static let outOfRange = Code("outOfRange")
        /// A key that cannot be used: damaged, of an unknown kind, or with an identifier that does not belong to it.
        public static let unusableKey = Code("unusableKey")
        /// No signature comes from a key that is trusted here.
        public static let unknownSigner = Code("unknownSigner")
        /// A signature of a trusted key does not fit the text.
        public static let wrongSignature = Code("wrongSignature")
        /// A checkpoint is signed by trusted keys, none of which is the log's own.
        public static let wrongOrigin = Code("wrongOrigin")
        /// A leaf is not in the tree that the root stands for.
        public static let notIncluded = Code("notIncluded")
        /// A tree is not an extension of the earlier one: history was rewritten or forked.
        public static let notConsistent = Code("notConsistent")
        /// A payload and salt do not open the commitment.
        public static let wrongPayload = Code("wrongPayload")
        /// A stored tile that a proof needs is missing or not whole.
        public static let missingTile = Code("missingTile")
    }

    /// The kind of fault; tests and callers compare this.
    public let code: Code
    /// One sentence that says what is wrong and what to do.
    public let reason: String

    /// A fault of a kind, with its sentence.
    public init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The sentence, led by the kind.
    public var description: String { "\(code): \(reason)" }
}
