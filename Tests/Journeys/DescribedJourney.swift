// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    /// The short form of `make schemathesis`.
    @Suite("Asked all that the description of the API allows, by a client of others")
    struct DescribedJourney {
        private static let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../scripts/api-trial.py").standardizedFileURL.path()

        @Test("as each role and at the open door, in all its phases, Schemathesis finds no answer that is not as described")
        func holds() async throws {
            let outcome = try await Tool.run(
                named: "python3", [Self.script, "--examples", "3", "--seed", "5", "--binary", Program.path, "--json"],
                limit: .seconds(600))

            // Where it is missing this fails: scripts/install.sh test installs it.
            let result = try JSONText(outcome.output)
            #expect(outcome.status == 0, "\(result["problem"]?.string ?? "") \(result["results"]?.array ?? [])")
            let roles = try #require(result["results"]?.array)
            #expect(
                Set(roles.compactMap { $0["role"]?.string })
                    == ["police", "prosecutor", "provider", "insurer", "regulator", "hub", "everybody"])
            for role in roles {
                #expect(role["held"]?.bool == true, "\(role["failures"]?.array ?? []) \(role["told"]?.string ?? "")")
                #expect(try #require(role["cases"]?.integer) > 200)
            }
        }

        @Test("a hub that cannot be started is a failure")
        func fails() async throws {
            try await Scratch.with { folder in
                try FileManager.default.createSymbolicLink(atPath: folder + "/schakel", withDestinationPath: "/bin/false")
                let outcome = try await Tool.run(
                    named: "python3", [Self.script, "--binary", folder + "/schakel", "--json"], limit: .seconds(60))

                #expect(outcome.status == 1, "\(outcome)")
                let result = try JSONText(outcome.output)
                #expect(result["held"]?.bool == false)
                let kept = try #require(result["folder"]?.string)
                try? FileManager.default.removeItem(atPath: kept)
            }
        }
    }
}
