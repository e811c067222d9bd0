// SPDX-License-Identifier: EUPL-1.2

/// Notices that a peer is dead: the algorithm of RFC 3539 §3.4.1 for a node that answers. Times are in milliseconds.
///
/// REOPEN, the caution after a failure, is left out: it withholds requests from a peer that came back, and this node sends none.
struct Watchdog: Hashable, Sendable {
    /// What is to be done when the time has come.
    enum Expiry: Hashable, Sendable {
        case nothing, ask, suspect, dead
    }

    private let interval: Int64
    private var jitter: Int64
    private var isAsking = false
    private(set) var isSuspect = false
    /// When something is to be done unless the peer is heard before.
    private(set) var deadline: Int64

    /// A watchdog of a peer just heard.
    /// - Parameters:
    ///   - interval: Tw, six seconds at least.
    ///   - jitter: -2,000 ... 2,000, drawn by chance, so that nodes do not ask all at once.
    ///   - now: the moment.
    init(interval: Int64, jitter: Int64, at now: Int64) {
        self.interval = max(6_000, interval)
        self.jitter = jitter
        deadline = now + self.interval + jitter
    }

    /// The peer said something.
    mutating func heard(at now: Int64) {
        deadline = now + interval + jitter
        isSuspect = false
    }

    /// The peer answered the question for a sign of life.
    mutating func answered() { isAsking = false }

    /// Time has passed.
    /// - Parameter jitter: drawn anew.
    mutating func tick(at now: Int64, jitter: Int64) -> Expiry {
        guard now >= deadline else { return .nothing }
        self.jitter = jitter
        deadline = now + interval + jitter
        if isSuspect { return .dead }
        if isAsking {
            isSuspect = true
            return .suspect
        }
        isAsking = true
        return .ask
    }
}
