// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    @Suite("Hits on listed devices")
    struct HitJourney {
        private static let settings = ["hits.report=all", "hits.delay=0s"]

        /// How often the police see a case's devices seen.
        private func hits(_ number: String, _ stage: Stage) async throws -> [JSONText] {
            try await Program.json("follow", number, "--as", stage.officer)["treffers"]?.array ?? []
        }

        private func waiting(_ folder: String) async throws -> Int {
            let shown = try await Program.json("edge", "hits", "--data", folder)
            guard case .object(let counts) = shown["waiting"] else { return -1 }
            return counts.values.compactMap(\.integer).reduce(0, +)
        }

        /// The files below a folder in which a phone stands: as digits, or as SQLite writes its number in a row or as a key.
        private func traces(of phone: Phone, in folder: String) throws -> [String] {
            let value = try #require(UInt64(phone.digits))
            let number = withUnsafeBytes(of: value.bigEndian) { Data($0.suffix(6)) }
            let key = (0..<7).reversed().map { place -> UInt8 in
                let bits = UInt8(truncatingIfNeeded: value >> UInt64(7 * place)) & 0x7F
                return place > 0 ? bits | 0x80 : bits
            }
            return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { name in
                guard let bytes = FileManager.default.contents(atPath: folder + "/" + name) else { return false }
                return [Data(phone.digits.utf8), number, Data(key)].contains { bytes.range(of: $0) != nil }
            }
        }

        @Test("a blocked phone that is checked five times is one hit in its case, and other checks leave no trace")
        func once() async throws {
            try await Stage.with { stage in
                let (phone, ordinary) = (Phone(serial: 1), Phone(serial: 2))
                let edge = stage.edge(settings: Self.settings)
                try await edge.start()
                let number = try await stage.block(phone)
                try await edge.answers("BLACKLISTED", for: phone)
                for _ in 0..<5 {
                    _ = try await edge.ask(phone.pei)
                    #expect(try await edge.ask(ordinary.pei)?.word == "WHITELISTED")
                }
                try await eventually("the hit in the case") { try await hits(number, stage).count == 1 }
                try await eventually("nothing waiting") { try await waiting(stage.folder + "/edge-1") == 0 }

                let hit = try #require(try await hits(number, stage).first)
                #expect(hit["onderwerp"]?.string == phone.digits && hit["randknoop"]?.string == "edge-1")
                #expect(hit["door"]?.string == "Voorbeeld Telecom" && hit["gebied"] == nil)
                let shown = try await Program.run("edge", "hits", "--data", stage.folder + "/edge-1")
                #expect(shown.output.contains("waiting: 0") && !shown.output.contains(phone.digits), "\(shown)")
                let told = try await Program.run("follow", number, "--as", stage.officer)
                #expect(told.output.contains("seen: "), "\(told)")

                #expect(try await edge.program.stop() == 0)
                let written = try traces(of: ordinary, in: stage.folder)
                #expect(written.isEmpty, "an ordinary check left \(written)")
                let kept = try traces(of: phone, in: stage.folder + "/edge-1")
                #expect(kept.contains { $0.hasPrefix("replica") }, "the list itself was not found: \(kept)")
                #expect(!kept.contains { $0.hasPrefix("hits") }, "a hit that was told left \(kept)")
                #expect(try await hits(number, stage).count == 1)
            }
        }

        @Test("a hit noted while the hub is away survives a killed edge, and arrives once the hub is back")
        func later() async throws {
            try await Stage.with { stage in
                let phone = Phone(serial: 3)
                let edge = stage.edge(settings: ["hits.report=prohibited", "hits.delay=0s"])
                let number = try await stage.block(phone)
                try await edge.start()
                try await eventually("the list") { try await edge.standing()["devices"]?.integer == 1 }
                try await stage.hub.program.kill()
                for _ in 0..<3 { #expect(try await edge.ask(phone.pei)?.word == "BLACKLISTED") }
                try await eventually("one waiting") { try await waiting(stage.folder + "/edge-1") == 1 }
                try await edge.program.kill()
                #expect(try await waiting(stage.folder + "/edge-1") == 1)

                try await edge.start()
                #expect(try await edge.ask(phone.pei)?.word == "BLACKLISTED")
                try await stage.hub.start()
                try await eventually("the hit in the case", within: .seconds(60)) { try await !hits(number, stage).isEmpty }
                try await eventually("nothing waiting", within: .seconds(60)) {
                    try await waiting(stage.folder + "/edge-1") == 0
                }
                #expect(try await hits(number, stage).count == 1)
            }
        }

        @Test("by default a phone that is blocked is not reported when it is seen")
        func byDefault() async throws {
            try await Stage.with { stage in
                let phone = Phone(serial: 4)
                let edge = stage.edge(settings: ["hits.delay=0s"])
                try await edge.start()
                let number = try await stage.block(phone)
                try await edge.answers("BLACKLISTED", for: phone)
                #expect(try await edge.program.stop() == 0)

                let hits = try await Program.json("edge", "hits", "--data", stage.folder + "/edge-1")
                #expect(hits["waiting"] == .object([:]) && hits["sent"] == .object([:]))
                #expect(try await self.hits(number, stage).isEmpty)
            }
        }
    }
}
