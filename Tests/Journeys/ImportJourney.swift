// SPDX-License-Identifier: EUPL-1.2

import Testing

extension Journeys {
    @Suite("A stolen list of another system")
    struct ImportJourney {
        /// A list as others send it, made to have everything in it that can go right and wrong. Line 1 is the header.
        static let list = [
            "IMEI,Reporting_Date,Status",
            "\(Phone(serial: 1).digits),20250901,blacklist",
            "\(Phone(serial: 2).imei),20250901,",
            "\(Phone(serial: 3).imeisv),,blacklist",
            "\(Phone(serial: 4).transmitted),20240229,pending",
            "\"\(Phone(serial: 5).imei)\",\"20250901\",\"blacklist\"",
            "\(Phone(serial: 1).imei),20250901,blacklist",
            "AABBCCDDEEFF11,20250901,blacklist",
            "*#06#,20250901,blacklist",
            "35686800004141812,20250901,blacklist",
            "\(Phone(serial: 6).imei),20250230,blacklist",
            "\(Phone(serial: 6).imei),2025-09-01,blacklist",
            "\(Phone(serial: 6).imei),20250901",
            "\"\(Phone(serial: 6).imei),20250901,blacklist",
            "\(Phone(serial: 7).digits)AB,20250901,blacklist",
            ",20250901,blacklist",
            "",
            "\(Phone(serial: 8).imei),20250901,recovered",
            "\(Phone(serial: 3).digits),,blacklist",
            "3568680000\u{E9}414,99999999,blacklist",
        ].joined(separator: "\r\n")

        @Test("is judged row by row: counts, and every refused and repeated row by its line")
        func isJudged() async throws {
            try await Scratch.with { folder in
                try Scratch.write(Self.list, to: folder + "/list.csv")
                let survey = try await Program.json("import", "stolen-list", folder + "/list.csv", "--dry-run")

                let counts = [
                    "rows": 18, "accepted": 7, "blocking": 5, "notBlocking": 2, "removals": 0, "duplicates": 2, "refused": 9,
                ]
                for (name, count) in counts { #expect(survey[name]?.integer == count, "\(name)") }
                #expect(survey["verdict"]?.string == "acceptedInPart")
                #expect(survey["conflicts"]?.array?.isEmpty == true)
                #expect(Self.pairs(survey["duplicateLines"]) == ["7 as 2", "19 as 4"])
                let faults = (survey["faults"]?.array ?? []).map { fault in
                    "\(fault["line"]?.integer ?? 0) \(fault["column"]?.string ?? "-") \(fault["code"]?.string ?? "")"
                }
                #expect(
                    faults == [
                        "8 imei imei-not-matchable", "9 imei imei-not-matchable", "10 imei imei-pattern",
                        "11 reporting_date reporting-date", "12 reporting_date reporting-date", "13 - column-count", "14 - quoting",
                        "16 imei imei-pattern", "20 imei imei-pattern", "20 reporting_date reporting-date",
                    ])
                for fault in survey["faults"]?.array ?? [] { #expect(fault["reason"]?.string?.isEmpty == false) }
            }
        }

        @Test("is judged for people with the same lines")
        func isToldToPeople() async throws {
            try await Scratch.with { folder in
                try Scratch.write(Self.list, to: folder + "/list.csv")
                let outcome = try await Program.run("import", "stolen-list", folder + "/list.csv", "--dry-run")
                let lines = outcome.output.split(separator: "\n").map(String.init)

                #expect(outcome.status == 0)
                #expect(
                    lines.first
                        == "18 rows: 7 accepted (5 to block, 2 not, 0 removals), 2 duplicate, 9 refused.")
                for start in [
                    "line 8, imei: ", "line 11, reporting_date: ", "line 13: ", "line 14: ", "line 7: the same as line 2",
                ] {
                    #expect(lines.contains { $0.hasPrefix(start) }, "\(start)")
                }
                #expect(lines.count == 13)
            }
        }

        @Test("all or nothing: with one refused row nothing is entered")
        func whole() async throws {
            try await Stage.with { stage in
                let path = stage.folder + "/list.csv"
                try Scratch.write(Self.list, to: path)
                let before = try await stage.hub.logSizes()
                let refused = try await Program.run("import", "stolen-list", path, "--whole", "--as", stage.officer)
                #expect(refused.status == 1 && refused.output.contains("leave out --whole. Nothing is entered."), "\(refused)")
                #expect(try await stage.hub.logSizes() == before)

                try Scratch.write("imei,reporting_date,status\n\(Phone(serial: 1).imei),20250901,blacklist\n", to: path)
                let entered = try await Program.json("import", "stolen-list", path, "--whole", "--as", stage.officer)
                #expect(entered["cases"]?.array?.count == 1)
            }
        }

