// SPDX-License-Identifier: EUPL-1.2

import Testing

extension Journeys {
    @Suite("The story of one phone")
    struct StoryJourney {
        @Test("the demonstration plays every step, tells its times as JSON, and exits 0")
        func plays() async throws {
            let outcome = try await Program.run("demo", "--json", "--list", "2000", limit: .seconds(90))
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.error.isEmpty)

            let story = try JSONText(outcome.output)
            #expect(story["held"]?.bool == true)
            #expect(story["restarts"]?.integer == 0)
            let steps = try #require(story["steps"]?.array)
            #expect(steps.count >= 14)
            for step in steps {
                #expect(step["held"]?.bool == true, "\(step)")
                #expect(step["milliseconds"] != nil)
            }
            let active = try #require(story["decisionToActiveMilliseconds"]?.integer)
            let released = try #require(story["releaseToActiveMilliseconds"]?.integer)
            #expect((0..<1_000).contains(active))
            #expect((0..<1_000).contains(released))
        }

        @Test("all three providers carry out the block and its end, and answer for every spelling")
        func reachesEveryProvider() async throws {
            let story = try await Program.json("demo", "--list", "100", limit: .seconds(90))
            let details = (story["steps"]?.array ?? []).compactMap { $0["detail"]?.string }

            #expect(details.contains("100 accepted, 0 duplicate, 0 refused"))
            for provider in 1...3 {
                let carried = details.filter { $0.contains("Aanbieder \(provider) (demonstratie): delivered ") }
                #expect(carried.count == 2, "the block and its end at provider \(provider)")
                #expect(details.contains { $0.contains("provider \(provider): BLACKLISTED for all 3 spellings") })
                #expect(details.contains { $0.contains("provider \(provider): WHITELISTED for all 3 spellings") })
            }
        }

        @Test("a folder that holds something is not played in")
        func refusesAFullFolder() async throws {
            try await Scratch.with { folder in
                try Scratch.write("mine", to: folder + "/file")
                let outcome = try await Program.run("demo", "--json", "--folder", folder)
                #expect(outcome.status == 74)
                #expect(outcome.sentence?.contains("is not empty") == true, "\(outcome)")
                #expect(try Scratch.read(folder + "/file") == "mine")
            }
        }
    }
}
