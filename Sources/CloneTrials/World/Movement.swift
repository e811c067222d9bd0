// SPDX-License-Identifier: EUPL-1.2

import UsageRecords

/// Where somebody is at a moment. It follows from the seed, so that all SIMs in one phone are at one place without anybody remembering it.
struct Movement {
    /// What stands still, such as a SIM box.
    static let nobody: UInt32 = 0

    let seed: UInt64
    let shares: TrialSettings.Shares

    /// Where somebody is, and by which foreign network; nil in an aeroplane.
    func place(of carrier: UInt32, home: Place, day: Int, second: Int) -> (place: Place, network: NetworkCode?)? {
        guard carrier != Movement.nobody else { return (home, nil) }
        var week = TrialRandom(seed, UInt64(carrier), UInt64(day / 7) | 1 << 40)
        if week.happens(shares.abroad) {
            let there = Towns.abroad[week.below(Towns.abroad.count)]
            let flight = 7_200 + Int(home.metres(to: there.place) / 222)  // 800 km/h
            let moment = day % 7 * 86_400 + second
            let (leave, comeBack) = (9 * 3_600, 6 * 86_400 + 3 * 3_600)
            if moment >= leave, moment < leave + flight { return nil }
            if moment >= comeBack, moment < comeBack + flight { return nil }
            if moment >= leave + flight, moment < comeBack { return (there.place, there.network) }
        }
        var today = TrialRandom(seed, UInt64(carrier), UInt64(day) | 1 << 41)
        var work = TrialRandom(seed, UInt64(carrier), 1 << 42)
        let workplace = Towns.near(home, within: 20, &work)
        let isLong = today.happens(shares.journey)
        let target = isLong ? Towns.dwelling(&today) : workplace
        guard isLong || day % 7 < 5 else { return (home, nil) }
        let ride = Int(home.metres(to: target) / 25) + 1  // 90 km/h
        let (leave, comeBack) = (8 * 3_600, 17 * 3_600)
        if second < leave { return (home, nil) }
        if second < leave + ride { return (between(home, target, second - leave, ride), nil) }
        if second < comeBack { return (target, nil) }
        if second < comeBack + ride { return (between(target, home, second - comeBack, ride), nil) }
        return (home, nil)
    }

    private func between(_ start: Place, _ end: Place, _ part: Int, _ whole: Int) -> Place {
        Place(
            latitude: start.latitude + Int32(Int(end.latitude - start.latitude) * part / whole),
            longitude: start.longitude + Int32(Int(end.longitude - start.longitude) * part / whole)) ?? start
    }
}
