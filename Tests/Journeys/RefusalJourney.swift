// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    @Suite("Acts that are refused")
    struct RefusalJourney {
        /// Acts, and expects one sentence that names field and reason, and a log that has not grown.
        private func refused(_ stage: Stage, _ arguments: String..., field: String, because reason: String) async throws {
            let before = try await stage.hub.logSizes()
            let outcome = try await Program.run(arguments)
            #expect(outcome.status == 1, "\(arguments): \(outcome)")
            #expect(outcome.output.isEmpty)
            let sentence = try #require(outcome.sentence, "one sentence: \(outcome)")
            #expect(sentence.contains("[\(field): "), "\(sentence)")
            #expect(sentence.localizedStandardContains(reason), "\(sentence)")
            #expect(try await stage.hub.logSizes() == before)
        }

        @Test("without a mandate")
        func withoutMandate() async throws {
            try await Stage.with { stage in
                let number = try await stage.report(Phone(serial: 1))["zaak"]?.string ?? ""
                try await refused(
                    stage, "decide", "block", number, "--reasons", "Omdat", "--as", stage.provider, field: "mandaat",
                    because: "no mandate with the right decide in devices")
                try await refused(
                    stage, "report", "theft", "--imei", Phone(serial: 2).imei, "--date", "2025-01-15", "--as", stage.provider,
                    field: "mandaat", because: "no mandate with the right report")
                try await refused(
                    stage, "party", "add", "--id", "00000099000000000077", "--name", "Voorbeeld Bank", "--role", "insurer",
                    "--right",
                    "report", "--basis", "Proef", "--out", stage.folder + "/nobody", "--as", stage.officer, field: "mandaat",
                    because: "no mandate with the right administer")
                #expect(!FileManager.default.fileExists(atPath: stage.folder + "/nobody"))
            }
        }

        @Test("by the wrong party")
        func wrongParty() async throws {
            try await Stage.with { stage in
                let insurer = stage.folder + "/insurer"
                try await stage.enrol(
                    "00000099000000000040", "Voorbeeld Verzekeringen", role: "insurer", rights: ["report", "decide"], person: "9",
                    to: insurer)
                let entered = try await Program.json(
                    "report", "theft", "--imei", Phone(serial: 3).imei, "--date", "2025-01-15", "--as", stage.officer)
                let report = try #require(entered["melding"]?.string)
                let number = try #require(entered["zaak"]?.string)

                try await refused(
                    stage, "report", "recovery", "--number", report, "--as", insurer, field: "melding", because: "another party")
                try await refused(
                    stage, "decide", "block", number, "--reasons", "Omdat", "--as", insurer, field: "rol",
                    because: "reserved for other roles")
            }
        }

        @Test("by a citizen with another's number, or with a secret that is not its own")
        func wrongSecret() async throws {
            try await Stage.with { stage in
                let one = try await stage.report(Phone(serial: 4))
                let other = try await stage.report(Phone(serial: 5))
                let number = try #require(one["melding"]?.string)
                let secret = try #require(other["geheim"]?.string)
                try await refused(
                    stage, "report", "recovery", "--number", number, "--secret", secret, "--hub", stage.hub.open, field: "melding",
                    because: "no report with this number and this secret")
                try await refused(
                    stage, "follow", number, "--secret", secret, "--hub", stage.hub.open, field: "melding",
                    because: "no report with this number and this secret")
            }
        }

        @Test("by the same person twice, and by a certificate that names no person")
        func samePerson() async throws {
            try await Stage.with { stage in
                let number = try await stage.report(Phone(serial: 6))["zaak"]?.string ?? ""
                let system = stage.folder + "/system"
                try await stage.must(
                    "party", "certificate", "--id", "00000099000000000010", "--out", system, "--as", stage.hub.operatorFolder)
                try await stage.must("decide", "block", number, "--reasons", "Omdat", "--as", stage.officer)

                try await refused(
                    stage, "decide", "confirm", number, "--as", stage.officer, field: "persoon", because: "second person")
                try await refused(stage, "decide", "confirm", number, "--as", system, field: "persoon", because: "person")
                let shown = try await Program.json("follow", number, "--as", stage.second)
                #expect(shown["fase"]?.string == "proposed")
            }
        }

        @Test("after the term of the mandate")
        func afterTheTerm() async throws {
            try await Stage.with { stage in
                let insurer = stage.folder + "/insurer"
                let until = Date().addingTimeInterval(2).formatted(.iso8601)
                try await stage.enrol(
                    "00000099000000000040", "Voorbeeld Verzekeringen", role: "insurer", rights: ["report"], until: until,
                    to: insurer)
                try await Task.sleep(for: .milliseconds(2_100))
                try await refused(
                    stage, "report", "theft", "--imei", Phone(serial: 7).imei, "--date", "2025-01-15", "--as", insurer,
                    field: "mandaat", because: "it ended on")
            }
        }

        @Test("a decision that was taken already, and one that does not exist")
        func notNow() async throws {
            try await Stage.with { stage in
                let number = try await stage.block(Phone(serial: 8))
                try await refused(stage, "decide", "confirm", number, "--as", stage.second, field: "besluit", because: "taken")
                try await refused(
                    stage, "decide", "confirm", number, "--decision", "7", "--as", stage.second, field: "besluit",
                    because: "no decision with this number")
                try await refused(
                    stage, "decide", "block", "DV-AAAA-AAAA-AAAA", "--reasons", "Omdat", "--as", stage.officer, field: "zaak",
                    because: "no case with this number")
            }
        }

        @Test("a malformed IMEI, all of them at once, none repeated in the answer")
        func malformedIMEI() async throws {
            try await Stage.with { stage in
                let good = Phone(serial: 9)
                let report = ["report", "theft", "--date", "2025-01-15", "--hub", stage.hub.open]
                let faults = [
                    (good.mistyped, "The last digit of this IMEI would have to be \(good.imei.last ?? "?")"),
                    ("49015420323751x", "is a letter"), ("4901542032375", "13 of at least 14 digits"),
                    ("49015420323751812", "more than 16 digits"), ("", "1 to 64 bytes"),
                ]
                for (text, reason) in faults {
                    try await refusedReport(stage, report + ["--imei", text], fields: ["onderwerpen[0]"], because: reason)
                }
                try await refusedReport(
                    stage, report + ["--imei", good.imei, "--imei", good.mistyped, "--imei", "12"],
                    fields: ["onderwerpen[1]", "onderwerpen[2]"], because: "digits")
                try await refusedReport(
                    stage, ["report", "theft", "--imei", good.imei, "--date", "15 januari", "--hub", stage.hub.open],
                    fields: ["gegevens.datum"], because: "2026")
            }
        }

        private func refusedReport(_ stage: Stage, _ arguments: [String], fields: [String], because reason: String) async throws {
            let before = try await stage.hub.logSizes()
            let outcome = try await Program.run(arguments)
            #expect(outcome.status == 1, "\(arguments): \(outcome)")
            let sentence = try #require(outcome.sentence, "one sentence: \(outcome)")
            for field in fields { #expect(sentence.contains("\(field): "), "\(sentence)") }
            #expect(sentence.localizedStandardContains(reason), "\(sentence)")
            for text in arguments where text.count > 12 && text.allSatisfy(\.isNumber) { #expect(!sentence.contains(text)) }
            #expect(try await stage.hub.logSizes() == before)
        }
    }
}
