// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    @Suite("Usage records of a provider")
    struct UsageJourney {
        @Test("clones of every kind are planted, found and judged, and no owner loses service; the findings hold nobody")
        func wholeWay() async throws {
            try await Scratch.with { folder in
                let (world, found) = (folder + "/world", folder + "/found")
                let made = try await Program.json("usage", "simulate", "--records", "60000", "--seed", "4", "--out", world)
                let search = try await Program.json(
                    "usage", "find", world + "/usage.csv", "--tac", world + "/types.txt", "--blocked", world + "/blocked.csv",
                    "--pairs",
                    world + "/pairs.csv", "--out", found, "--memory", "8", "--scratch", folder)
                #expect(search["rows"]?.integer == made["records"]?.integer)
                #expect(search["refused"]?.integer == 0)
                #expect((search["found"]?.integer ?? 0) > 20)
                #expect((search["peakMemoryBytes"]?.integer ?? 0) > 1 << 20)

                let result = try await Program.json("usage", "judge", world, found)
                #expect(result["lost"]?.integer == 0)
                #expect(result["rules"]?["duplicate-threshold"]?["recallPerTenThousand"]?.integer == 10_000)
                let told = try await Program.run("usage", "judge", world, found)
                #expect(told.output.contains("None of them loses service."))

                let names = try FileManager.default.contentsOfDirectory(atPath: found).sorted()
                #expect(
                    names == [
                        "exceptions.csv", "findings.csv", "findings.json", "grounds.csv", "notifications.csv", "summary.json",
                    ])
                let exceptions = try Scratch.read(found + "/exceptions.csv").split(separator: "\r\n").dropFirst()
                #expect(exceptions.count > 50)
                let leaving = try Scratch.read(found + "/findings.csv") + Scratch.read(found + "/findings.json")
                for row in exceptions.prefix(500) {
                    let fields = row.split(separator: ",", omittingEmptySubsequences: false)
                    #expect(fields.count == 3)
                    #expect(leaving.contains(fields[0]))
                    #expect(!leaving.contains(fields[1]))
                    #expect(!leaving.contains(fields[2]))
                }
                let findings = try JSONText(try Scratch.read(found + "/findings.json")).array ?? []
                #expect(findings.count == leaving.split(separator: "\r\n").count - 2)
                #expect(try permissions(of: found + "/exceptions.csv") == 0o600)
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["found", "world"])
            }
        }

        @Test("the memory makes no difference to what is found, and standard input is as good as a file")
        func memory() async throws {
            try await Scratch.with { folder in
                let world = folder + "/world"
                _ = try await Program.json("usage", "simulate", "--records", "200000", "--seed", "5", "--out", world)
                for (name, memory) in [("small", "4"), ("large", "512")] {
                    _ = try await Program.json(
                        "usage", "find", world + "/usage.csv", "--tac", world + "/types.txt", "--out", folder + "/" + name,
                        "--memory",
                        memory, "--scratch", folder)
                }
                let piped = try await Tool.run(
                    "/bin/sh",
                    [
                        "-c",
                        "cat '\(world)/usage.csv' | '\(Program.path)' usage find - --tac '\(world)/types.txt' --out '\(folder)/piped'",
                    ], limit: .seconds(60))
                #expect(piped.status == 0, "\(piped)")
                for file in ["findings.csv", "findings.json", "exceptions.csv", "grounds.csv", "notifications.csv"] {
                    let large = try Scratch.read("\(folder)/large/\(file)")
                    #expect(large.utf8.count > 100)
                    #expect(try Scratch.read("\(folder)/small/\(file)") == large, "\(file)")
                    #expect(try Scratch.read("\(folder)/piped/\(file)") == large, "\(file)")
                }
            }
        }

        @Test("records of which too much is wrong are not searched, and every fault is told by its line")
        func refused() async throws {
            try await Scratch.with { folder in
                let rows = (0..<40).map { "20250901,3568680000\(1_000 + $0),20408012345678\($0 % 10),31612345678" }
                let bad = [
                    "20250230,35686800004141,204080123456789,31612345678", "20250901,35686800004141,2040801234567x9,31612345678",
                    "x",
                ]
                try Scratch.write((["date,imei,imsi,msisdn"] + rows + bad).joined(separator: "\n"), to: folder + "/usage.csv")
                let refused = try await Program.run("usage", "find", folder + "/usage.csv", "--out", folder + "/found")

                #expect(refused.status == 1, "\(refused)")
                for text in ["line 42: The date", "line 43: The IMSI", "line 44: The row", "rows with a fault", "--accept"] {
                    #expect(refused.output.contains(text), "\(text): \(refused)")
                }
                #expect(!refused.output.contains("2040801234567x9"))
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/found").isEmpty)
                let accepted = try await Program.json(
                    "usage", "find", folder + "/usage.csv", "--out", folder + "/found", "--accept")
                #expect(accepted["records"]?.integer == 40)
                #expect(accepted["faults"]?.array?.count == 3)
            }
        }

        @Test("files that cannot be used are named in one sentence")
        func unusable() async throws {
            try await Scratch.with { folder in
                try Scratch.write("date,imei,imsi\n", to: folder + "/usage.csv")
                try Scratch.write("TAC,Bands\n", to: folder + "/types.txt")
                for (arguments, reason) in [
                    (["\(folder)/nothing.csv"], "nothing.csv cannot be read"),
                    (["\(folder)/types.txt"], "types.txt is no dump of usage records"),
                    (["\(folder)/usage.csv", "--tac", "\(folder)/types.txt"], "types.txt cannot be used"),
                    (["\(folder)/usage.csv", "--blocked", "\(folder)/usage.csv"], "usage.csv cannot be used"),
                    (["\(folder)/usage.csv", "--scratch", "\(folder)/nowhere"], "nowhere"),
                ] {
                    let outcome = try await Program.run(["usage", "find"] + arguments + ["--out", "\(folder)/found"])
                    #expect(outcome.status == 74, "\(arguments): \(outcome)")
                    #expect(outcome.sentence?.contains(reason) == true, "\(outcome)")
                }
                for arguments in [["--asked", "x"], ["--network", "abc"], ["--rules", "no-such-rule"], ["--memory", "1"]] {
                    let outcome = try await Program.run(["usage", "find", "x.csv", "--out", "\(folder)/found"] + arguments)
                    #expect(outcome.status == 64, "\(arguments): \(outcome)")
                }
            }
        }

        private func permissions(of path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
    }
}
