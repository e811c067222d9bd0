// SPDX-License-Identifier: EUPL-1.2

import Testing

extension Journeys {
    @Suite("What is taken, missing or another's")
    struct CollisionJourney {
        @Test("a port in use is named with its setting, at a hub and at an edge")
        func portInUse() async throws {
            try await Stage.with { stage in
                let taken = stage.hub.program.ports["open"] ?? 0
                let free = ["--set", "parties.port=0", "--set", "operations.port=0"]
                let hub = try await Program.run(
                    ["serve", "--data", stage.folder + "/other", "--set", "open.port=\(taken)"] + free)
                #expect(hub.status == 78, "\(hub)")
                #expect(hub.sentence?.contains("Port \(taken)") == true, "\(hub)")
                #expect(hub.sentence?.contains("open.port") == true)

                let edge = try await Program.run(
                    "edge", "--data", stage.folder + "/edge", "--set", "credential=\(stage.provider)", "--set", "operations.port=0",
                    "--set", "service.port=\(taken)")
                #expect(edge.status == 78, "\(edge)")
                #expect(edge.sentence?.contains("service.port") == true, "\(edge)")
            }
        }

        @Test("two doors on one port end the program in one sentence, and leave nothing running")
        func onePortForTwo() async throws {
            try await Stage.with { stage in
                let port = stage.hub.program.ports["open"] ?? 0
                _ = try await stage.hub.program.stop()
                let commands = [
                    [
                        "serve", "--data", stage.hub.data, "--set", "open.port=\(port)", "--set", "parties.port=\(port)", "--set",
                        "operations.port=0",
                    ],
                    [
                        "edge", "--data", stage.folder + "/edge", "--set", "credential=\(stage.provider)", "--set",
                        "service.port=\(port)", "--set", "operations.port=\(port)",
                    ],
                ]
                for command in commands {
                    let outcome = try await Program.run(command, limit: .seconds(10))
                    #expect(outcome.status == 78, "\(outcome)")
                    #expect(outcome.sentence?.contains("\(port)") == true, "\(outcome)")
                }
            }
        }

        @Test("a second hub on the same folder, and a hub of another name, are refused, and the first is none the worse")
        func sameFolder() async throws {
            try await Stage.with { stage in
                let before = try await stage.hub.logSizes()
                let ports = ["--set", "open.port=0", "--set", "parties.port=0", "--set", "operations.port=0"]
                let second = try await Program.run(["serve", "--data", stage.hub.data] + ports)
                #expect(second.status == 74, "\(second)")
                #expect(second.sentence?.contains("Another process has the store") == true, "\(second)")
                #expect(try await stage.report(Phone(serial: 1))["melding"] != nil)

                _ = try await stage.hub.program.stop()
                let renamed = try await Program.run(["serve", "--data", stage.hub.data, "--set", "hub.name=other.example"] + ports)
                #expect(renamed.status == 74, "\(renamed)")
                #expect(renamed.sentence?.contains("schakel.localhost") == true, "\(renamed)")
                try await stage.hub.start()
                #expect(try await stage.hub.logSizes()["devices"] == (before["devices"] ?? 0) + 1)
            }
        }

        @Test("a folder that cannot be made or written is named", arguments: ["/proc/nothing", "/dev/null/hub"])
        func noFolder(path: String) async throws {
            let ports = ["--set", "open.port=0", "--set", "parties.port=0", "--set", "operations.port=0"]
            let outcome = try await Program.run(["serve", "--data", path] + ports)
            #expect(outcome.status == 74, "\(outcome)")
            #expect(outcome.sentence?.contains(path) == true, "\(outcome)")
        }

        @Test("a damaged store is refused in one sentence")
        func damagedStore() async throws {
            try await Scratch.with { folder in
                let hub = RunningHub(in: folder)
                try await hub.start()
                _ = try await hub.program.stop()
                try Scratch.write(String(repeating: "no database ", count: 1_000), to: hub.data + "/hub.sqlite")
                let outcome = try await Program.run(
                    "serve", "--data", hub.data, "--set", "open.port=0", "--set", "parties.port=0", "--set", "operations.port=0")
                #expect(outcome.status == 74, "\(outcome)")
                #expect(outcome.sentence?.contains("damaged") == true, "\(outcome)")
            }
        }

        @Test("a hub or an edge that does not run is exit status 69 and one sentence")
        func doesNotRun() async throws {
            try await Stage.with { stage in
                let open = stage.hub.open
                _ = try await stage.hub.program.stop()
                let commands = [
                    ["report", "theft", "--imei", Phone(serial: 1).imei, "--date", "2025-01-15", "--hub", open],
                    ["follow", "DV-7K3M-Q9TX-2HRA-1", "--secret", "ABCD-EFGH-JKMN-PQRS", "--hub", open],
                    ["follow", "devices", "--as", stage.provider],
                    ["decide", "block", "DV-7K3M-Q9TX-2HRA", "--reasons", "Omdat", "--as", stage.officer],
                    ["party", "list", "--as", stage.hub.operatorFolder], ["check", Phone(serial: 1).imei, "--edge", open],
                ]
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for command in commands {
                        group.addTask {
                            let outcome = try await Program.run(command)
                            #expect(outcome.status == 69, "\(command): \(outcome)")
                            #expect(outcome.sentence?.contains("does not answer") == true, "\(command): \(outcome)")
                        }
                    }
                    try await group.waitForAll()
                }
            }
        }

        @Test("an edge without its credential folder says which file it misses")
        func noCredential() async throws {
            try await Scratch.with { folder in
                let outcome = try await Program.run(
                    "edge", "--data", folder + "/edge", "--set", "credential=\(folder)/missing", "--set", "service.port=0", "--set",
                    "operations.port=0")
                #expect(outcome.status == 74, "\(outcome)")
                #expect(outcome.sentence?.contains(folder + "/missing") == true, "\(outcome)")
            }
        }
    }
}
