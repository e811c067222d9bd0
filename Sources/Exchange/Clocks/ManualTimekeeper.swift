// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// A clock that stands still until it is told otherwise: for tests, demonstrations and replays.
///
/// Shared by reference, so that all who were handed it see the same time; safe to move from any thread.
public final class ManualTimekeeper: Timekeeper {
    private let instant: Mutex<Instant>

    /// A clock that stands at `instant`.
    public init(at instant: Instant) {
        self.instant = Mutex(instant)
    }

    /// The time it was last set or advanced to.
    public func now() -> Instant {
        instant.withLock { $0 }
    }

    /// Lets `span` pass and tells the time that it then is. A negative span sets the clock back.
    @discardableResult
    public func advance(by span: Span) -> Instant {
        instant.withLock { time in
            time += span
            return time
        }
    }

    /// Puts the clock at `time`, later or earlier.
    public func set(to time: Instant) {
        instant.withLock { $0 = time }
    }
}
