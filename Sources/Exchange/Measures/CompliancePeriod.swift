// SPDX-License-Identifier: EUPL-1.2

/// How fast the versions of one day or week were carried out, for a trend. A version belongs to the period in which it was entered.
public struct CompliancePeriod: Hashable, Sendable {
    /// How long a period is.
    public enum Length: Hashable, Sendable {
        /// A day on Dutch clocks.
        case day
        /// Monday to Sunday on Dutch clocks.
        case week
    }

    /// Its first day.
    public let start: CivilDate
    /// The times of its versions.
    public let times: ComplianceTimes

    /// The periods in which versions were entered, the earliest first.
    /// - Parameters:
    ///   - outcomes: what became of each version, of one party or of several.
    ///   - length: how long a period is.
    ///   - most: how many of the newest periods are wanted at most.
    public static func all(of outcomes: [ComplianceOutcome], by length: Length, most: Int) -> [CompliancePeriod] {
        var groups: [CivilDate: [ComplianceOutcome]] = [:]
        for outcome in outcomes { groups[start(of: outcome.version.at, by: length), default: []].append(outcome) }
        return groups.sorted { $0.key < $1.key }.suffix(most).map {
            CompliancePeriod(start: $0.key, times: ComplianceTimes(of: $0.value))
        }
    }

    private static func start(of moment: Instant, by length: Length) -> CivilDate {
        let day = DutchTime.date(of: moment)
        return length == .day ? day : day.adding(days: 1 - day.weekday)
    }
}
