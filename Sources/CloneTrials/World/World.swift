// SPDX-License-Identifier: EUPL-1.2

import UsageRecords

/// A made-up country of phones, of which it is known which are clones: the same seed gives the same bytes on every platform.
///
/// Its IMEIs and numbers are invented and may belong to somebody all the same: never feed what is found here to a network that serves people.
public struct World: Sendable {
    /// What was asked for.
    public let settings: TrialSettings
    let types: TrialTypes
    var uses: [PhoneUse] = []
    var blocked: [(device: DeviceCode, day: Int)] = []
    var pairs: [(device: DeviceCode, imsi: DigitCode, msisdn: DigitCode)] = []
    /// How many phones are honest.
    public private(set) var phones = 0

    /// Makes the world. It takes memory by the number of phones, some 130 bytes each.
    public init(_ settings: TrialSettings) {
        self.settings = settings
        // A phone has 1.12 records a day, with those of its clones.
        let phones = max(settings.records * 100 / (settings.days * 112), 100)
        types = TrialTypes(count: max(400, min(phones / 20, 20_000)), shares: settings.shares, seed: settings.seed)
        self.phones = phones
        uses.reserveCapacity(phones + phones / 6)
        var issuer = Issuer()
        var plants = PlantMaker(settings: settings, types: types, phones: phones)
        plants.plant(in: &self, issuer: &issuer)
        for index in 0..<phones { addHonestPhone(index, issuer: &issuer) }
    }

    private mutating func addHonestPhone(_ index: Int, issuer: inout Issuer) {
        var random = TrialRandom(settings.seed, UInt64(index), 1)
        let last = settings.days - 1
        let isNewest = random.happens(30)  // a type that the table does not have yet is on sale since some days only
        let kind = isNewest ? types.kinds[random.below(types.kinds.count / 100 + 1)] : types.draw(&random)
        var from = isNewest && !kind.isListed ? last - random.below(14) : 0
        var to = last
        if from == 0, random.happens(settings.shares.churn) { from = random.within(1...last) }
        if random.happens(settings.shares.churn), from < last { to = random.within(from...last) }
        let network = issuer.network(&random)
        let use = PhoneUse(
            device: issuer.device(of: kind.tac), imsi: issuer.imsi(of: network), msisdn: issuer.number(), network: network,
            carrier: issuer.carrier(), home: Towns.dwelling(&random), from: Int16(from), to: Int16(to),
            rate: UInt16(random.within(600...2_000)), able: kind.able)
        if random.happens(settings.shares.proven) { pairs.append((use.device, use.imsi, use.msisdn)) }
        live(use, issuer: &issuer, random: &random)
    }

    /// Adds a phone with what happens to it in the hands of honest people.
    mutating func live(_ first: PhoneUse, issuer: inout Issuer, random: inout TrialRandom) {
        let shares = settings.shares
        var use = first
        let hasTime = use.to - use.from > 20
        let middle = Int16(random.within(Int(use.from) + 8...max(Int(use.from) + 8, Int(use.to) - 8)))
        var draw = random.below(10_000)
        func isDrawn(_ share: Int) -> Bool {
            defer { draw -= share }
            return draw >= 0 && draw < share
        }
        if isDrawn(shares.swappedSIM), hasTime {
            let next = issuer.imsi(of: use.network)
            split(&use, at: middle, gap: 1) { $0.imsi = next }
        } else if isDrawn(shares.newNumber), hasTime {
            let network = issuer.network(&random)
            let (imsi, number) = (issuer.imsi(of: network), issuer.number())
            split(&use, at: middle, gap: 1) { ($0.imsi, $0.msisdn, $0.network) = (imsi, number, network) }
        } else if isDrawn(shares.passedOn), hasTime {
            let network = issuer.network(&random)
            let (imsi, number, carrier) = (issuer.imsi(of: network), issuer.number(), issuer.carrier())
            let home = Towns.dwelling(&random)
            split(&use, at: middle, gap: Int16(random.within(2...9))) {
                ($0.imsi, $0.msisdn, $0.network, $0.carrier, $0.home) = (imsi, number, network, carrier, home)
            }
        } else if isDrawn(shares.repaired), hasTime {
            var shop = use
            (shop.imsi, shop.msisdn, shop.from, shop.to) = (issuer.imsi(of: use.network), issuer.number(), middle, middle)
            uses.append(shop)
            split(&use, at: middle, gap: 1) { _ in }
        } else if isDrawn(shares.shared) {
            let count = UInt8(random.within(2...3))
            for lane in 0..<count { add(use, lane: lane, of: count, issuer: &issuer, random: &random) }
            return
        } else if isDrawn(shares.dualSIM) {
            uses.append(use)
            let network = Issuer.networks.first { $0 != use.network } ?? use.network
            (use.imsi, use.msisdn, use.network) = (issuer.imsi(of: network), issuer.number(), network)
        } else if isDrawn(shares.collectors) {
            for _ in 0..<random.within(2...4) {
                uses.append(use)
                (use.imsi, use.msisdn) = (issuer.imsi(of: use.network), issuer.number())
            }
        } else if isDrawn(shares.demonstration), hasTime {
            use.rate = 400
            for _ in 0..<random.within(10...20) {
                var visitor = use
                let day = Int16(random.within(Int(use.from)...Int(use.to)))
                (visitor.imsi, visitor.msisdn, visitor.from, visitor.to) = (issuer.imsi(of: use.network), issuer.number(), day, day)
                visitor.rate = 1_000
                uses.append(visitor)
            }
        }
        uses.append(use)
    }

    /// Adds one of those who share a phone by turns.
    private mutating func add(
        _ phone: PhoneUse, lane: UInt8, of count: UInt8, issuer: inout Issuer, random: inout TrialRandom
    ) {
        var use = phone
        (use.turns, use.lane) = (count, lane)
        if lane > 0 {
            let network = issuer.network(&random)
            (use.imsi, use.msisdn, use.network) = (issuer.imsi(of: network), issuer.number(), network)
        }
        uses.append(use)
    }

    /// Ends a use on a day, and goes on with a changed one some days later.
    private mutating func split(_ use: inout PhoneUse, at day: Int16, gap: Int16, change: (inout PhoneUse) -> Void) {
        var before = use
        before.to = day - 1
        uses.append(before)
        use.from = min(day + gap, use.to)
        change(&use)
    }
}
