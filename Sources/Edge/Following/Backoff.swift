// SPDX-License-Identifier: EUPL-1.2

/// Waits that grow from 100 ms to 5 s, with chance in them so that edges do not come back all at once.
struct Backoff {
    private let longest: Int
    private var step = 0

    /// - Parameter longest: the ceiling of all waits.
    init(longest: Duration = .seconds(5)) {
        self.longest = max(2, Int(longest / .milliseconds(1)))
    }

    /// Begins again with the shortest wait.
    mutating func reset() { step = 0 }

    /// The next wait: between half its ceiling and its ceiling.
    mutating func next() -> Duration {
        let ceiling = min(longest, 100 << min(step, 12))
        step += 1
        return .milliseconds(Int.random(in: ceiling / 2...ceiling))
    }
}
