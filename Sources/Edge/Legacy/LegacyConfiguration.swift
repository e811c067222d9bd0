// SPDX-License-Identifier: EUPL-1.2

public import Exchange

/// How an edge serves equipment registers that only take files.
public struct LegacyConfiguration: Hashable, Sendable {
    /// When a run is made.
    public enum Occasion: Hashable, Sendable {
        /// So long after the first change that no run has yet.
        case change(after: Span)
        /// At these minutes of the day, UTC, whether or not something changed.
        case times([Int])
    }

    /// When the edge states that a version is carried out.
    public enum Acknowledgement: String, Hashable, Sendable, CaseIterable {
        /// When the edge itself answers checks from it.
        case served
        /// When the importing side said that a run with it, or a later one, is active.
        case `import`
    }

    /// The folder in which runs appear.
    public var folder: String
    /// When a run is made.
    public var occasion: Occasion
    /// How many runs are kept, 1 or more; a new run has a delta from each.
    public var keep: Int
    /// How long a run is kept. Less than the 30 days after which a hub erases listings, so that no file outlives them.
    public var keepFor: Span
    /// Whether IMEIs are written with their check digit.
    public var hasCheckDigits: Bool
    /// What a statement waits for.
    public var acknowledgement: Acknowledgement
    /// A program and its arguments, started after each run; nil when the importing side leaves a result by itself. In the arguments
    /// `%f` is the full list, `%d` the folder of the run, `%r` its number and `%v` the version of the list.
    public var command: [String]?
    /// How long the program may take.
    public var timeout: Span

    /// The longest that runs may be kept.
    public static let longestKept: Span = .days(29)

    /// Runs in a folder; what is not given has its usual value.
    public init(
        folder: String, occasion: Occasion = .change(after: .seconds(5)), keep: Int = 7, keepFor: Span = .days(14),
        hasCheckDigits: Bool = false, acknowledgement: Acknowledgement = .served, command: [String]? = nil,
        timeout: Span = .minutes(10)
    ) {
        self.folder = folder
        self.occasion = occasion
        self.keep = max(1, keep)
        self.keepFor = min(max(keepFor, .minutes(1)), LegacyConfiguration.longestKept)
        self.hasCheckDigits = hasCheckDigits
        self.acknowledgement = acknowledgement
        self.command = command
        self.timeout = timeout
    }
}
