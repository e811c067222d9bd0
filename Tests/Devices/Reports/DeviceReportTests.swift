// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@Suite("What a report about a device says")
struct DeviceReportTests {
    private let register = Devices()
    /// Half past midnight on the 21st in the Netherlands; still the 20th in UTC.
    private let now = Instant(rfc3339: "2026-11-20T23:30:00Z") ?? .epoch

    private func fields(_ details: JSON, of kind: ReportKind = .theft) -> [String] {
        register.faults(in: details, of: kind, at: now).map(\.field)
    }

    @Test("a report with all members it may have is taken")
    func complete() {
        let details: JSON = [
            "datum": "2026-11-20", "regio": "Utrecht", "omschrijving": "In de trein,\nbij de deur.", "merk": "Voorbeeld",
            "model": "X 1",
            "telefoonnummer": "+31612345678", "politiedossier": "PL0900-1", "bron": "lijst", "meldingsdata": ["2026-11-20", .null],
        ]

        #expect(fields(details, of: .consignment).isEmpty)
        #expect(fields(details, of: .theft) == ["gegevens.meldingsdata"])
    }

    @Test(
        "each kind needs what makes it usable: a theft and a loss a date, a consignment its source, a recovery nothing",
        arguments: [(.theft, ["gegevens.datum"]), (.loss, ["gegevens.datum"]), (.consignment, ["gegevens.bron"]), (.recovery, [])]
            as [(ReportKind, [String])]
    )
    func required(kind: ReportKind, missing: [String]) {
        #expect(fields([:], of: kind) == missing)
    }

    @Test("all faults are named at once, by their members")
    func allAtOnce() {
        let details: JSON = ["datum": "soon", "kleur": "red", "merk": "", "telefoonnummer": "12", "regio": 5]

        #expect(
            fields(details) == ["gegevens.datum", "gegevens.kleur", "gegevens.merk", "gegevens.regio", "gegevens.telefoonnummer"]
        )
    }

    @Test("an unknown member is refused by its name, made printable and cut off")
    func unknownMember() throws {
        let long = String(repeating: "k", count: 60)
        let details = JSON.object(JSONObject([("datum", "2026-11-20"), ("a\u{1}é", 1), (long, 1)] as [(String, JSON)]))

        #expect(Set(fields(details)) == ["gegevens.a??", "gegevens." + String(repeating: "k", count: 40)])
    }

    @Test("details that are no object are refused", arguments: [[], "x", 1, true] as [JSON])
    func noObject(details: JSON) {
        #expect(fields(details) == ["gegevens"])
    }

    @Test(
        "a date lies from 1990 to today in the Netherlands, where today begins an hour before UTC's",
        arguments: [
            ("2026-11-21", true), ("2026-11-22", false), ("1990-01-01", true), ("1989-12-31", false), ("2026-02-29", false),
            ("21-11-2026", false), ("", false),
        ]
    )
    func dates(text: String, fits: Bool) {
        #expect(fields(["datum": .string(text)]) == (fits ? [] : ["gegevens.datum"]))
    }

    @Test("a future date is refused as such")
    func futureDate() {
        let faults = register.faults(in: ["datum": "2026-11-22"], of: .theft, at: now)

        #expect(faults == [Fault("gegevens.datum", "The date lies in the future.")])
    }

    @Test(
        "texts are bounded in bytes",
        arguments: [("regio", 60), ("omschrijving", 2_000), ("merk", 60), ("model", 60), ("politiedossier", 60), ("bron", 200)]
    )
    func bounds(member: String, most: Int) {
        func faults(_ length: Int) -> [String] {
            fields(
                .object(JSONObject([(member, .string(String(repeating: "t", count: length)))] as [(String, JSON)])), of: .recovery)
        }

        #expect(faults(most).isEmpty)
        #expect(faults(most + 1) == ["gegevens.\(member)"])
        #expect(faults(0) == ["gegevens.\(member)"])
    }

    @Test(
        "control characters are refused, line feeds are not",
        arguments: [("a\nb", true), ("a\u{0}b", false), ("a\tb", false), ("a\u{1B}b", false)])
    func controls(text: String, fits: Bool) {
        #expect(fields(["omschrijving": .string(text)], of: .recovery) == (fits ? [] : ["gegevens.omschrijving"]))
    }

    @Test("a telephone number must be one", arguments: [("+31612345678", true), ("0612345678x", false), ("", false)])
    func phones(text: String, fits: Bool) {
        #expect(fields(["telefoonnummer": .string(text)], of: .recovery) == (fits ? [] : ["gegevens.telefoonnummer"]))
    }

    @Test(
        "dates per subject are dates or null",
        arguments: [([], true), ([.null, "2026-01-01"], true), (["x"], false), ([1], false)] as [([JSON], Bool)])
    func subjectDates(dates: [JSON], fits: Bool) {
        #expect(
            fields(["bron": "lijst", "meldingsdata": .array(dates)], of: .consignment) == (fits ? [] : ["gegevens.meldingsdata"]))
        #expect(fields(["bron": "lijst", "meldingsdata": "2026-01-01"], of: .consignment) == ["gegevens.meldingsdata"])
    }

    @Test("a fault never repeats what was written", arguments: ["telefoonnummer", "datum", "merk"])
    func nothingRepeated(member: String) {
        let secret = "0612345678-private" + String(repeating: "!", count: 60)
        let details = JSON.object(JSONObject([(member, .string(secret))] as [(String, JSON)]))

        let faults = register.faults(in: details, of: .recovery, at: now)

        #expect(faults.count == 1)
        #expect(!faults.description.contains("0612345678"))
    }
}
