// SPDX-License-Identifier: EUPL-1.2

/// Why a witness cannot start, or could not keep what it was about to cosign.
public struct WitnessError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure: open, so that kinds can be added without breaking a switch.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The name of the kind, fit for a log line.
        public let description: String

        init(_ name: String) { description = name }

        /// A setting that cannot be used.
        public static let setting = Code("setting")
        /// Another process has the data folder.
        public static let busy = Code("busy")
        /// The data folder or a file in it cannot be read or written.
        public static let folder = Code("folder")
        /// What is kept of a log is not what this witness kept there.
        public static let damaged = Code("damaged")
        /// Too many requests about one log at once.
        public static let crowded = Code("crowded")
    }

    /// The kind of failure.
    public let code: Code
    /// One sentence that says what is wrong and what to do.
    public let reason: String

    init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The sentence, led by the kind.
    public var description: String { "\(code): \(reason)" }
}
