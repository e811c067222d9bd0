// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    @Suite("A check that does not tell which device")
    struct PrivateCheckJourney {
        @Test("at the open door, with everything, and as a shop: the right answers, and a key that must be the signed one")
        func asked() async throws {
            try await Stage.with { stage in
                let (stolen, other) = (Phone(serial: 1), Phone(serial: 2))
                let number = try await stage.block(stolen)
                let keys = stage.provider + "/logs.keys"
                func check(_ phone: Phone, _ more: String...) async throws -> Outcome {
                    try await Program.run(["check", "--private", phone.imei, "--hub", stage.hub.open] + more)
                }

                let listed = try await check(stolen, "--keys", keys)
                #expect(listed.status == 1, "\(listed)")
                #expect(listed.output.hasPrefix("listed\nList version 1, changed "))
                #expect(listed.output.contains("told 0 bits") && listed.output.hasSuffix("Its key is verified.\n"))
                let absent = try await check(other)
                #expect(absent.status == 0 && absent.output.hasPrefix("absent, which does not mean safe\n"), "\(absent)")
                #expect(absent.output.contains("not verified: give --keys"))
                #expect(try await check(stolen, "--everything").status == 1)
                let others = try Scratch.read(keys).split(separator: "\n").filter { !$0.contains("/devices+") }
                try Scratch.write(others.joined(separator: "\n") + "\n", to: stage.folder + "/others.keys")
                let strange = try await check(stolen, "--keys", stage.folder + "/others.keys")
                #expect(strange.status == 1 && strange.output.isEmpty && strange.error.contains("is not signed by a log"))
                for outcome in [listed, absent, strange] {
                    #expect(!(outcome.output + outcome.error).contains(stolen.digits))
                }

                let shop = stage.folder + "/shop"
                try await stage.enrol("00000099000000000040", "Voorbeeld Winkel", role: "retailer", rights: ["check"], to: shop)
                try Scratch.write("\(other.imei)\n\n\(stolen.digits)\n", to: stage.folder + "/imeis.txt")
                let many = try await Tool.run(
                    "/bin/sh",
                    [
                        "-c", #"exec "$0" check --private - --as "$1" --json < "$2""#, Program.path, shop,
                        stage.folder + "/imeis.txt",
                    ], limit: .seconds(60))
                let told = try JSONText(many.output)
                #expect(many.status == 1, "\(many)")
                #expect(told["results"]?.array?.compactMap(\.string) == ["absent", "listed"])
                #expect(told["keyVerified"]?.bool == true && told["bitsTold"]?.integer == 0)

                try await stage.unblock(number)
                #expect(try await check(stolen).status == 0)
            }
        }

        /// A client written from docs/private-check.md and the RFC alone.
        private static let other = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Conformance/private-check/ask.py").standardizedFileURL.path()

        @Test("a client that shares no code with this program agrees with the RFC's vectors, and gets the right answers")
        func otherClient() async throws {
            let vectors = try await Tool.run(named: "python3", ["-B", Self.other, "--vectors"])
            #expect(vectors.status == 0 && vectors.output == "ok\n", "\(vectors)")
            try await Stage.with { stage in
                let (stolen, other) = (Phone(serial: 1), Phone(serial: 2))
                _ = try await stage.block(stolen)

                for (phone, answer) in [(stolen, "listed\n"), (other, "absent\n")] {
                    let outcome = try await Tool.run(named: "python3", ["-B", Self.other, stage.hub.open, phone.imei])
                    #expect(outcome.status == 0 && outcome.output == answer, "\(outcome)")
                }
            }
        }

        @Test("options that do not go together, and what is no IMEI, are wrong command lines that repeat nothing")
        func wrong() async throws {
            for arguments in [
                ["check", "356868000041418", "--hub", "http://127.0.0.1:1"], ["check", "-"], ["check", "--private", "35686800"],
            ] {
                let outcome = try await Program.run(arguments)
                #expect(outcome.status == 64 && !outcome.error.contains("35686800"), "\(outcome)")
            }
            let away = try await Program.run(["check", "--private", "356868000041418", "--hub", "http://127.0.0.1:1"])
            #expect(away.status == 69, "\(away)")
        }
    }
}
