// SPDX-License-Identifier: EUPL-1.2

import Clones
import Testing
import UsageRecords

@Suite("Who keeps service")
struct OwnerTests {
    /// Twelve subscriptions over twelve days, one more each day.
    private var crowd: [UsageRecord] { (1...12).flatMap { day in (1...day).map { record(day: day, by: $0) } } }

    private func searching(pairs: [Int] = [], asked: [Int] = []) throws -> Searching {
        var searching = Searching(.duplicateThreshold, .distanceInTime)
        let rows = pairs.map { "\(phone),\(imsi($0))\n" }.joined()
        searching.tables.pairs = try DevicePairs(Array("imei,imsi\n\(rows)".utf8))
        let told = asked.map { "\(phone),\(imsi($0))\n" }.joined()
        searching.tables.asked = try DevicePairs(Array("imei,imsi\n\(told)".utf8))
        return searching
    }

    @Test("without proof who was first keeps service, and everybody else while he is asked")
    func first() throws {
        let grounds = try searching()(crowd).grounds(of: phone)

        #expect(grounds.count == 12)
        #expect(grounds[imsi(1)] == .firstSeen)
        for number in 2...12 { #expect(grounds[imsi(number)] == .unproven) }
    }

    @Test("who was asked and let the time pass keeps service no longer; who was first does")
    func asked() throws {
        let grounds = try searching(asked: Array(1...11))(crowd).grounds(of: phone)
        #expect(grounds == [imsi(1): .firstSeen, imsi(12): .unproven])
    }

    @Test("with proof that pair keeps service, also when it was not seen; who was not seen elsewhere is asked")
    func proven() throws {
        let grounds = try searching(pairs: [5, 99], asked: [1, 2, 3])(crowd).grounds(of: phone)

        #expect(grounds[imsi(5)] == .proven)
        #expect(grounds[imsi(99)] == .proven)
        #expect(grounds[imsi(1)] == nil)
        #expect(grounds[imsi(4)] == .unproven)
    }

    /// The holder of proof is in Amsterdam, somebody else in Maastricht, at the same hours.
    private func elsewhere(_ place: Place, days: Int = 4) -> [UsageRecord] {
        (1...days).flatMap { day in
            [
                record(day: day, at: "12:00", by: 1, in: .amsterdam), record(day: day, at: "12:05", by: 2, in: place),
                record(day: day, at: "12:10", by: 1, in: .amsterdam),
            ]
        } + (11...22).map { record(day: 1, by: $0) }
    }

    @Test("who was seen where the holder of proof could not be loses service; his companion does not")
    func copies() throws {
        #expect(try searching(pairs: [1])(elsewhere(.maastricht)).grounds(of: phone)[imsi(2)] == nil)
        #expect(try searching(pairs: [1])(elsewhere(.haarlem)).grounds(of: phone)[imsi(2)] == .companion)
        #expect(try searching()(elsewhere(.haarlem)).grounds(of: phone)[imsi(2)] == .companion)
        #expect(
            try searching()(elsewhere(.maastricht)).grounds(of: phone)[imsi(2)] == .unproven, "without proof nobody is excluded")
    }

    @Test("a wrong place now and then does not part companions")
    func wrongPlace() throws {
        let records: [UsageRecord] = elsewhere(.haarlem, days: 12) + [record(day: 12, at: "12:15", by: 2, in: .maastricht)]
        #expect(try searching(pairs: [1])(records).grounds(of: phone)[imsi(2)] == .companion)
    }

    @Test("another SIM with the telephone number of the owner is his")
    func sameNumber() throws {
        let records =
            crowd + [record(day: 12, by: 1, number: "31612345678"), record(day: 12, by: 7, number: "31612345678")]
        #expect(try searching(pairs: [1], asked: [7])(records).grounds(of: phone)[imsi(7)] == .sameNumber)
        #expect(try searching(asked: [7])(records).grounds(of: phone)[imsi(7)] == .sameNumber)
    }

    @Test("who came after the owner was last seen may have it from him")
    func successor() throws {
        let records: [UsageRecord] = [record(day: 1, by: 1), record(day: 3, by: 1)] + (2...12).map { record(day: 3, by: $0) }
        #expect(try searching(asked: [40])(records + [record(day: 4, by: 40)]).grounds(of: phone)[imsi(40)] == .successor)
        #expect(try searching(asked: [40])(records + [record(day: 3, by: 40)]).grounds(of: phone)[imsi(40)] == nil)
    }

    @Test("three may have had it one after the other; four who came later are asked")
    func successors() throws {
        let records: [UsageRecord] = [record(day: 1, by: 1), record(day: 3, by: 1)] + (2...12).map { record(day: 3, by: $0) }
        let later: [UsageRecord] = (4...7).map { record(day: $0, by: 36 + $0) }

        let three = try searching()(records + later.prefix(3)).grounds(of: phone)
        #expect([40, 41, 42].map { three[imsi($0)] } == [.successor, .successor, .successor])
        let four = try searching()(records + later).grounds(of: phone)
        #expect([40, 41, 42, 43].map { four[imsi($0)] } == [.unproven, .unproven, .unproven, .unproven])
    }

    @Test("the telephone number goes along where one was seen")
    func number() throws {
        let outcome = try searching()(crowd + [record(day: 12, by: 1, number: "31612345678")])
        #expect(outcome.exceptions.first { $0.imsi.digits == imsi(1) }?.msisdn?.digits == "31612345678")
        #expect(outcome.exceptions.first { $0.imsi.digits == imsi(2) }?.msisdn == nil)
    }

    @Test("a device that was not found has no exceptions")
    func notFound() throws {
        let outcome = try searching(pairs: [1])([record(day: 1, by: 1), record(day: 1, by: 2)])
        #expect(outcome.exceptions.isEmpty)
    }

    @Test("when there are too many to tell apart, that is said")
    func crowded() throws {
        var search = try searching()
        search.policy.mostSubscriptions = 20
        let outcome = try search((1...30).map { record(day: 1, by: $0) })

        #expect(outcome.summary.crowded.map(\.text) == [phone])
        #expect(outcome.exceptions.count == 20)
        #expect(outcome.evidence(.duplicateThreshold, of: phone)?.subscriptions == 20)
    }
}
