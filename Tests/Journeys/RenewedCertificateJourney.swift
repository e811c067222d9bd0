// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    @Suite("A renewed certificate", .enabled(if: Tool.isInstalled("openssl")))
    struct RenewedCertificateJourney {
        /// Writes a certificate of its own for a name, and its key.
        private func certify(_ name: String, in folder: String) async throws {
            let made = try await Tool.run(
                named: "openssl",
                [
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                    "/CN=\(name)", "-keyout", "\(folder)/key.pem", "-out", "\(folder)/certificate.pem",
                ])
            guard made.status == 0 else { throw Unexpected("\(made)") }
        }

        /// The name in the certificate that a port shows.
        private func shown(at port: Int) async throws -> String? {
            let script = "openssl s_client -connect 127.0.0.1:\(port) </dev/null 2>/dev/null | openssl x509 -noout -subject"
            let outcome = try await Tool.run(named: "sh", ["-c", script])
            return outcome.output.split(whereSeparator: \.isNewline).last?.split(separator: " ").last.map(String.init)
        }

        @Test("it is shown after a reload, without a restart; one that cannot be used is refused and the old one stays")
        func renewed() async throws {
            try await Stage.with { stage in
                let folder = stage.folder + "/tls"
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                try await certify("first.example", in: folder)
                let edge = stage.edge(settings: [
                    "service.tls.certificate=\(folder)/certificate.pem", "service.tls.key=\(folder)/key.pem",
                ])
                try await edge.start()
                let port = try #require(edge.program.ports["service"])
                #expect(try await shown(at: port) == "first.example")

                try await certify("second.example", in: folder)
                edge.program.signal(SIGHUP)
                try await eventually("the new certificate") { try await shown(at: port) == "second.example" }

                try Scratch.write("no certificate", to: folder + "/certificate.pem")
                edge.program.signal(SIGHUP)
                try await eventually("refused") {
                    try await edge.metric("schakel_configuration_reloads_total{outcome=\"refused\"}") == 1
                }
                #expect(edge.program.log.contains("certificate of the service door cannot be read"))
                #expect(try await shown(at: port) == "second.example")
            }
        }
    }
}
