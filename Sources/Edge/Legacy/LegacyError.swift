// SPDX-License-Identifier: EUPL-1.2

/// Why a run cannot be made, kept or judged. The next attempt may succeed.
struct LegacyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of error. Open.
    struct Code: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
        /// The code, fit for a metric.
        let rawValue: String

        init(rawValue: String) { self.rawValue = rawValue }
        init(stringLiteral value: String) { rawValue = value }

        /// There is no room.
        static let full: Code = "disk-full"
        /// The folder, or something in it, cannot be used.
        static let folder: Code = "folder"
        /// Another edge has the folder.
        static let taken: Code = "taken"
        /// An earlier run is not what it was.
        static let damaged: Code = "damaged"
        /// The program that imports cannot be started.
        static let command: Code = "command"
        /// The list does not tell since when its devices are listed.
        static let undated: Code = "undated"
    }

    let code: Code
    /// One sentence: what is wrong and what to do.
    let reason: String

    init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    var description: String { reason }
}
