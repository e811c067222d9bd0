// SPDX-License-Identifier: EUPL-1.2

public import UsageRecords

extension World {
    /// Hands over all records, day by day, in an order that is always the same.
    /// - Returns: how many there were.
    @discardableResult
    public func eachRecord<Failure: Error>(_ body: (UsageRecord) throws(Failure) -> Void) throws(Failure) -> Int {
        let movement = Movement(seed: settings.seed, shares: settings.shares)
        var count = 0
        for day in 0..<settings.days {
            for (index, use) in uses.enumerated() where use.isActive(on: day) {
                var random = TrialRandom(settings.seed, UInt64(index), UInt64(day) | 1 << 43)
                if use.network == Issuer.plain {
                    // One row a day, in the plain form.
                    guard random.happens(min(Int(use.rate), 1_000), of: 1_000) else { continue }
                    count += 1
                    try body(plainRecord(of: use, on: day, random: &random))
                    continue
                }
                let times = Int(use.rate) / 1_000 + (random.happens(Int(use.rate) % 1_000, of: 1_000) ? 1 : 0)
                for _ in 0..<times {
                    guard let record = record(of: use, on: day, movement: movement, random: &random) else { continue }
                    count += 1
                    try body(record)
                }
            }
        }
        return count
    }

    private func plainRecord(of use: PhoneUse, on day: Int, random: inout TrialRandom) -> UsageRecord {
        UsageRecord(
            device: device(of: use, random: &random), day: settings.start.advanced(by: day), imsi: use.imsi, msisdn: use.msisdn,
            network: use.network, technologies: technology(of: use, random: &random))
    }

    private func record(
        of use: PhoneUse, on day: Int, movement: Movement, random: inout TrialRandom
    ) -> UsageRecord? {
        let second = 6 * 3_600 + random.below(17 * 3_600)
        guard let at = movement.place(of: use.carrier, home: use.home, day: day, second: second) else { return nil }
        var place = Towns.near(at.place, within: 2, &random)
        if random.happens(settings.shares.wrongPlace) { place = Towns.dwelling(&random) }
        return UsageRecord(
            device: device(of: use, random: &random), day: settings.start.advanced(by: day), second: second, imsi: use.imsi,
            msisdn: use.msisdn, network: at.network ?? use.network, place: place,
            technologies: technology(of: use, random: &random))
    }

    /// The device, garbled now and then: a letter in the place of a digit, and never the same twice.
    private func device(of use: PhoneUse, random: inout TrialRandom) -> DeviceCode {
        guard random.happens(settings.shares.garbled, of: 100_000), use.device.imei != nil else { return use.device }
        let text = use.device.text
        return DeviceCode("\(text.dropLast())F\(random.below(10))") ?? use.device
    }

    /// Mostly the newest that the phone can do, for phones seek that.
    private func technology(of use: PhoneUse, random: inout TrialRandom) -> Technologies {
        let all: [(Generations, Technologies)] = [(.fifth, .newRadio), (.fourth, .eutran), (.third, .utran), (.second, .geran)]
        var best: Technologies = .geran
        for (generation, technology) in all where use.able.contains(generation) {
            best = technology
            if random.happens(6_500) { return technology }
        }
        return best
    }
}
