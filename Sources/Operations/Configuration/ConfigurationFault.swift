// SPDX-License-Identifier: EUPL-1.2

/// One thing wrong with the settings, and what to do about it.
public struct ConfigurationFault: Equatable, Sendable, CustomStringConvertible {
    /// What sort of fault it is. Open: compare with the constants, and expect others.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// A stable word, for tests and machines.
        public let description: String

        /// A code of one's own; rooms that check how settings go together add theirs.
        public init(_ description: String) { self.description = description }

        /// A key, variable or flag that is not a setting.
        public static let unknownKey = Code("unknown-key")
        /// A value that is not what the setting takes.
        public static let invalidValue = Code("invalid-value")
        /// A required setting that nobody gives.
        public static let missing = Code("missing")
        /// The same key twice in the file.
        public static let duplicateKey = Code("duplicate-key")
        /// A file that is not YAML, or not a map of settings.
        public static let syntax = Code("syntax")
        /// A file beyond the bounds on size or depth.
        public static let tooLarge = Code("too-large")
        /// A YAML anchor or alias, which settings may not use.
        public static let reference = Code("reference")
        /// A mistake in the declaration of the settings, not in what the operator wrote.
        public static let schema = Code("schema")
        /// A value was asked under a key, or as a type, that was not declared.
        public static let undeclared = Code("undeclared")
    }

    /// What sort of fault it is.
    public let code: Code
    /// The setting, or what was taken for one; `nil` when the fault is not about one setting.
    public let key: String?
    /// Where the fault is; `nil` when it is nowhere, such as a missing value.
    public let source: SettingSource?
    /// One sentence: what is wrong and what to do. Never holds the value of a secret.
    public let message: String

    /// A fault; see the properties.
    public init(code: Code, key: String?, source: SettingSource?, message: String) {
        self.code = code
        self.key = key
        self.source = source
        self.message = message
    }

    /// The place and the message on one line.
    public var description: String { source.map { "\($0): \(message)" } ?? message }
}
