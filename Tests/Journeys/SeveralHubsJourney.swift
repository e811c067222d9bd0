// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    @Suite(
        "Several hubs over one database",
        .enabled(if: DatabaseServer.isPossible, "PostgreSQL is needed, and setpriv when this is root"))
    struct SeveralHubsJourney {
        /// Within this another hub enters acts.
        private static let takeover = Duration.seconds(5)

        @Test("acts through either door are entered once, in one log, and reach the edges of both")
        func bothDoors() async throws {
            try await Self.withHubs { stage, second in
                let first = stage.hub
                let standings = [try await first.standing(), try await second.standing()]
                #expect(standings.map { $0["reigning"]?.bool } == [true, false])
                #expect(standings[0]["epoch"] != nil && standings[1]["reigningElsewhere"]?.string?.contains("127.0.0.1:") == true)
                let edges = [stage.edge("edge-1"), stage.edge("edge-2", settings: ["hub.address=\(second.parties)"])]
                for edge in edges { try await edge.start() }

                try await Self.block(Phone(serial: 900_001), on: stage, through: second)
                try await Self.block(Phone(serial: 900_002), on: stage, through: first)
                for edge in edges {
                    for serial in 900_001...900_002 { try await edge.answers("BLACKLISTED", for: Phone(serial: serial)) }
                }
                let key = ["--header", "idempotency-key: 7d0a3c1e-2f5b-4c8d-9e6f-0a1b2c3d4e5f"]
                var numbers: [String?] = []
                for hub in [second, first, second] {
                    let answer = try #require(try await hub.postReport(of: Phone(serial: 900_003), options: key))
                    #expect(answer.status == 201, "\(answer)")
                    numbers.append(try JSONText(answer.body)["melding"]?.string)
                }
                #expect(Set(numbers).count == 1, "the same key, the same act")

                let load = ReportLoad(doors: [first.open, second.open])
                defer { load.cancel() }
                try await Task.sleep(for: .seconds(1))
                let acknowledged = try await load.stop()
                #expect(Self.answers(acknowledged).isEmpty, "\(Self.answers(acknowledged))")
                try await Self.areAllThere(acknowledged, besides: 3, at: [first, second], keys: first.keys)
            }
        }

        @Test("the one that enters acts is killed under load: another does within 5 s, and nothing acknowledged is lost or doubled")
        func isKilled() async throws {
            try await Self.withHubs { stage, second in
                let first = stage.hub
                let edge = stage.edge("edge-2", settings: ["hub.address=\(second.parties)"])
                try await edge.start()
                try await Self.block(Phone(serial: 900_001), on: stage, through: first)
                try await edge.answers("BLACKLISTED", for: Phone(serial: 900_001))
                let load = ReportLoad(doors: [first.open, second.open])
                defer { load.cancel() }
                try await Task.sleep(for: .seconds(1))
                let killed = ContinuousClock.now
                let door = second.open
                try await first.program.kill()
                async let waiting = Self.report(Phone(serial: 900_003), at: door)
                let time = try await Self.reigns(second, since: killed)
                #expect(time < Self.takeover, "it took \(time)")
                let (status, waited) = try await waiting
                #expect(status == 201 && waited < Self.takeover, "an act in between: \(status ?? 0) after \(waited)")
                try await Self.block(Phone(serial: 900_002), on: stage, through: second)
                try await edge.answers("BLACKLISTED", for: Phone(serial: 900_002))

                try await first.start()
                #expect(try await first.standing()["reigning"]?.bool == false)
                #expect(try await second.standing()["reigning"]?.bool == true)
                try await Task.sleep(for: .milliseconds(500))
                let acknowledged = try await load.stop()
                let again = try #require(acknowledged.filter { $0.at > killed + .milliseconds(100) }.map(\.at).min())
                #expect(again - killed < Self.takeover, "acknowledged again after \(again - killed)")
                let all = Self.answers(acknowledged)
                #expect(all.isSubset(of: [0, 409, 503]), "\(all)")
                try await Self.areAllThere(acknowledged, besides: status == 201 ? 3 : 2, at: [first, second], keys: first.keys)
            }
        }

        @Test("the one that enters acts stands still for 6 s: another takes over, and it follows when it goes on")
        func standsStill() async throws {
            try await Self.withHubs { stage, second in
                let first = stage.hub
                let edge = stage.edge("edge-2", settings: ["hub.address=\(second.parties)"])
                try await edge.start()
                let load = ReportLoad(doors: [first.open, second.open])
                defer { load.cancel() }
                try await Task.sleep(for: .milliseconds(500))
                let stopped = ContinuousClock.now
                let door = second.open
                first.program.signal(SIGSTOP)
                async let waiting = Self.report(Phone(serial: 900_003), at: door)
                let time = try await Self.reigns(second, since: stopped)
                #expect(time < Self.takeover, "it took \(time)")
                try await Self.block(Phone(serial: 900_001), on: stage, through: second)
                try await edge.answers("BLACKLISTED", for: Phone(serial: 900_001))
                try await Task.sleep(until: stopped + .seconds(6), clock: .continuous)
                first.program.signal(SIGCONT)

                try await eventually("it notices", within: .seconds(5)) {
                    let standing = try await first.standing()
                    return standing["reigning"]?.bool == false && standing["reigningElsewhere"] != nil
                }
                #expect(try await second.standing()["reigning"]?.bool == true)
                let acknowledged = try await load.stop()
                let all = Self.answers(acknowledged)
                #expect(all.isSubset(of: [0, 409, 503]), "\(all)")
                let (status, waited) = try await waiting
                // It may have been brought to the one that stood still, which can only say that it was not entered.
                #expect(status == 201 || status == 503, "an act in between: \(status ?? 0) after \(waited)")
                try await Self.block(Phone(serial: 900_002), on: stage, through: first)
                try await edge.answers("BLACKLISTED", for: Phone(serial: 900_002))
                try await Self.areAllThere(acknowledged, besides: status == 201 ? 3 : 2, at: [first, second], keys: first.keys)
            }
        }

        @Test("asked to end, the one that enters acts hands over at once, and a hub alone goes on with the database as it is")
        func handsOver() async throws {
            try await Self.withHubs { stage, second in
                let first = stage.hub
                let load = ReportLoad(clients: 4, doors: [second.open], patience: 15)
                defer { load.cancel() }
                try await Task.sleep(for: .milliseconds(300))
                let stopped = ContinuousClock.now
                #expect(try await first.program.stop() == 0, "\(first.program.log.suffix(300))")
                let time = try await Self.reigns(second, since: stopped)
                #expect(time < .seconds(3), "it took \(time)")
                let acknowledged = try await load.stop()
                #expect(Self.answers(acknowledged).isEmpty, "\(Self.answers(acknowledged))")
                let longest = try #require(acknowledged.map(\.took).max())
                #expect(longest < Self.takeover, "an act took \(longest)")
                #expect(try await second.program.stop() == 0, "\(second.program.log.suffix(300))")

                try await first.start()
                #expect(try await first.standing()["reigning"]?.bool == true)
                try await Self.block(Phone(serial: 900_001), on: stage, through: first)
                try await Self.areAllThere(acknowledged, besides: 1, at: [first], keys: first.keys)
            }
        }

        /// Two hubs over one database, of which the first enters acts.
        private static func withHubs(_ body: (Stage, _ second: RunningHub) async throws -> Void) async throws {
            try await DatabaseServer.with { database in
                let settings = { ["store=\(database.url)", "hubs.port=\(try FreePort.any())"] }
                try await Stage.with(settings: { _ in try settings() }) { stage in
                    let second = RunningHub(in: stage.folder, name: "hub-2", settings: try settings())
                    try FileManager.default.createDirectory(atPath: second.data, withIntermediateDirectories: true)
                    for folder in ["keys", "authority", "credentials"] {
                        try FileManager.default.copyItem(atPath: "\(stage.hub.data)/\(folder)", toPath: "\(second.data)/\(folder)")
                    }
                    try await second.start()
                    try await body(stage, second)
                }
            }
        }

        /// Reports a phone and has the police block it, through the doors of one hub.
        private static func block(_ phone: Phone, on stage: Stage, through hub: RunningHub) async throws {
            let report = try await Program.json(
                "report", "theft", "--imei", phone.imei, "--date", "2025-01-15", "--hub", hub.open)
            let number = try #require(report["zaak"]?.string)
            try await stage.must(
                "decide", "block", number, "--reasons", "Diefstal is aannemelijk", "--as", stage.officer, "--hub", hub.parties)
            try await stage.must("decide", "confirm", number, "--as", stage.second, "--hub", hub.parties)
        }

        /// Reports once, with patience.
        private static func report(_ phone: Phone, at door: String) async throws -> (status: Int?, took: Duration) {
            let start = ContinuousClock.now
            let answer = try await Curl.ask(
                door + "/v1/meldingen", body: RunningHub.report(of: phone, words: "-"),
                options: ["--header", "idempotency-key: \(UUID().uuidString.lowercased())", "--max-time", "25"])
            return (answer?.status, .now - start)
        }

        /// Waits until a hub enters acts.
        /// - Returns: how long that took.
        private static func reigns(_ hub: RunningHub, since start: ContinuousClock.Instant) async throws -> Duration {
            try await eventually("the other hub entering acts", within: .seconds(20)) {
                try await hub.standing()["reigning"]?.bool == true
            }
            return .now - start
        }

        /// What was answered before something was acknowledged.
        private static func answers(_ acknowledged: [ReportLoad.Acknowledged]) -> Set<Int> { Set(acknowledged.flatMap(\.before)) }

        /// Every acknowledged report has one entry of its own, there is none besides those known, and all doors show the same log.
        private static func areAllThere(
            _ acknowledged: [ReportLoad.Acknowledged], besides others: Int, at hubs: [RunningHub], keys: String
        ) async throws {
            #expect(acknowledged.count > 8, "the clients hardly got through")
            #expect(Set(acknowledged.map(\.number)).count == acknowledged.count)
            #expect(Set(acknowledged.map(\.entry)).count == acknowledged.count)
            for hub in hubs {
                let log = try await Program.json("verify", "log", hub.log(), "--key", keys)
                #expect(log["sound"]?.bool == true)
                #expect(log["kinds"]?["report"]?.integer == acknowledged.count + others)
                #expect(try #require(log["size"]?.integer) > acknowledged.map(\.entry).max() ?? 0)
            }
            try await Scratch.with { folder in
                for report in acknowledged.suffix(3) + acknowledged.prefix(3) {
                    try Scratch.write(report.receipt, to: folder + "/receipt")
                    let verified = try await Program.json("verify", "receipt", folder + "/receipt", "--keys", keys)
                    #expect(verified["index"]?.integer == report.entry && verified["kind"]?.string == "report")
                }
            }
        }
    }
}
