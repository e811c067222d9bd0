// SPDX-License-Identifier: EUPL-1.2

public import Logging
import Synchronization

/// The least severe level that is written, which may change while the process runs. Loggers that were given a level of their own keep
/// it.
public final class LogThreshold: Sendable {
    private let index: Atomic<Int>

    /// A threshold.
    public init(_ level: Logger.Level) { index = Atomic(LogThreshold.index(of: level)) }

    /// The least severe level that is written.
    public var level: Logger.Level {
        get { Logger.Level.allCases[index.load(ordering: .relaxed)] }
        set { index.store(LogThreshold.index(of: newValue), ordering: .relaxed) }
    }

    private static func index(of level: Logger.Level) -> Int { Logger.Level.allCases.firstIndex(of: level) ?? 0 }
}
