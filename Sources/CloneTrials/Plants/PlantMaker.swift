// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import UsageRecords

/// Plants clones and altered phones of every kind in a world.
struct PlantMaker {
    let settings: TrialSettings
    let types: TrialTypes
    let phones: Int

    private var last: Int16 { Int16(settings.days - 1) }

    /// How many groups of each kind there are.
    var groups: Int { max(3, phones * settings.plants / 10_000) }

    mutating func plant(in world: inout World, issuer: inout Issuer) {
        for method in TrialMethod.allCases where method != .none {
            for index in 0..<groups {
                var random = TrialRandom(settings.seed, UInt64(index), 1 << 32 | UInt64(method.rawValue))
                plant(method, index: index, in: &world, issuer: &issuer, random: &random)
            }
        }
    }

    private func plant(
        _ method: TrialMethod, index: Int, in world: inout World, issuer: inout Issuer, random: inout TrialRandom
    ) {
        switch method {
        case .none: break
        case .crowd: copies(random.within(20...60), of: method, in: &world, issuer: &issuer, random: &random)
        case .few: copies(random.within(4...7), of: method, in: &world, issuer: &issuer, random: &random)
        case .far:
            pair(method, on: Issuer.networks[index % 2], Issuer.networks[index % 2], in: &world, issuer: &issuer, random: &random)
        case .otherNetwork: pair(method, on: Issuer.networks[index % 2], Issuer.plain, in: &world, issuer: &issuer, random: &random)
        case .oldType: oldType(in: &world, issuer: &issuer, random: &random)
        case .beforeSale: beforeSale(in: &world, issuer: &issuer, random: &random)
        case .unallocated:
            let tac = types.unallocated[random.below(types.unallocated.count)]
            altered(Issuer.device(tac, UInt64(random.below(1_000_000))), method, in: &world, issuer: &issuer, random: &random)
        case .noIMEI:
            let texts = ["0", "ABCDEF", "*#06#", "FFFFFFFFFFFFFF", "A1B2C3", "35A8680000414\(index % 10)"]
            guard let device = DeviceCode(texts[index % texts.count] + (index % 3 == 0 ? "" : "\(index % 7)")) else { return }
            altered(device, method, in: &world, issuer: &issuer, random: &random)
        case .test:
            let tac: UInt32 = [100_100, 101_512, 440_000, 860_012, 910_099][index % 5]
            altered(Issuer.device(tac, UInt64(random.below(1_000_000))), method, in: &world, issuer: &issuer, random: &random)
        case .repeated:
            let digits: [UInt64] = [0, 11_111_111_111_111, 12_345_678_901_234, 99_999_999_999_999]
            altered(DeviceCode(head: digits[index % digits.count], tail: 0), method, in: &world, issuer: &issuer, random: &random)
        case .simBox: simBox(in: &world, issuer: &issuer, random: &random)
        case .afterBlock: afterBlock(in: &world, issuer: &issuer, random: &random)
        }
    }

    /// Somebody with a subscription of his own.
    private func person(
        with device: DeviceCode, able: Generations, on network: NetworkCode? = nil, issuer: inout Issuer, random: inout TrialRandom
    ) -> PhoneUse {
        let network = network ?? issuer.network(&random)
        return PhoneUse(
            device: device, imsi: issuer.imsi(of: network), msisdn: issuer.number(), network: network, carrier: issuer.carrier(),
            home: Towns.dwelling(&random), from: 0, to: last, rate: UInt16(random.within(800...2_000)), able: able)
    }

    /// The genuine phone, with an honest life and perhaps proof.
    private func owner(
        _ use: PhoneUse, _ method: TrialMethod, in world: inout World, issuer: inout Issuer, random: inout TrialRandom
    ) {
        var use = use
        (use.role, use.method) = (.genuine, method)
        if random.happens(settings.shares.proven) { world.pairs.append((use.device, use.imsi, use.msisdn)) }
        world.live(use, issuer: &issuer, random: &random)
    }

    private func copies(
        _ count: Int, of method: TrialMethod, in world: inout World, issuer: inout Issuer, random: inout TrialRandom
    ) {
        let kind = types.draw(&random)
        let device = issuer.device(of: kind.tac)
        owner(
            person(with: device, able: kind.able, issuer: &issuer, random: &random), method, in: &world, issuer: &issuer,
            random: &random)
        for _ in 0..<count {
            var copy = person(with: device, able: kind.able, issuer: &issuer, random: &random)
            copy.from = Int16(random.within(0...Int(last) - 35))
            (copy.role, copy.method) = (.copy, method)
            world.uses.append(copy)
        }
    }

