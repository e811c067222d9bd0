// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    @Suite("Stopping")
    struct StoppingJourney {
        @Test("a hub with an edge that follows it ends within three seconds, and so does the edge", arguments: [SIGTERM, SIGINT])
        func ends(signal: Int32) async throws {
            try await Stage.with { stage in
                let edge = stage.edge()
                try await edge.start()
                _ = try await stage.block(Phone(serial: 1))
                try await edge.answers("BLACKLISTED", for: Phone(serial: 1))
                let sizes = try await stage.hub.logSizes()

                let clock = ContinuousClock()
                var start = clock.now
                #expect(try await stage.hub.program.stop(signal) == 0)
                #expect(clock.now - start < .seconds(3), "the hub")
                start = clock.now
                #expect(try await edge.program.stop(signal) == 0)
                #expect(clock.now - start < .seconds(3), "the edge")

                try await stage.hub.start()
                #expect(try await stage.hub.logSizes() == sizes, "stopping enters nothing and loses nothing")
            }
        }

        @Test("an edge that waits for an absent hub ends as readily")
        func endsAlone() async throws {
            try await Stage.with { stage in
                let edge = stage.edge()
                try await stage.hub.program.kill()
                try await edge.start()
                try await Task.sleep(for: .milliseconds(500))
                let start = ContinuousClock.now
                #expect(try await edge.program.stop() == 0)
                #expect(ContinuousClock.now - start < .seconds(3))
            }
        }

        @Test("a stopped hub has everything in one file, and gives its doors back")
        func leavesNothing() async throws {
            try await Stage.with { stage in
                _ = try await stage.report(Phone(serial: 2))
                let open = stage.hub.open
                #expect(try await stage.hub.program.stop() == 0)
                #expect(try await Curl.ask(open + "/v1/knooppunt")?.status == nil)
                let log = FileManager.default.contents(atPath: stage.hub.data + "/hub.sqlite-wal") ?? Data()
                #expect(log.isEmpty)
                try await stage.hub.start()
                #expect(stage.hub.open == open)
            }
        }
    }
}
