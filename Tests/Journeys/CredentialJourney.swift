// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    @Suite("Proofs and certificates that do not hold")
    struct CredentialJourney {
        @Test("a certificate of another hub's authority opens nothing, and the sentence says to check the certificates")
        func wrongCertificate() async throws {
            try await Stage.with { stage in
                let other = RunningHub(in: stage.folder, name: "other")
                try await other.start()
                // Its own folder, brought to another door: the client refuses the server.
                let stranger = try await Program.run("party", "list", "--as", other.operatorFolder, "--hub", stage.hub.parties)
                #expect(stranger.status == 69, "\(stranger)")
                #expect(stranger.sentence?.contains("check the certificates") == true, "\(stranger)")

                // The same certificate, trusting the right authority: the server refuses the client.
                let forged = stage.folder + "/forged"
                try FileManager.default.copyItem(atPath: stage.hub.operatorFolder, toPath: forged)
                for file in ["certificate.pem", "key.pem"] {
                    try Scratch.write(try Scratch.read("\(other.operatorFolder)/\(file)"), to: "\(forged)/\(file)")
                }
                let before = try await stage.hub.logSizes()
                let refused = try await Program.run("party", "list", "--as", forged)
                #expect(refused.status == 69, "\(refused)")
                #expect(refused.sentence?.contains("check the certificates") == true, "\(refused)")
                #expect(try await stage.hub.logSizes() == before)
            }
        }

        @Test("a certificate and a key that do not belong together are named")
        func otherKey() async throws {
            try await Stage.with { stage in
                try Scratch.write(try Scratch.read(stage.second + "/key.pem"), to: stage.officer + "/key.pem")
                let outcome = try await Program.run("follow", "DV-7K3M-Q9TX-2HRA", "--as", stage.officer)
                #expect(outcome.status != 0)
                #expect(outcome.sentence?.localizedStandardContains("certificate") == true, "\(outcome)")
            }
        }

        @Test("a revoked certificate stops working at once")
        func revoked() async throws {
            try await Stage.with { stage in
                guard Tool.isInstalled("openssl") else { return }
                let shown = try await Tool.run(
                    named: "openssl", ["x509", "-in", stage.officer + "/certificate.pem", "-noout", "-fingerprint", "-sha256"])
                let fingerprint = shown.output.split(separator: "=").last?.filter(\.isHexDigit).lowercased() ?? ""
                #expect(fingerprint.count == 64)
                let number = try await stage.report(Phone(serial: 1))["zaak"]?.string ?? ""
                try await stage.must("follow", number, "--as", stage.officer)
                try await stage.must("party", "revoke", fingerprint, "--reasons", "Verloren", "--as", stage.hub.operatorFolder)

                let refused = try await Program.run("follow", number, "--as", stage.officer)
                #expect(refused.status == 1, "\(refused)")
                #expect(refused.sentence?.localizedStandardContains("certificate") == true, "\(refused)")
                try await stage.must("follow", number, "--as", stage.second)
            }
        }

        @Test("a receipt that was tampered with, cut off or signed by another does not hold")
        func tamperedReceipt() async throws {
            try await Scratch.with { folder in
                let hub = RunningHub(in: folder)
                let other = RunningHub(in: folder, name: "other")
                try await hub.start()
                try await other.start()
                let path = folder + "/receipt"
                for serial in 1...3 {
                    try await Self.report(Phone(serial: serial), at: hub, receipt: path)
                }
                let receipt = try Scratch.read(path)
                let holds = try await Program.run("verify", "receipt", path, "--keys", hub.keys)
                #expect(holds.status == 0 && holds.output.hasPrefix("The receipt holds"), "\(holds)")

                try await doesNotHold(receipt, keys: other.keys, folder: folder)
                for tampered in Self.tampered(receipt) { try await doesNotHold(tampered, keys: hub.keys, folder: folder) }
            }
        }

        private static func report(_ phone: Phone, at hub: RunningHub, receipt: String) async throws {
            _ = try await Program.json(
                "report", "theft", "--imei", phone.imei, "--date", "2025-01-15", "--hub", hub.open, "--receipt", receipt)
        }

        /// The receipt with one thing changed each time: a character in each line, a line missing, the end missing, nothing at all.
        private static func tampered(_ receipt: String) -> [String] {
            var all = ["", String(receipt.prefix(receipt.count / 2))]
            let lines = receipt.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            for (index, line) in lines.enumerated() where !line.isEmpty {
                var changed = lines
                // In the middle, so that no check of the ends alone finds it.
                let middle = line.index(line.startIndex, offsetBy: line.count / 2)
                changed[index].replaceSubrange(middle...middle, with: line[middle] == "A" ? "B" : "A")
                all.append(changed.joined(separator: "\n"))
                changed.remove(at: index)
                all.append(changed.joined(separator: "\n"))
            }
            return all
        }

        private func doesNotHold(_ receipt: String, keys: String, folder: String) async throws {
            try Scratch.write(receipt, to: folder + "/tampered")
            let outcome = try await Program.run("verify", "receipt", folder + "/tampered", "--keys", keys)
            #expect(outcome.status == 1, "\(receipt)\n\(outcome)")
            #expect(outcome.output.isEmpty)
            #expect(outcome.sentence != nil, "\(outcome)")
        }
    }
}
