// SPDX-License-Identifier: EUPL-1.2

import Clones
import Testing
import UsageRecords

@Suite("Searching in parts")
struct CloneSearchTests {
    /// Random records of some hundreds of devices, with everything that records can have.
    private func records(_ count: Int, devices: Int, seed: UInt64) -> [UsageRecord] {
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let places: [Place?] = [.amsterdam, .haarlem, .utrecht, .maastricht, .newYork, nil]
        return (0..<count).map { _ in
            let device = next(devices)
            let text = device % 50 == 0 ? "A\(device)" : String(35_000_001_000_000 + device)
            return record(
                text, day: next(40) + 1, at: next(3) == 0 ? nil : "\(next(24)):\(next(60))",
                by: next(5) == 0 ? nil : device * 7 + next(14),
                number: next(4) == 0 ? nil : String(31_600_000_000 + device * 20 + next(12)),
                on: next(3) == 0 ? nil : ["20404", "20408", "20416"][next(3)], in: places[next(6)],
                rat: [.geran, .utran, .eutran, .newRadio][next(4)])
        }
    }

    private func searching() throws -> Searching {
        var searching = Searching()
        searching.policy.leastForMatching = .max
        searching.tables.types = try TypeTable(
            Array("TAC|Manufacturer|Model_Name|Bands\n35000001|M|N|GSM,WCDMA,LTE,NR\n".utf8))
        searching.tables.blocked = try BlockedDevices(
            Array("imei,block_date\n35000001000001,20250915\n35000001000003,20250920\n".utf8))
        return searching
    }

    @Test("one part or many, in whatever order the records come: the same is found")
    func invariance() throws {
        let records: [UsageRecord] = records(30_000, devices: 300, seed: 5)
        var searching = try searching()
        searching.parts = 1
        let one = try searching(records)
        #expect(one.findings.count > 300)
        #expect(one.exceptions.count > 300)
        #expect(Set(one.findings.map(\.rule)).count >= 4)
        #expect(one.findings == one.findings.sorted())
        #expect(one.exceptions == one.exceptions.sorted())

        for parts in [2, 16, 64, 1_024] {
            searching.parts = parts
            let other = try searching(parts == 16 ? records.reversed() : records)
            #expect(other.findings == one.findings, "\(parts) parts")
            #expect(other.exceptions == one.exceptions, "\(parts) parts")
            #expect(other.summary.findings == one.summary.findings)
            #expect(other.summary.devices == one.summary.devices)
        }
    }

    @Test(
        "a part that does not fit in memory is sorted in pieces, and the same is found; never more records than fit are in memory")
    func pieces() throws {
        let records: [UsageRecord] = records(120_000, devices: 200, seed: 9)
        var searching = try searching()
        searching.bytes = 64 << 20
        searching.parts = 1
        let whole = try searching(records)
        #expect(whole.summary.mostRecordsInMemory == 120_000)

        searching.bytes = MemoryPlan.least
        let plan = MemoryPlan(bytes: MemoryPlan.least, records: 0, parts: 1)
        let cut = try searching(records)
        #expect(cut.summary.mostRecordsInMemory == plan.capacity)
        #expect(plan.capacity * 64 < MemoryPlan.least)
        #expect(cut.findings == whole.findings)
        #expect(cut.exceptions == whole.exceptions)
    }

    @Test("one device with more records than fit in memory is judged too")
    func giant() throws {
        let plan = MemoryPlan(bytes: MemoryPlan.least, records: 0, parts: 8)
        let count = plan.capacity * 2 + 17
        var search = CloneSearch(policy: ClonePolicy(), tables: CloneTables(), plan: plan, shelf: MemoryShelf())
        for index in 0..<count { search.take(record("00000000000000", day: index % 30 + 1, by: index % 5_000)) }
        var findings: [Finding] = []
        let summary = try search.finish(found: { findings.append($0) }, excepted: { _ in Issue.record("nobody owns it") })

        #expect(findings.map(\.rule) == [.duplicateThreshold, .duplicateDailyAverage, .repeatedDigits])
        #expect(findings.first?.evidence.subscriptions == 5_000)
        #expect(summary.records == count)
        #expect(summary.mostRecordsInMemory == plan.capacity)
    }

