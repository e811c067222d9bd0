// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Identifiers
import Testing

/// Small files and cases from the public repositories of DIRBS: the sample lists of its Lost and Stolen Device
/// Subsystem, and what the tests of its core expect of the stolen list importer.
@Suite("What DIRBS itself writes and expects")
struct DIRBSVectorTests {
    @Test("the full list that the Lost and Stolen Device Subsystem writes")
    func sampleFullList() {
        let file = """
            imei,reporting_date,status
            37006845010211,20190826,blacklist
            37006845011021,20190826,blacklist
            37006845010201,20190819,pending
            37006845011020,20190819,pending

            """

        let survey = survey(file)

        #expect(read(file).kind == .full)
        #expect(survey.verdict == .accepted)
        #expect(survey.counts.blocking == 2)
        #expect(survey.counts.notBlocking == 2)
        #expect(survey.acceptedRows.map(\.reportingDate?.value) == [20_190_826, 20_190_826, 20_190_819, 20_190_819])
    }

    @Test("the delta that the Lost and Stolen Device Subsystem writes, to the byte")
    func sampleDelta() throws {
        let file = """
            imei,reporting_date,status,change_type
            37006845010211,20190826,blacklist,add
            37006845011021,20190826,blacklist,add
            37006845010201,20190819,pending,add
            37006845011020,20190819,pending,add

            """
        let writer = StolenListWriter(kind: .delta, lineEnding: .lf)
        var written: [UInt8] = []

        let reading = read(file)
        writer.appendHeader(to: &written)
        for row in reading.rows { try writer.append(row, to: &written) }

        #expect(reading.kind == .delta)
        #expect(reading.faults.isEmpty)
        #expect(String(decoding: written, as: UTF8.self) == file)
    }

    @Test("a status of spaces only is none (test_status_optional)")
    func statusOfSpaces() {
        let reading = read("imei,reporting_date,status\n622222222222222,20160426,  \n122222222222223,20160425,  ")

        #expect(reading.rows.map(\.imei.digits) == ["62222222222222", "12222222222222"])
        #expect(reading.rows.map(\.status) == [nil, nil])
    }

    @Test("two dates for one device fail the file (test_reporting_date_optional)")
    func conflictingDates() {
        let survey = survey("imei,reporting_date,status\n01234567891234,20160401,\n01234567891234,20160402,")

        #expect(survey.verdict == .conflict)
        #expect(survey.counts.conflicts == 1)
    }

    @Test("a date of spaces is refused, an empty one is none (test_reporting_date_optional)")
    func dateOfSpaces() {
        #expect(readRow("622222222222222,    ,").faults.map(\.code) == [.reportingDate])
        #expect(readRow("722222222222222,,").rows.map(\.reportingDate) == [nil])
    }

    @Test("a change type in capitals is refused (test_delta_file_prevalidation)")
    func changeInCapitals() {
        let reading = read("imei,reporting_date,status,change_type\n12345678901234,20000930,,ADD")

        #expect(reading.faults.map(\.code) == [.changeType])
    }

    @Test("a file that starts with data is refused (test_missing_header)")
    func missingHeader() {
        let error = read("642222222222222,,\n645555555555555,,\n").error

        #expect(error?.code == .unknownColumn)
        #expect(error?.reason.contains("642222222222222") == true)
    }

    @Test("marks that DIRBS admits but no network sees are told from those that it refuses (test_malformed_imeis)")
    func hexAndPound() {
        for admitted in ["642222#2222222", "6433333*3333333"] {
            #expect(readRow("\(admitted),,").faults.map(\.code) == [.imeiNotMatchable])
        }
        #expect(readRow("62%222222222222,,").faults.map(\.code) == [.imeiPattern])
    }

    @Test("on a hundred thousand random values, agrees with the DIRBS expression and normalisation")
    func agreesWithNormalisation() throws {
        var random = TestRandom(42)
        let alphabet = Array("00112233445566778899ABfa*#G-")
        for _ in 0..<1_000 {
            let values = (0..<100).map { _ in
                let digits = random.next(below: 18)
                let start = (0..<digits).map { _ in alphabet[random.next(below: 20)] }
                let rest = (0..<random.next(below: 4)).map { _ in alphabet[random.next(below: alphabet.count)] }
                return String(start + rest)
            }

            let outcomes = read("imei,reporting_date,status\n" + values.map { $0 + ",,\n" }.joined()).outcomes

            #expect(outcomes.count == values.count)
            for (value, outcome) in zip(values, outcomes) {
                switch (Self.normalised(value), outcome) {
                case (.digits(let expected), .row(let row)): #expect(row.imei.digits == expected, "\(value)")
                case (.noIMEI, .refused(let faults)): #expect(faults.map(\.code) == [.imeiNotMatchable], "\(value)")
                case (.outside, .refused(let faults)): #expect(faults.map(\.code) == [.imeiPattern], "\(value)")
                default: Issue.record("\(value) gave \(outcome)")
                }
            }
        }
    }

    private enum Normalised {
        case digits(String)
        case noIMEI
        case outside
    }

    /// `^[0-9A-Fa-f*#]{1,16}$`, then the first 14 characters if they are digits: slow and plain.
    private static func normalised(_ value: String) -> Normalised {
        guard (1...16).contains(value.count), value.allSatisfy({ "0123456789ABCDEFabcdef*#".contains($0) }) else {
            return .outside
        }
        let start = value.prefix(14)
        return start.count == 14 && start.allSatisfy(\.isNumber) ? .digits(String(start)) : .noIMEI
    }
}
