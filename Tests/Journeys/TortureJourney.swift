// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    /// The short form of `make torture`.
    @Suite("Killed again and again under load", .enabled(if: Tool.isInstalled("python3"), "python3 is needed to run the script"))
    struct TortureJourney {
        private static let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../scripts/torture.py").standardizedFileURL.path()

        @Test("nothing acknowledged is lost, doubled or changed, and the edge has the list of the hub")
        func holds() async throws {
            let outcome = try await Tool.run(
                named: "python3",
                [Self.script, "--kills", "6", "--clients", "4", "--seed", "6", "--binary", Program.path, "--json"],
                limit: .seconds(240))

            #expect(outcome.status == 0, "\(outcome)")
            let result = try JSONText(outcome.output)
            #expect(result["held"]?.bool == true)
            #expect(result["kills"]?.integer == 6)
            #expect(try #require(result["acknowledged"]?.integer) >= 6)
            let checks = try #require(result["checks"]?.array)
            #expect(checks.count >= 14)
            #expect(checks.allSatisfy { $0["held"]?.bool == true })
        }

        @Test("a program that cannot be started is a failure, and what was made is kept")
        func fails() async throws {
            try await Scratch.with { folder in
                try FileManager.default.createSymbolicLink(atPath: folder + "/schakel", withDestinationPath: "/bin/false")
                let outcome = try await Tool.run(
                    named: "python3", [Self.script, "--kills", "1", "--binary", folder + "/schakel", "--json"], limit: .seconds(60))

                #expect(outcome.status == 1, "\(outcome)")
                let result = try JSONText(outcome.output)
                #expect(result["held"]?.bool == false)
                let kept = try #require(result["folder"]?.string)
                #expect(FileManager.default.fileExists(atPath: kept))
                try? FileManager.default.removeItem(atPath: kept)
            }
        }
    }
}
