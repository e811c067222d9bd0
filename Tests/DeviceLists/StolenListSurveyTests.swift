// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Identifiers
import Testing

@Suite("A survey of a stolen list")
struct StolenListSurveyTests {
    private static let full = "imei,reporting_date,status\n"
    private static let delta = "imei,reporting_date,status,change_type\n"

    @Test("of a good file accepts every device, in order")
    func goodFile() {
        let survey = survey(Self.full + "35875105123457,20240101,\n35875105123456,,blacklist\n")

        #expect(survey.verdict == .accepted)
        #expect(survey.counts.rows == 2)
        #expect(survey.counts.accepted == 2)
        #expect(survey.counts.blocking == 2)
        #expect(survey.acceptedRows.map(\.imei.value) == [35_875_105_123_457, 35_875_105_123_456])
        #expect(survey.acceptedRows.map(\.line) == [2, 3])
        #expect(survey.acceptedRows.map(\.reportingDate) == [ReportingDate(year: 2024, month: 1, day: 1), nil])
        #expect(survey.acceptedRows.map(\.status) == [nil, "blacklist"])
        #expect(survey.faults.isEmpty)
    }

    @Test("of nothing accepts nothing")
    func emptyFile() {
        let survey = survey(Self.full)

        #expect(survey.verdict == .accepted)
        #expect(survey.counts == StolenListCounts())
        #expect(survey.acceptedRows.map(\.line).isEmpty)
    }

    @Test("tolerates exact repetitions in any spelling, and names each with the first line")
    func duplicates() {
        let survey = survey(
            Self.full + """
                35875105123456,20240101,pending
                35875105123450,20240101,pending
                358751051234561,20240101,pending
                3587510512345699,20240101,"pending"
                """
        )

        #expect(survey.verdict == .accepted)
        #expect(survey.counts.rows == 4)
        #expect(survey.counts.accepted == 2)
        #expect(survey.counts.duplicates == 2)
        #expect(survey.duplicates == [StolenListPair(line: 4, firstLine: 2), StolenListPair(line: 5, firstLine: 2)])
    }

    @Test(
        "fails the file when two rows give one device different metadata, and names both lines",
        arguments: [("20240102", "pending"), ("", "pending"), ("20240101", ""), ("20240101", "blacklist")]
    )
    func conflicts(date: String, status: String) {
        let survey = survey(
            Self.full + "35875105123456,20240101,pending\n35875105123450,,\n358751051234560,\(date),\(status)\n"
        )

        #expect(survey.verdict == .conflict)
        #expect(survey.conflicts == [StolenListPair(line: 4, firstLine: 2)])
        #expect(survey.counts.conflicts == 1)
        #expect(survey.counts.refused == 2)
        #expect(survey.counts.accepted == 1)
        #expect(survey.acceptedRows.map(\.line) == [3])
        #expect(survey.faults.map(\.line) == [2, 4])
        #expect(survey.faults.allSatisfy { $0.code == .conflict })
        #expect(survey.faults.map { $0.reason.contains("Line 4") } == [true, false])
        #expect(survey.faults.map { $0.reason.contains("Line 2") } == [false, true])
    }

    @Test("takes an empty status and 'blacklist' for different metadata, as DIRBS does, though both mean: block")
    func emptyAgainstBlacklist() {
        let survey = survey(Self.full + "35875105123456,,\n35875105123456,,blacklist\n")

        #expect(survey.verdict == .conflict)
    }

    @Test("refuses every row of a device in conflict once, and keeps its sums right")
    func manyRowsInConflict() {
        let survey = survey(
            Self.full + """
                35875105123456,20240101,
                35875105123456,20240101,
                35875105123456,20240102,
                35875105123456,20240101,
                35875105123456,20240103,
                """
        )

        #expect(survey.counts.rows == 5)
        #expect(survey.counts.accepted == 0)
        #expect(survey.counts.blocking == 0)
        #expect(survey.counts.duplicates == 2)
        #expect(survey.counts.refused == 3)
        #expect(survey.counts.conflicts == 2)
        #expect(survey.conflicts.map(\.firstLine) == [2, 2])
        #expect(survey.acceptedRows.map(\.line).isEmpty)
    }

