// SPDX-License-Identifier: EUPL-1.2

import Exchange

/// Says when a run is due.
struct LegacySchedule: Hashable, Sendable {
    let occasion: LegacyConfiguration.Occasion
    let keepFor: Span

    /// - Parameters:
    ///   - now: the moment.
    ///   - newest: the newest run; nil when there is none: then one is due.
    ///   - version: the version of the list.
    ///   - changedAt: when that version was first seen without a run of it.
    func isDue(at now: Instant, newest: LegacyRun?, version: UInt64, changedAt: Instant) -> Bool {
        guard let newest else { return true }
        // No file may hold a device for longer, so what stays the same is written anew.
        if now - newest.at >= keepFor { return true }
        switch occasion {
        case .change(let after): return version != newest.version && now - changedAt >= after
        case .times(let minutes): return LegacySchedule.latest(of: minutes, at: now).map { newest.at < $0 } ?? false
        }
    }

    /// The latest moment, now or before, at one of these minutes of the day, UTC.
    static func latest(of minutes: [Int], at now: Instant) -> Instant? {
        let day: Int64 = 86_400_000
        let today = now.milliseconds - (now.milliseconds % day + day) % day
        return minutes.flatMap { [today + Int64($0) * 60_000, today - day + Int64($0) * 60_000] }
            .filter { $0 <= now.milliseconds }.max().map { Instant(milliseconds: $0) }
    }

    /// Which runs are not to be kept any more.
    /// - Parameters:
    ///   - runs: those that are there, in ascending order.
    ///   - keep: how many are kept.
    ///   - imported: the number of the newest run that the importing side has: while it is young enough the next delta begins there.
    func superfluous(_ runs: [LegacyRun], keep: Int, imported: Int?, at now: Instant) -> [LegacyRun] {
        runs.dropLast().enumerated().filter { index, run in
            if now - run.at >= keepFor { return true }
            return runs.count - index > keep && run.number != imported
        }.map(\.element)
    }
}