    private func pair(
        _ method: TrialMethod, on network: NetworkCode, _ other: NetworkCode, in world: inout World, issuer: inout Issuer,
        random: inout TrialRandom
    ) {
        let kind = types.draw(&random)
        let device = issuer.device(of: kind.tac)
        let genuine = person(with: device, able: kind.able, on: network, issuer: &issuer, random: &random)
        owner(genuine, method, in: &world, issuer: &issuer, random: &random)
        var copy = person(with: device, able: kind.able, on: other, issuer: &issuer, random: &random)
        copy.home = Towns.dwelling(from: genuine.home, atLeast: 100, &random)
        copy.from = Int16(random.within(0...Int(last) - 35))
        (copy.role, copy.method) = (.copy, method)
        world.uses.append(copy)
    }

    private func oldType(in world: inout World, issuer: inout Issuer, random: inout TrialRandom) {
        let kind = types.drawOld(&random)
        let device = issuer.device(of: kind.tac)
        if random.happens(5_000) {
            owner(
                person(with: device, able: kind.able, issuer: &issuer, random: &random), .oldType, in: &world, issuer: &issuer,
                random: &random)
        }
        var copy = person(with: device, able: [.second, .third, .fourth], issuer: &issuer, random: &random)
        (copy.role, copy.method) = (.copy, .oldType)
        world.uses.append(copy)
    }

    private func beforeSale(in world: inout World, issuer: inout Issuer, random: inout TrialRandom) {
        let kind = types.draw(&random)
        let device = issuer.device(of: kind.tac)
        var genuine = person(with: device, able: kind.able, issuer: &issuer, random: &random)
        genuine.from = Int16(random.within(5...Int(last) - 25))
        for _ in 0..<random.within(4...7) {
            var copy = person(with: device, able: kind.able, issuer: &issuer, random: &random)
            copy.from = Int16(random.within(0...4))
            (copy.role, copy.method) = (.copy, .beforeSale)
            world.uses.append(copy)
        }
        owner(genuine, .beforeSale, in: &world, issuer: &issuer, random: &random)
    }

    private func altered(
        _ device: DeviceCode, _ method: TrialMethod, in world: inout World, issuer: inout Issuer, random: inout TrialRandom
    ) {
        var use = person(with: device, able: [.second, .third, .fourth], issuer: &issuer, random: &random)
        use.from = Int16(random.below(Int(last) - 44))
        (use.role, use.method) = (.altered, method)
        world.uses.append(use)
    }

    /// Each day eight SIMs of a batch, one batch after the other, until the last day.
    private func simBox(in world: inout World, issuer: inout Issuer, random: inout TrialRandom) {
        let kind = types.draw(&random)
        let device = issuer.device(of: kind.tac)
        let perDay = 8
        let numbers = issuer.series(perDay * settings.days)
        var box = person(with: device, able: kind.able, issuer: &issuer, random: &random)
        (box.role, box.method, box.rate, box.carrier) = (.copy, .simBox, 1_000, Movement.nobody)
        for (index, number) in numbers.enumerated() {
            let day = Int16(index / perDay)
            (box.imsi, box.msisdn, box.from, box.to) = (issuer.imsi(of: box.network), number, day, day)
            world.uses.append(box)
        }
    }

    /// A phone is stolen and used by the thief; it is blocked, and comes back with another serial number.
    private func afterBlock(in world: inout World, issuer: inout Issuer, random: inout TrialRandom) {
        let kind = types.draw(&random)
        let device = issuer.device(of: kind.tac)
        let stolen = Int16(random.within(20...Int(last) - 15))
        var victim = person(with: device, able: kind.able, issuer: &issuer, random: &random)
        victim.to = stolen
        world.uses.append(victim)
        var thief = person(with: device, able: kind.able, issuer: &issuer, random: &random)
        (thief.from, thief.to, thief.role, thief.method) = (stolen + 1, stolen + 3, .copy, .none)
        world.uses.append(thief)
        world.blocked.append((device, Int(stolen) + 3))
        // The victim buys another phone, one in four of the same type.
        let next = random.happens(2_500) ? kind : types.draw(&random)
        var replaced = victim
        replaced = PhoneUse(
            device: issuer.device(of: next.tac), imsi: victim.imsi, msisdn: victim.msisdn, network: victim.network,
            carrier: victim.carrier, home: victim.home, from: stolen + 2, to: last, able: next.able)
        world.uses.append(replaced)
        var back = PhoneUse(
            device: issuer.device(of: kind.tac), imsi: thief.imsi, msisdn: thief.msisdn, network: thief.network,
            carrier: thief.carrier, home: thief.home, from: stolen + 4, to: last, rate: thief.rate, able: kind.able)
        (back.role, back.method) = (.altered, .afterBlock)
        world.uses.append(back)
    }
}
