// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store

extension ActScope {
    private static let day: Int64 = 86_400_000

    /// Deletes the oldest day of lines of the log of processing when the last moment of that day is longer ago than lines are kept.
    /// A day at a time, so that a store that rewrites what was deleted from does so once a day.
    func forgetOldReadings(of register: any Register) throws {
        let policy = register.policy
        guard let oldest = try writer.oldestReading(in: policy.register) else { return }
        let end = Instant(milliseconds: (oldest.milliseconds / ActScope.day + 1) * ActScope.day)
        guard now > policy.readings.kept.end(from: end) else { return }
        try writer.forgetReadings(in: policy.register, before: end)
        hasErased = true
    }
}
