// SPDX-License-Identifier: EUPL-1.2

import Testing

extension Journeys {
    @Suite("An edge without its hub")
    struct KeptListJourney {
        @Test("killed and restarted while the hub is away, it answers from its kept list at once, and catches up afterwards")
        func answersAtOnce() async throws {
            try await Stage.with { stage in
                let phone = Phone(serial: 1)
                let edge = stage.edge()
                try await edge.start()
                let number = try await stage.block(phone)
                try await edge.answers("BLACKLISTED", for: phone)
                let version = try #require(try await edge.ask(phone.pei)?.version)
                try await stage.hub.program.kill()
                try await edge.program.kill()
                try await edge.start()

                let first = try #require(try await edge.ask(phone.pei))
                #expect(first.word == "BLACKLISTED")
                #expect(first.version == version)
                #expect(try #require(first.age) > 0)
                #expect(try await edge.standing()["connected"]?.bool == false)

                try await stage.hub.start()
                try await stage.unblock(number)
                try await edge.answers("WHITELISTED", for: phone, within: .seconds(30))
                #expect(try #require(try await edge.ask(phone.pei)?.version) > version)
                #expect(try await edge.standing()["connected"]?.bool == true)
            }
        }

        @Test("an edge whose hub is gone goes on answering, and says how old its list has become")
        func growsOld() async throws {
            try await Stage.with { stage in
                let phone = Phone(serial: 2)
                let edge = stage.edge()
                try await edge.start()
                _ = try await stage.block(phone)
                try await edge.answers("BLACKLISTED", for: phone)
                try await stage.hub.program.kill()

                var ages: [Int] = []
                for _ in 0..<4 {
                    let answer = try #require(try await edge.ask(phone.pei))
                    #expect(answer.word == "BLACKLISTED")
                    ages.append(try #require(answer.age))
                    try await Task.sleep(for: .milliseconds(250))
                }
                for (younger, older) in zip(ages, ages.dropFirst()) { #expect(older >= younger + 250, "\(ages)") }
            }
        }

        @Test("an edge told to fall silent when its list is stale does, and says so, until the hub is back")
        func fallsSilent() async throws {
            try await Stage.with { stage in
                let phone = Phone(serial: 3)
                let edge = stage.edge(settings: ["answers.stale=unavailable", "answers.stale-after=7s"])
                try await edge.start()
                _ = try await stage.block(phone)
                try await edge.answers("BLACKLISTED", for: phone)
                try await stage.hub.program.kill()
                try await eventually("the list growing stale") { try await edge.ask(phone.pei)?.status == 503 }
                #expect(try #require(try await edge.ask(phone.pei)?.age) > 7_000)
                try await stage.hub.start()
                try await edge.answers("BLACKLISTED", for: phone, within: .seconds(30))
            }
        }

        @Test("a block decided while the edge was down is active when it comes up")
        func catchesUp() async throws {
            try await Stage.with { stage in
                let phone = Phone(serial: 4)
                let edge = stage.edge()
                try await edge.start()
                try await edge.answers("WHITELISTED", for: phone)
                try await edge.program.kill()
                _ = try await stage.block(phone)
                try await edge.start()
                try await edge.answers("BLACKLISTED", for: phone)
            }
        }

        @Test("an edge that never had a list does not pretend to")
        func doesNotPretend() async throws {
            try await Stage.with { stage in
                try await stage.hub.program.kill()
                let edge = stage.edge()
                try await edge.start()
                let answer = try #require(try await edge.ask(Phone(serial: 5).pei))
                #expect(answer.status == 503)
                #expect(answer.mediaType == "application/problem+json")
                #expect(answer.word != "WHITELISTED")
            }
        }
    }
}
