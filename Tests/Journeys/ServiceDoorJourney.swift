// SPDX-License-Identifier: EUPL-1.2

import Testing

extension Journeys {
    @Suite("Settings of the 5G-EIR's door")
    struct ServiceDoorJourney {
        @Test("everything that is wrong with them is told at once, a sentence each")
        func namesAll() async throws {
            try await Scratch.with { folder in
                try Scratch.write("onzin", to: folder + "/keys")
                let settings = [
                    "service.tls.certificate=\(folder)/keys", "service.plmns=20408", "service.instance=x", "tokens.issuers=nrf-1",
                    "tokens.keys=\(folder)/keys", "tokens.skew=1h", "nrf.addresses=nrf:8000", "service.host=0.0.0.0",
                    "nrf.tls.roots=\(folder)/absent", "service.overload-after=0s",
                ]
                let outcome = try await Program.run(
                    ["config", "check", "edge", "--data", folder + "/data"] + settings.flatMap { ["--set", $0] })

                #expect(outcome.status == 78, "\(outcome)")
                for word in [
                    "set service.tls.key too", "write it as 204-01", "must be a UUID", "tokens.keys cannot be used", "at most 5m",
                    "http://nrf.example:8000", "set nrf.advertise.host", "nrf.tls.roots:", "from 10ms to 1m",
                ] {
                    #expect(outcome.errorLines.contains { $0.contains(word) }, "\(word): \(outcome)")
                }
            }
        }

        @Test(
            "one fault is one sentence",
            arguments: [
                (["tokens.issuers=nrf-1"], "set tokens.keys or tokens.keys-url"),
                (["tokens.issuers=nrf-1", "tokens.keys-url=http://voorbeeld.example/keys"], "must begin with https://"),
                (["tokens.keys-url=https://voorbeeld.example/keys"], "tokens.issuers is not"),
                (["service.tls.roots=/nonexistent"], "needs service.tls.certificate"),
                (["nrf.heartbeat=0s"], "from 1s to 24h"), (["answers.overload=maybe"], "slowDown"),
            ] as [([String], String)])
        func isOneSentence(settings: [String], reason: String) async throws {
            try await Scratch.with { folder in
                let outcome = try await Program.run(
                    ["config", "check", "edge", "--data", folder + "/data"] + settings.flatMap { ["--set", $0] })
                #expect(outcome.status == 78 && outcome.sentence?.contains(reason) == true, "\(outcome)")
            }
        }

        @Test("a check of settings makes nothing")
        func makesNothing() async throws {
            try await Scratch.with { folder in
                let outcome = try await Program.run([
                    "config", "check", "edge", "--data", folder + "/data", "--set", "nrf.addresses=http://127.0.0.1:1",
                ])
                #expect(outcome.status == 0, "\(outcome)")
                #expect(throws: (any Error).self) { try Scratch.read(folder + "/data/nf-instance") }
            }
        }
    }
}
