// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Synchronization

/// How often one address may call, and how often one report or device may be asked about, by whomever.
///
/// Each key has one moment: until when its calls so far are spread (the generic cell rate algorithm). Keys are kept as hashes under a seed
/// that this process drew, so memory tells nobody who asked for what. At most two generations of keys are kept; the oldest
/// half is forgotten when it is full.
final class DoorLimits: Sendable {
    /// So many at once, and then one more each time.
    struct Rule: Hashable, Sendable {
        let name: String
        /// How many may come at once.
        let burst: Int64
        /// After how long there may be one more.
        let every: Span

        /// Reading, by one address.
        static let reads = Rule(name: "reads", burst: 600, every: Span(milliseconds: 20))
        /// Acting and asking, by one address.
        static let acts = Rule(name: "acts", burst: 60, every: .seconds(5))
        /// Asking about one report.
        static let report = Rule(name: "report", burst: 60, every: .seconds(5))
        /// Asking about one device.
        static let device = Rule(name: "device", burst: 30, every: .seconds(20))
        /// Evaluating devices for private checks, by one party.
        static let evaluations = Rule(name: "evaluations", burst: 1_000, every: .seconds(2))
    }

    private struct State {
        var young: [Int: Int64] = [:]
        var old: [Int: Int64] = [:]
    }

    private let state = Mutex(State())
    private let mostKeys: Int

    /// - Parameter mostKeys: the most keys of a generation.
    init(mostKeys: Int = 50_000) { self.mostKeys = mostKeys }

    /// How many keys it remembers.
    var count: Int { state.withLock { $0.young.count + $0.old.count } }

    /// Counts one call, or as many as it asks for; all of them or none.
    /// - Throws: when it comes too soon: 429, with the seconds to wait.
    func admit(_ rule: Rule, _ text: String, count: Int = 1, at now: Instant) throws(Problem) {
        var hasher = Hasher()
        hasher.combine(rule)
        hasher.combine(text)
        let key = hasher.finalize()
        let (now, every) = (now.milliseconds, rule.every.milliseconds)
        let wait = state.withLock { state -> Int64 in
            let spread = max(state.young[key] ?? state.old[key] ?? now, now)
            let room = now + (rule.burst - Int64(count)) * every
            guard spread <= room else { return spread - room }
            if state.young.count >= mostKeys, state.young[key] == nil { (state.old, state.young) = (state.young, [:]) }
            state.young[key] = spread + Int64(count) * every
            return 0
        }
        guard wait == 0 else { throw .tooMany(seconds: Int((wait + 999) / 1_000)) }
    }
}

extension Problem {
    /// Somebody calls too often.
    static func tooMany(seconds: Int) -> Problem {
        var problem = Problem(
            status: 429, code: "too-many-requests", title: "Too many requests",
            detail: "Wait \(seconds) s and try again: this address, or who asks about this subject, asks too often.")
        problem.retryAfter = seconds
        return problem
    }
}