        @Test("with rows that conflict is refused as a whole, and nothing is entered")
        func conflicts() async throws {
            try await Stage.with { stage in
                let path = stage.folder + "/conflict.csv"
                let phone = Phone(serial: 11)
                let rows = [
                    "imei,reporting_date,status", "\(phone.imei),20250901,blacklist",
                    "\(Phone(serial: 12).imei),20250901,blacklist",
                    "\(phone.digits),20250902,blacklist",
                ]
                try Scratch.write(rows.joined(separator: "\n"), to: path)
                let before = try await stage.hub.logSizes()
                let outcome = try await Program.run(
                    "import", "stolen-list", path, "--as", stage.officer, "--confirm-as", stage.second, "--json")

                #expect(outcome.status == 1, "\(outcome)")
                let survey = try JSONText(outcome.output)
                #expect(survey["verdict"]?.string == "conflict")
                #expect(Self.pairs(survey["conflicts"]) == ["4 as 2"])
                #expect(survey["cases"] == nil)
                #expect(try await stage.hub.logSizes() == before)
                let told = try await Program.run("import", "stolen-list", path, "--as", stage.officer)
                #expect(told.status == 1)
                #expect(told.output.contains("line 4: conflicts with line 2"))
                #expect(told.output.contains("Nothing is entered."))
            }
        }

        @Test("brought in by one person and confirmed by another, it is blocked at the edge; what is pending is not")
        func isBlocked() async throws {
            try await Stage.with { stage in
                let edge = stage.edge()
                try await edge.start()
                let path = stage.folder + "/list.csv"
                try Scratch.write(Self.list, to: path)
                let entered = try await Program.json(
                    "import", "stolen-list", path, "--as", stage.officer, "--confirm-as", stage.second)

                #expect(entered["cases"]?.array?.count == 1)
                let number = try #require(entered["cases"]?.array?.first?.string)
                for serial in [1, 2, 3, 5, 7] { try await edge.answers("BLACKLISTED", for: Phone(serial: serial)) }
                for serial in [4, 6, 8] { try await edge.answers("WHITELISTED", for: Phone(serial: serial)) }
                let shown = try await Program.json("follow", number, "--as", stage.officer)
                #expect(shown["fase"]?.string == "in-force")
                #expect(shown["aantalOnderwerpen"]?.integer == 5)
            }
        }

        @Test("brought in by one person only, it waits for a second and blocks nothing")
        func waits() async throws {
            try await Stage.with { stage in
                let edge = stage.edge()
                try await edge.start()
                let path = stage.folder + "/list.csv"
                try Scratch.write("imei,reporting_date,status\n\(Phone(serial: 21).imei),,\n", to: path)
                let entered = try await Program.json("import", "stolen-list", path, "--as", stage.officer)
                let number = try #require(entered["cases"]?.array?.first?.string)
                #expect(try await Program.json("follow", number, "--as", stage.second)["fase"]?.string == "proposed")
                try await edge.answers("WHITELISTED", for: Phone(serial: 21))
                try await stage.must("decide", "confirm", number, "--as", stage.second)
                try await edge.answers("BLACKLISTED", for: Phone(serial: 21))
            }
        }

        @Test("that cannot be read is refused in one sentence")
        func cannotBeRead() async throws {
            try await Scratch.with { folder in
                let files = [
                    ("empty", "", "is empty"), ("blank", "\r\n\r\n", "is empty"),
                    ("header", "imei,date,status\n", "Column 2 is called \"date\""), ("short", "imei,status\n", "reporting_date"),
                    ("twice", "imei,imei,reporting_date,status\n", "twice"), ("binary", "\u{0}\u{1}\u{2}\n", "Column 1"),
                ]
                for (name, text, reason) in files {
                    try Scratch.write(text, to: "\(folder)/\(name)")
                    try await refused("\(folder)/\(name)", because: reason)
                }
                try await refused(folder + "/nothing", because: "cannot be read")
                try await refused(folder, because: "cannot be read")
            }
        }

        private func refused(_ path: String, because reason: String) async throws {
            let outcome = try await Program.run("import", "stolen-list", path, "--dry-run", "--json")
            #expect(outcome.status == 74, "\(path): \(outcome)")
            #expect(outcome.output.isEmpty)
            #expect(outcome.sentence?.contains(reason) == true, "\(outcome)")
            #expect(outcome.sentence?.contains(path) == true, "\(outcome)")
        }

        private static func pairs(_ pairs: JSONText?) -> [String] {
            (pairs?.array ?? []).map { "\($0["line"]?.integer ?? 0) as \($0["firstLine"]?.integer ?? 0)" }
        }
    }
}
