// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import UsageRecords

/// Judges one device after another from records in their order, in memory that does not grow with their number.
struct DeviceJudge {
    /// Where a subscription was when.
    private struct Sighting {
        let index: Int
        let day: UsageDay
        let second: Int
        let place: Place
    }

    let policy: ClonePolicy
    let tables: CloneTables
    let until: UsageDay
    let cohort: [UInt64: [BlockedUses.Earlier]]
    let owners: OwnerChoice

    private(set) var device: DeviceCode?
    var imei: IMEI?
    /// What the type can do; nil when there is no such type or no table of types.
    var able: Generations?
    var first = UsageDay.first
    var last = UsageDay.first
    var days = 0
    var seenOn: Generations = []
    var technologyDays = 0
    private var lastTechnologyDay: UsageDay?
    var subscriptions: Subscriptions
    var numbers: Subscriptions
    var daily: DailyCount
    var series: DailyCount
    var journeys: Journeys
    var networkDays: NetworkDays
    var reappeared: BlockedUses.Earlier?
    private var anchor: Int?
    private var anchorAt: Sighting?
    private var otherAt: Sighting?
    private var proven: Set<UInt64> = []

    init(
        policy: ClonePolicy, tables: CloneTables, until: UsageDay, cohort: [UInt64: [BlockedUses.Earlier]]
    ) {
        self.policy = policy
        self.tables = tables
        self.until = until
        self.cohort = cohort
        owners = OwnerChoice(pairs: tables.pairs, asked: tables.asked)
        subscriptions = Subscriptions(most: policy.mostSubscriptions)
        numbers = Subscriptions(most: policy.mostSubscriptions)
        daily = DailyCount(from: until.advanced(by: 1 - policy.dailyPeriod))
        series = DailyCount(from: until.advanced(by: 1 - policy.seriesPeriod))
        journeys = Journeys(travel: policy.travel)
        networkDays = NetworkDays(travel: policy.travel, sameMoment: policy.sameMoment)
    }

    /// Takes the next record. When it begins a new device, the one before is judged first.
    @inline(__always)
    mutating func take(_ record: UsageRecord, verdict: (borrowing DeviceJudge) -> Void) {
        guard record.day <= until else { return }
        if record.device != device {
            finish(verdict: verdict)
            begin(record)
        }
        note(record)
    }

    /// Judges the last device.
    mutating func finish(verdict: (borrowing DeviceJudge) -> Void) {
        if device != nil { verdict(self) }
        device = nil
    }

    private mutating func begin(_ record: UsageRecord) {
        device = record.device
        imei = record.device.imei
        able = imei.flatMap { imei in tables.types.flatMap { $0.generations(of: imei.tac) } }
        first = record.day
        last = record.day
        days = 1
        seenOn = []
        technologyDays = 0
        lastTechnologyDay = nil
        subscriptions.removeAll()
        numbers.removeAll()
        daily.removeAll()
        series.removeAll()
        journeys.removeAll()
        networkDays.removeAll()
        reappeared = nil
        anchor = nil
        anchorAt = nil
        otherAt = nil
        proven = tables.pairs.count == 0 ? [] : Set(tables.pairs.subscriptions(of: record.device).map(\.marked))
    }

    private mutating func note(_ record: UsageRecord) {
        if record.day != last {
            last = record.day
            days += 1
        }
        let generations = record.technologies.generations
        seenOn.formUnion(generations)
        if let able, !able.isEmpty, !generations.isSubset(of: able), lastTechnologyDay != record.day {
            lastTechnologyDay = record.day
            technologyDays += 1
        }
        if record.rawMSISDN != 0, let found = numbers.note(record.rawMSISDN, on: record.day) {
            series.note(isNewOnDay: found.isNewOnDay, on: record.day)
            if policy.subscription == .msisdn { daily.note(isNewOnDay: found.isNewOnDay, on: record.day) }
        }
        let code = record.rawIMSI >= 100_000_000_000_000 ? record.rawIMSI : 0  // 14 or 15 digits
        if record.rawNetwork != 0 {
            networkDays.note(code, on: record.rawNetwork, day: record.day, second: record.second, place: record.place)
        }
        guard code != 0, let found = subscriptions.note(code, on: record.day) else { return }
        if policy.subscription == .imsi { daily.note(isNewOnDay: found.isNewOnDay, on: record.day) }
        if record.rawMSISDN != 0 { subscriptions[found.index].msisdn = record.rawMSISDN }
        if found.isNew, !cohort.isEmpty { look(for: code) }
        guard let second = record.second, let place = record.place else { return }
        journeys.note(code, at: place, day: record.day, second: second)
        follow(found.index, day: record.day, second: second, place: place)
    }

    /// Notes whether a subscription is with who was first, or has proof, or is where he cannot be.
    private mutating func follow(_ index: Int, day: UsageDay, second: Int, place: Place) {
        if anchor == nil {
            anchor = proven.isEmpty ? 0 : proven.contains(subscriptions[index].code) ? index : nil
        }
        let here = Sighting(index: index, day: day, second: second, place: place)
        if index == anchor {
            if let otherAt { compare(here, with: otherAt, to: otherAt.index) }
            anchorAt = here
        } else {
            if let anchorAt { compare(here, with: anchorAt, to: index) }
            otherAt = here
        }
    }

    private mutating func compare(_ here: Sighting, with there: Sighting, to index: Int) {
        let seconds = there.day.distance(to: here.day) * 86_400 + here.second - there.second
        guard seconds <= policy.travel.companyWithin else { return }
        let metres = there.place.metres(to: here.place)
        if policy.travel.isImpossible(metres: metres, seconds: seconds) {
            subscriptions[index].far += 1
        } else if policy.travel.isNear(metres) {
            subscriptions[index].near += 1
        }
    }

    /// Looks whether a subscription that is new on this device used a blocked one of the same type before.
    private mutating func look(for code: UInt64) {
        guard reappeared == nil, let earlier = cohort[code], let device, let imei else { return }
        reappeared = earlier.first { one in
            one.device != device && one.device.imei?.tac == imei.tac && first >= one.blocked
                && one.blocked.distance(to: last) <= policy.reappearanceWithin
        }
    }
}
