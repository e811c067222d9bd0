// SPDX-License-Identifier: EUPL-1.2

import Clones
import Testing
import UsageRecords

@Suite("At two places, and on two networks")
struct PlaceRuleTests {
    /// On each of some days one subscription in one place and another in another, so many minutes later.
    private func days(_ count: Int, minutes: Int, from: Place?, to: Place?, by others: (Int, Int) = (1, 2)) -> [UsageRecord] {
        (1...count).flatMap { day in
            [
                record(day: day, at: "12:00", by: others.0, in: from),
                record(day: day, at: "\(12 + minutes / 60):\(minutes % 60)", by: others.1, in: to),
            ]
        }
    }

    @Test("from Amsterdam to Maastricht in a quarter of an hour, on two days, is found with distance and speed")
    func impossible() throws {
        let outcome = try Searching(.distanceInTime)(days(2, minutes: 15, from: .amsterdam, to: .maastricht))
        let evidence = try #require(outcome.evidence(.distanceInTime, of: phone))

        #expect(evidence.times == 2)
        #expect(evidence.timesDays == 2)
        #expect((175_000...180_000).contains(evidence.metres))
        #expect(evidence.seconds == 900)
        #expect(evidence.speed == Int((Double(evidence.metres) * 3.6 / 900).rounded()))
        #expect(evidence.subscriptions == 2)
    }

    @Test("on one day only it may be a mistake in the table of cells")
    func oneDay() throws {
        #expect(try Searching(.distanceInTime)(days(1, minutes: 15, from: .amsterdam, to: .maastricht)).findings.isEmpty)
    }

    @Test("in 25 minutes and more a train does it, with the reach of the cells in its favour")
    func possible() throws {
        // 177 km less twice 20 km of reach are 137 km; at 320 km/h that takes 25.8 minutes, 2 of which the clocks may be off.
        #expect(try Searching(.distanceInTime)(days(3, minutes: 23, from: .amsterdam, to: .maastricht)).findings.count == 1)
        #expect(try Searching(.distanceInTime)(days(3, minutes: 24, from: .amsterdam, to: .maastricht)).findings.isEmpty)
    }

    @Test("further than trains go, people fly: to New York in five hours is possible, in four it is not")
    func flight() throws {
        #expect(try Searching(.distanceInTime)(days(2, minutes: 5 * 60 + 50, from: .amsterdam, to: .newYork)).findings.isEmpty)
        #expect(try Searching(.distanceInTime)(days(2, minutes: 5 * 60 + 40, from: .amsterdam, to: .newYork)).findings.count == 1)
    }

    @Test("the same subscription at two places is a matter of its SIM, not of the device")
    func sameSubscription() throws {
        let records: [UsageRecord] = days(3, minutes: 15, from: .amsterdam, to: .maastricht, by: (1, 1))
        #expect(try Searching(.distanceInTime)(records).findings.isEmpty)
    }

    @Test("places within the reach of cells are one place, at whatever speed")
    func near() throws {
        #expect(try Searching(.distanceInTime)(days(5, minutes: 0, from: .amsterdam, to: .utrecht)).findings.isEmpty)
    }

    @Test("records without a moment or a place say nothing, and do not come in between")
    func without() throws {
        let plain: [UsageRecord] = (1...3).flatMap {
            [record(day: $0, by: 1, in: .amsterdam), record(day: $0, by: 2, in: .maastricht)]
        }
        #expect(try Searching(.distanceInTime)(plain).findings.isEmpty)
        let mixed: [UsageRecord] =
            days(2, minutes: 15, from: .amsterdam, to: .maastricht) + (1...2).map { record(day: $0, at: "12:05", by: 3) }
        #expect(try Searching(.distanceInTime)(mixed).findings.count == 1)
    }

    @Test("midnight does not hide a journey")
    func midnight() throws {
        let records: [UsageRecord] = (1...2).flatMap { day in
            [
                record(day: day * 2, at: "23:55", by: 1, in: .amsterdam),
                record(day: day * 2 + 1, at: "00:05", by: 2, in: .maastricht),
            ]
        }
        #expect(try Searching(.distanceInTime)(records).evidence(.distanceInTime, of: phone)?.seconds == 600)
    }

    @Test("two subscriptions on two networks on five days are found, four days are not")
    func networks() throws {
        let records: [UsageRecord] = (1...5).flatMap { [record(day: $0, by: 1, on: "20408"), record(day: $0, by: 2, on: "20416")] }

        #expect(try Searching(.twoNetworks)(Array(records.prefix(8))).findings.isEmpty)
        let evidence = try #require(try Searching(.twoNetworks)(records).evidence(.twoNetworks, of: phone))
        #expect(evidence.timesDays == 5)
        #expect(evidence.networks.map(\.digits) == ["20408", "20416"])
        #expect(evidence.networkCount == 2)
    }

    @Test("one subscription on two networks roams, and two on one network are another rule's")
    func roaming() throws {
        let roaming: [UsageRecord] = (1...9).flatMap { [record(day: $0, by: 1, on: "20408"), record(day: $0, by: 1, on: "26201")] }
        let same: [UsageRecord] = (1...9).flatMap { [record(day: $0, by: 1, on: "20408"), record(day: $0, by: 2, on: "20408")] }

        #expect(try Searching(.twoNetworks)(roaming).findings.isEmpty)
        #expect(try Searching(.twoNetworks)(same).findings.isEmpty)
    }

    @Test("where moments are known only five minutes are at once")
    func moments() throws {
        func records(_ minutes: String) -> [UsageRecord] {
            (1...5).flatMap {
                [record(day: $0, at: "12:00", by: 1, on: "20408"), record(day: $0, at: minutes, by: 2, on: "20416")]
            }
        }
        #expect(try Searching(.twoNetworks)(records("12:05")).findings.count == 1)
        #expect(try Searching(.twoNetworks)(records("12:06")).findings.isEmpty)
    }

    @Test("two SIMs at one place are in one device as far as anybody can tell")
    func dualSIM() throws {
        func records(_ place: Place?) -> [UsageRecord] {
            (1...9).flatMap {
                [
                    record(day: $0, at: "12:00", by: 1, on: "20408", in: .amsterdam),
                    record(day: $0, at: "12:01", by: 2, on: "20416", in: place),
                ]
            }
        }
        #expect(try Searching(.twoNetworks)(records(.haarlem)).findings.isEmpty)
        #expect(try Searching(.twoNetworks)(records(.maastricht)).findings.count == 1)
        #expect(try Searching(.twoNetworks)(records(nil)).findings.count == 1)
    }
}
