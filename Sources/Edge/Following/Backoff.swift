// SPDX-License-Identifier: EUPL-1.2

/// Waits that grow from 100 ms to 5 s, with chance in them so that edges do not come back all at once.
struct Backoff {
    private var step = 0

    /// Begins again with the shortest wait.
    mutating func reset() { step = 0 }

    /// The next wait: between half its ceiling and its ceiling.
    mutating func next() -> Duration {
        let ceiling = min(5_000, 100 << min(step, 6))
        step += 1
        return .milliseconds(Int.random(in: ceiling / 2...ceiling))
    }
}
