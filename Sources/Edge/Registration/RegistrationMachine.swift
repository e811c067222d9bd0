// SPDX-License-Identifier: EUPL-1.2

/// Decides what a network function tells its repositories, and when (TS 29.510 §5.2.2.2, §5.2.2.3, §5.2.2.4). Knows no network.
///
/// Repositories are tried in the order given. The one that took the registration gets the heartbeats; when it fails, registration begins
/// again with the first.
struct RegistrationMachine {
    /// What to do next.
    enum Step: Hashable {
        /// PUT the profile at repository number `to`.
        case register(to: Int)
        /// Wait, then PATCH the status at the repository that has the registration.
        case heartbeat(to: Int, after: Duration)
        /// Wait, then ask again: all repositories failed.
        case rest(Duration)
    }

    /// What came of it.
    enum Outcome: Hashable {
        /// A success; with the interval in seconds that the repository wants between heartbeats, if it said.
        case done(interval: Int?)
        /// The repository does not know this instance (any more).
        case unknown
        /// It refused, failed or could not be reached.
        case failed
    }

    /// The bounds within which a repository's interval is obeyed, in seconds.
    static let intervals = 1...86_400

    private let count: Int
    private var next = 0
    private var interval: Int
    private var backoff = Backoff(longest: .seconds(30))
    /// The repository that has the registration.
    private(set) var holder: Int?

    /// A machine for `count` repositories, at least one, that proposes heartbeats every `interval` seconds.
    init(count: Int, interval: Int) {
        self.count = count
        self.interval = interval
    }

    /// What to do now.
    mutating func step() -> Step {
        if let holder { return .heartbeat(to: holder, after: .seconds(interval)) }
        guard next < count else {
            next = 0
            return .rest(backoff.next())
        }
        return .register(to: next)
    }

    /// Takes note of what came of a registration at repository `index`.
    mutating func registered(at index: Int, _ outcome: Outcome) {
        guard case .done(let wanted) = outcome else {
            next = index + 1
            return
        }
        holder = index
        next = 0
        backoff.reset()
        take(wanted)
    }

    /// Takes note of what came of a heartbeat.
    mutating func beaten(_ outcome: Outcome) {
        switch outcome {
        case .done(let wanted): take(wanted)
        case .unknown:
            // It has forgotten us; it is there, so it is told again first.
            next = holder ?? 0
            holder = nil
        case .failed: holder = nil
        }
    }

    private mutating func take(_ wanted: Int?) {
        guard let wanted else { return }
        interval = min(max(wanted, Self.intervals.lowerBound), Self.intervals.upperBound)
    }
}
