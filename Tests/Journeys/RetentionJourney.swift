// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    @Suite("What falls due for erasure")
    struct RetentionJourney {
        @Test("a closed case stands on its day, an open one does not, and looking changes nothing")
        func stands() async throws {
            try await Stage.with { stage in
                let hub = stage.hub
                let dismissed = try #require(try await stage.report(Phone(serial: 1))["zaak"]?.string)
                try await stage.must("decide", "dismiss", dismissed, "--reasons", "Teruggevonden", "--as", stage.officer)
                let returned = try await stage.block(Phone(serial: 2))
                try await stage.unblock(returned)
                let open = try await stage.block(Phone(serial: 3))
                let before = try await hub.logSizes()

                let due = try await Program.json("retention", "--dry-run", "--days", "800", "--as", hub.operatorFolder)
                #expect(due["register"]?.string == "devices")
                #expect(due["aantal"]?.integer == 2)
                let days = try #require(due["dagen"]?.array)
                #expect(days.compactMap { $0["dag"]?.string } == days.compactMap { $0["dag"]?.string }.sorted())
                for number in [dismissed, returned] {
                    let shown = try await Program.json("follow", number, "--as", stage.officer)
                    let day = try #require(shown["wissenNa"]?.string?.prefix(10))
                    let entry = try #require(days.first { $0["dag"]?.string == String(day) }, "\(number) on \(day)")
                    #expect(entry["zaken"]?.array?.compactMap(\.string) == [number])
                    #expect(entry["aantal"]?.integer == 1 && entry["onderwerpen"]?.integer == 1)
                }
                #expect(!days.contains { $0["zaken"]?.array?.contains(.string(open)) == true })
                #expect(try await hub.logSizes() == before)
            }
        }

        @Test("how far ahead is looked is for who asks to say, and people get a line a day")
        func lookAhead() async throws {
            try await Stage.with { stage in
                let number = try #require(try await stage.report(Phone(serial: 1))["zaak"]?.string)
                try await stage.must("decide", "dismiss", number, "--reasons", "Teruggevonden", "--as", stage.officer)
                let soon = try await Program.json("retention", "--dry-run", "--as", stage.hub.operatorFolder)
                #expect(soon["aantal"]?.integer == 0)
                #expect(soon["dagen"]?.array?.isEmpty == true)

                let told = try await Program.run("retention", "--dry-run", "--days", "100", "--as", stage.hub.operatorFolder)
                let lines = told.output.split(separator: "\n")
                #expect(told.status == 0 && lines.count == 2, "\(told)")
                #expect(lines.first?.hasPrefix("1 ") == true && lines.last?.contains(number) == true, "\(told)")
            }
        }

        @Test("it is for the operator and the supervisor, not for a provider or the police")
        func isForOverseers() async throws {
            try await Stage.with { stage in
                let regulator = try await stage.enrolRegulator()
                #expect(try await Program.run("retention", "--dry-run", "--as", regulator).status == 0)
                for folder in [stage.provider, stage.officer] {
                    let refused = try await Program.run("retention", "--dry-run", "--as", folder)
                    #expect(refused.status == 1, "\(refused)")
                    #expect(refused.output.isEmpty)
                    #expect(refused.sentence?.localizedStandardContains("mandate") == true, "\(refused)")
                }
                for days in ["-1", "100000"] {
                    let refused = try await Program.run("retention", "--dry-run", "--days=\(days)", "--as", regulator)
                    #expect(refused.status == 1 && refused.sentence?.contains("dagen") == true, "\(refused)")
                }
            }
        }

        @Test("without --dry-run the command line is wrong, for there is no other way")
        func needsDryRun() async throws {
            let outcome = try await Program.run("retention", "--as", "/nothing")
            #expect(outcome.status == 64, "\(outcome)")
            #expect(outcome.error.contains("--dry-run"), "\(outcome)")
            #expect(outcome.output.isEmpty)
        }
    }
}
