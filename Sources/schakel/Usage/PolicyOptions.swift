// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Clones

/// What can be set of the rules.
struct PolicyOptions: ParsableArguments {
    @Option(help: "Only these rules, separated by commas.") var rules: String?
    @Option(help: "Subscriptions in the period from which an IMEI is found.") var threshold = ClonePolicy().threshold
    @Option(help: "The period of the threshold, in days.") var thresholdDays = ClonePolicy().thresholdPeriod
    @Option(help: "Subscriptions a day on average from which an IMEI is found.") var average = ClonePolicy().dailyAverage
    @Option(help: "The period of the average, in days.") var averageDays = ClonePolicy().dailyPeriod
    @Option(help: "On how many days of it an IMEI must have been seen.") var averageSeen = ClonePolicy().dailyLeastDays
    @Flag(help: "Count telephone numbers in the place of IMSIs.") var byNumber = false
    @Flag(help: "Take 00 and 02 to 09 as test types (GSMA TS.06), not only those of DIRBS.") var allTestTypes = false
    @Option(help: "The largest share of all devices that one rule may find, from 0 to 1.") var mostMatching = ClonePolicy()
        .mostMatching

    func validate() throws {
        guard threshold >= 2, average > 1, (1...3_660).contains(thresholdDays), (1...366).contains(averageDays), averageSeen >= 1,
            (0...1).contains(mostMatching)
        else {
            throw ValidationError("Give a threshold from 2, an average over 1, periods of 1 day to years, and a share from 0 to 1.")
        }
        for name in names where CloneRule(name: name) == nil {
            throw ValidationError(
                "There is no rule \(name); known are \(CloneRule.allCases.map(\.name).joined(separator: ", ")).")
        }
    }

    private var names: [Substring] { rules?.split(separator: ",") ?? [] }

    /// The rules as set.
    var policy: ClonePolicy {
        var policy = ClonePolicy()
        if rules != nil { policy.rules = Set(names.compactMap { CloneRule(name: $0) }) }
        policy.threshold = threshold
        policy.thresholdPeriod = thresholdDays
        policy.dailyAverage = average
        policy.dailyPeriod = averageDays
        policy.dailyLeastDays = averageSeen
        policy.subscription = byNumber ? .msisdn : .imsi
        policy.testTypes = allTestTypes ? .ts06 : .dirbs
        policy.mostMatching = mostMatching
        return policy
    }
}
