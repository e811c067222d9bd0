// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    @Suite("The size valve")
    struct ValveJourney {
        @Test("a list with too many phones of one type blocks none of them, until whoever supervises lets it go out")
        func waits() async throws {
            try await Stage.with { stage in
                let edge = stage.edge()
                try await edge.start()
                let watcher = stage.folder + "/watcher-1"
                try await stage.enrol(
                    "00000099000000000030", "Toezichthouder (proef)", role: "regulator", rights: ["supervise"], person: "2001",
                    to: watcher)
                let phones = (1...1_001).map { Phone(serial: $0) }
                let path = stage.folder + "/list.csv"
                try Scratch.write(
                    (["imei,reporting_date,status"] + phones.map { "\($0.imei),20250901,blacklist" }).joined(separator: "\n"),
                    to: path)

                let entered = try await Program.json(
                    "import", "stolen-list", path, "--as", stage.officer, "--confirm-as", stage.second)
                let number = try #require(entered["cases"]?.array?.first?.string)
                _ = try await stage.block(Phone(serial: 5_000))
                try await edge.answers("BLACKLISTED", for: Phone(serial: 5_000))
                try await edge.answers("WHITELISTED", for: phones[0])
                #expect(try await edge.standing()["devices"]?.integer == 1)

                let own = try await Program.run("decide", "clear", number, "--reasons", "Ik", "--as", stage.second)
                #expect(own.status == 1, "\(own)")
                let cleared = try await Program.run("decide", "clear", number, "--reasons", "Nagegaan", "--as", watcher)
                #expect(cleared.status == 0, "\(cleared)")
                try await edge.answers("BLACKLISTED", for: phones[1_000])
                #expect(try await edge.standing()["devices"]?.integer == 1_002)
            }
        }
    }
}