    @Test(
        "a plan keeps to its bound while reading and while judging", arguments: [0, 1_000, 1_000_000, 100_000_000, 10_000_000_000])
    func plan(records: Int) {
        for bytes in [1, MemoryPlan.least, 64 << 20, 256 << 20, 4 << 30] {
            let plan = MemoryPlan(bytes: bytes, records: records)
            let bound = max(bytes, MemoryPlan.least)
            #expect(plan.parts * plan.block * 48 <= bound, "\(plan) of \(bytes)")
            #expect(plan.capacity * 64 <= bound)
            #expect(plan.parts.nonzeroBitCount == 1)
            #expect(plan.block >= 1)
        }
    }

    @Test("nothing at all finds nothing")
    func empty() throws {
        let outcome = try Searching()([])
        #expect(outcome.findings.isEmpty)
        #expect(outcome.summary.until == nil)
        #expect(outcome.summary.devices == 0)
    }

    @Test("a rule that finds too large a share of all devices is withheld, with its exceptions, and others are not")
    func withheld() throws {
        var searching = Searching(.malformed, .duplicateThreshold)
        searching.policy.leastForMatching = 100
        let crowd: [UsageRecord] = (1...12).map { record(day: 1, by: $0) }
        func odd(_ count: Int) -> [UsageRecord] {
            (0..<99).map { record($0 < count ? "A\($0)" : String(35_000_002_000_000 + $0), day: 1, by: 100 + $0) }
        }
        #expect(try searching(crowd + odd(10)).summary.findings == [.malformed: 10, .duplicateThreshold: 1])
        let outcome = try searching(crowd + odd(11))
        #expect(outcome.summary.withheld == [.malformed: 11])
        #expect(outcome.findings.map(\.rule) == [.duplicateThreshold])
        #expect(outcome.exceptions.count == 12)
        #expect(outcome.summary.found == 1)
    }

    @Test("a device that is found by a rule without an owner keeps its exceptions when that rule is withheld")
    func withheldKeepsOwners() throws {
        var searching = Searching(.unallocatedType, .duplicateThreshold)
        searching.policy.leastForMatching = 1
        searching.policy.mostMatching = 0.5
        searching.tables.types = try TypeTable(Array("TAC|Manufacturer|Model_Name|Bands\n35999999|M|N|GSM\n".utf8))
        searching.until = UsageDay.september.advanced(by: 60)
        let records: [UsageRecord] = (1...12).map { record(day: 1, by: $0) } + [record("35000003000001", day: 1, by: 50)]
        let outcome = try searching(records)

        #expect(outcome.summary.withheld == [.unallocatedType: 2])
        #expect(outcome.rules(of: phone) == [.duplicateThreshold])
        #expect(outcome.exceptions.count == 12)
    }

    @Test("a shelf that fails ends the search with its sentence")
    func failingShelf() {
        struct Full: Shelf {
            func open() -> Int { 0 }
            func append(_ bytes: UnsafeRawBufferPointer, to drawer: Int) throws(SearchError) { throw SearchError("It is full.") }
            func size(of drawer: Int) -> Int { 0 }
            func read(_ drawer: Int, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SearchError) {}
            func remove(_ drawer: Int) {}
        }
        var search = CloneSearch(
            policy: ClonePolicy(), tables: CloneTables(), plan: MemoryPlan(bytes: 0, records: 0), shelf: Full())
        search.take(record(day: 1))
        #expect(throws: SearchError("It is full.")) {
            _ = try search.finish(found: { _ in }, excepted: { _ in })
        }
        #expect(throws: SearchError("It is full.")) { try search.check() }
    }

    @Test("progress reaches the end")
    func progress() throws {
        var search = CloneSearch(
            policy: ClonePolicy(), tables: CloneTables(), plan: MemoryPlan(bytes: 0, records: 0, parts: 16), shelf: MemoryShelf())
        for one in records(1_000, devices: 100, seed: 1) { search.take(one) }
        var seen: [Int] = []
        _ = try search.finish(
            progress: { done, total in
                #expect(total == 1_000)
                seen.append(done)
            }, found: { _ in }, excepted: { _ in })
        #expect(seen == seen.sorted())
        #expect(seen.last == 1_000)
    }

    @Test("no finding has room for a subscription or a number")
    func nothingPersonal() throws {
        let outcome = try searching()(records(5_000, devices: 50, seed: 3))
        for finding in outcome.findings {
            let told = "\(finding)"
            for exception in outcome.exceptions where exception.device == finding.device {
                #expect(!told.contains(exception.imsi.digits))
                if let msisdn = exception.msisdn { #expect(!told.contains(msisdn.digits)) }
            }
        }
        #expect(!outcome.findings.isEmpty)
    }
}
