// SPDX-License-Identifier: EUPL-1.2

import Testing

extension Journeys {
    @Suite("A report by telephone number")
    struct QuestionJourney {
        /// A dump in which the number was in one phone, and others in another.
        private static let dump = [
            "date,imei,imsi,msisdn,rat", "20250110,\(Phone(serial: 41).imei),204080000000001,31612345678,006",
            "20250111,\(Phone(serial: 41).imei),204080000000001,31612345678,006",
            "20250111,\(Phone(serial: 42).imei),204080000000002,31612345679,006",
        ].joined(separator: "\r\n")

        @Test("the provider answers from its usage records, the police choose, and the phone is blocked at the edge")
        func wholeWay() async throws {
            try await Stage.with { stage in
                let edge = stage.edge()
                try await edge.start()
                let path = stage.folder + "/usage.csv"
                try Scratch.write(Self.dump, to: path)
                let reported = try await Program.json(
                    "report", "theft", "--phone", "06 12345678", "--date", "2025-01-15", "--wish", "block", "--hub", stage.hub.open)
                let number = try #require(reported["zaak"]?.string)
                try await stage.must("ask", number, "--reasons", "De eigenaar weet het niet", "--as", stage.officer)

                let shown = try await Program.run("usage", "answer", path, "--as", stage.provider)
                #expect(shown.status == 0 && shown.output.contains("\(Phone(serial: 41).digits) (100 %)"), "\(shown)")
                #expect(!shown.output.contains("sent"))
                let sent = try await Program.json("usage", "answer", path, "--as", stage.provider, "--send")
                #expect(sent["antwoorden"]?.array?.count == 1)
                let none = try await Program.run("usage", "answer", path, "--as", stage.provider)
                #expect(none.output.contains("No question waits for an answer."))

                try await stage.must(
                    "ask", number, "--choose", Phone(serial: 41).imei, "--reasons", "Het staat op de doos", "--as", stage.officer)
                try await stage.must("decide", "block", number, "--reasons", "Diefstal is aannemelijk", "--as", stage.officer)
                try await stage.must("decide", "confirm", number, "--as", stage.second)
                try await edge.answers("BLACKLISTED", for: Phone(serial: 41))
                try await edge.answers("WHITELISTED", for: Phone(serial: 42))
            }
        }
    }
}