    @Test("refuses two different changes of one device in a delta")
    func multipleChanges() {
        for pair in [("add", "remove"), ("remove", "add"), ("add", "update"), ("update", "remove")] {
            let survey = survey(Self.delta + "35875105123456,,,\(pair.0)\n35875105123456,,,\(pair.1)\n")

            #expect(survey.verdict == .conflict)
            #expect(survey.faults.map(\.code) == [.multipleChanges, .multipleChanges])
            #expect(survey.faults.map(\.column) == [.changeType, .changeType])
            #expect(survey.counts.accepted == 0)
            #expect(survey.counts.removals == 0)
            #expect(survey.conflicts == [StolenListPair(line: 3, firstLine: 2)])
        }
    }

    @Test("tolerates the same change twice")
    func repeatedChange() {
        let survey = survey(Self.delta + "35875105123456,,,remove\n35875105123456,,,remove\n")

        #expect(survey.verdict == .accepted)
        #expect(survey.counts.duplicates == 1)
        #expect(survey.counts.removals == 1)
    }

    @Test("counts apart what must be blocked, what not, and what leaves the list")
    func blockingCounts() {
        let survey = survey(
            Self.delta + """
                35875105000001,,,add
                35875105000002,,blacklist,update
                35875105000003,,pending,add
                35875105000004,,recovered,update
                35875105000005,,BLACKLIST,add
                35875105000006,,blacklist,remove
                35875105000007,,recovered,remove
                """
        )

        #expect(survey.counts.accepted == 7)
        #expect(survey.counts.blocking == 2)
        #expect(survey.counts.notBlocking == 3)
        #expect(survey.counts.removals == 2)
        #expect(survey.acceptedRows.map(\.change) == [.add, .update, .add, .update, .add, .remove, .remove])
        #expect(survey.acceptedRows.map(\.status).last == "recovered")
    }

    @Test("names refused rows by line with all their faults, and accepts the rest")
    func refusedRows() {
        let survey = survey(Self.full + "35875105123456,,\nABC,20241301,\n*,,\n")

        #expect(survey.verdict == .acceptedInPart)
        #expect(survey.counts.refused == 2)
        #expect(survey.counts.faults == 3)
        #expect(survey.faults.map(\.line) == [3, 3, 4])
        #expect(survey.faults.map(\.code) == [.imeiNotMatchable, .reportingDate, .imeiNotMatchable])
    }

    @Test("keeps only so many by name and counts on")
    func cap() {
        let bad = String(repeating: "nothing,,\n", count: 50)
        let same = String(repeating: "35875105123456,,\n", count: 40)
        let other = String(repeating: "35875105123456,20240101,\n", count: 30)

        let survey = survey(Self.full + bad + same + other, namedFaults: 7)

        #expect(survey.faults.count == 7)
        #expect(survey.counts.faults == 50 + 1 + 30)
        #expect(survey.duplicates.count == 7)
        #expect(survey.counts.duplicates == 39)
        #expect(survey.conflicts.count == 7)
        #expect(survey.counts.conflicts == 30)
        #expect(survey.counts.refused == 50 + 1 + 30)
        #expect(survey.counts.rows == 120)
    }

    @Test("keeps its sums on random files, and agrees with a plain count")
    func randomFiles() {
        let dates = ["", "20240101", "20240102"]
        let statuses = ["", "blacklist", "pending", "recovered"]
        for seed in 0..<200 {
            var random = TestRandom(UInt64(seed))
            var file = Self.delta
            for _ in 0..<60 {
                let imei = random.next(below: 12) == 0 ? "A" : "358751050000\(10 + random.next(below: 40))"
                let change = StolenListChange.allCases[random.next(below: 8) / 3].rawValue
                file += "\(imei),\(dates[random.next(below: 8) / 3]),\(statuses[random.next(below: 8) / 2]),\(change)\n"
            }

            let survey = survey(file)
            let byDevice = Dictionary(grouping: read(file).rows, by: \.imei)
            let agreeing = byDevice.values.filter { rows in
                rows.allSatisfy { row in
                    row.reportingDate == rows[0].reportingDate && row.status == rows[0].status && row.change == rows[0].change
                }
            }

            let counts = survey.counts
            #expect(counts.rows == 60)
            #expect(counts.rows == counts.accepted + counts.duplicates + counts.refused)
            #expect(counts.accepted == counts.blocking + counts.notBlocking + counts.removals)
            #expect(counts.accepted == agreeing.count)
            #expect(Set(survey.acceptedRows.map(\.imei)) == Set(agreeing.map { $0[0].imei }))
            #expect((survey.verdict == .conflict) == (agreeing.count < byDevice.count))
            #expect(counts.blocking == agreeing.count { $0[0].hasBlockingStatus && $0[0].change != .remove })
        }
    }
}
