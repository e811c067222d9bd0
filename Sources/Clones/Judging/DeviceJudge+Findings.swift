// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import UsageRecords

extension DeviceJudge {
    /// What the rules find of the device that was taken last, in the order of the rules.
    func findings(of device: DeviceCode) -> [Finding] {
        var found: [Finding] = []
        for rule in CloneRule.allCases where policy.rules.contains(rule) {
            if var evidence = evidence(for: rule) {
                evidence.first = first
                evidence.last = last
                evidence.take(networks: networkDays.networks)
                found.append(Finding(device: device, rule: rule, evidence: evidence))
            }
        }
        return found
    }

    /// The numbers on which a rule finds the device, or nil when it does not.
    private func evidence(for rule: CloneRule) -> Evidence? {
        switch rule {
        case .duplicateThreshold: overThreshold()
        case .duplicateDailyAverage: overAverage()
        case .distanceInTime:
            when(Int(journeys.days) >= policy.distanceLeastDays && journeys.days > 0) {
                $0.times = journeys.times
                $0.timesDays = journeys.days
                $0.metres = UInt32(clamping: Int(journeys.worst.metres))
                $0.seconds = UInt32(clamping: journeys.worst.seconds)
                $0.subscriptions = UInt32(clamping: subscriptions.all.count)
            }
        case .twoNetworks:
            when(Int(networkDays.days) >= policy.twoNetworksLeastDays && networkDays.days > 0) {
                $0.times = networkDays.times
                $0.timesDays = networkDays.days
                $0.subscriptions = UInt32(clamping: subscriptions.all.count)
            }
        case .technology:
            when(isOnImpossibleTechnology) {
                $0.timesDays = UInt16(clamping: technologyDays)
                $0.seenOn = seenOn
                $0.able = able ?? []
            }
        case .unallocatedType: when(isUnallocated) { $0.days = UInt16(clamping: days) }
        case .malformed: when(imei == nil) { $0.days = UInt16(clamping: days) }
        case .testType:
            when(imei.map { IMEIForm.isTest($0, by: policy.testTypes) } ?? false) { $0.days = UInt16(clamping: days) }
        case .repeatedDigits: when(imei.map(IMEIForm.isRepeated) ?? false) { $0.days = UInt16(clamping: days) }
        case .transientSeries: inSeries()
        case .reappearance: when(reappeared != nil) { $0.relatedHead = reappeared?.device.head ?? 0 }
        }
    }

    private func when(_ isFound: Bool, fill: (inout Evidence) -> Void) -> Evidence? {
        guard isFound else { return nil }
        var evidence = Evidence()
        fill(&evidence)
        return evidence
    }

    /// Whether the device was on a technology that its type cannot do.
    var isOnImpossibleTechnology: Bool { technologyDays > 0 && technologyDays >= policy.technologyLeastDays }

    private func overThreshold() -> Evidence? {
        let from = until.advanced(by: 1 - policy.thresholdPeriod)
        let count = (policy.subscription == .imsi ? subscriptions : numbers).count(since: from)
        return when(count >= policy.threshold) {
            $0.subscriptions = UInt32(clamping: count)
            $0.days = UInt16(clamping: days)
        }
    }

    private func overAverage() -> Evidence? {
        guard daily.days >= policy.dailyLeastDays, daily.days > 0 else { return nil }
        return when(Double(daily.sum) / Double(daily.days) >= policy.dailyAverage) {
            $0.subscriptionDays = UInt32(clamping: daily.sum)
            $0.days = UInt16(clamping: daily.days)
            $0.subscriptions = UInt32(
                clamping: (policy.subscription == .imsi ? subscriptions : numbers).count(since: daily.from))
        }
    }

    private var isUnallocated: Bool {
        guard let imei, tables.types != nil, able == nil, !IMEIForm.isTest(imei, by: policy.testTypes) else { return false }
        return first.advanced(by: policy.allocationDelays[imei.tac.reportingBody.code] ?? 0) < until
    }

    private func inSeries() -> Evidence? {
        guard series.sum / max(policy.seriesPeriod, 1) >= policy.seriesNumbers, networkDays.networks.count <= 1 else { return nil }
        let recent = numbers.all.filter { $0.last >= series.from }.map { DigitCode(marked: $0.code).number }
        return when(NumberSeries.isProgression(recent)) {
            $0.numbers = UInt32(clamping: recent.count)
            $0.subscriptionDays = UInt32(clamping: series.sum)
            $0.days = UInt16(clamping: series.days)
        }
    }
}
