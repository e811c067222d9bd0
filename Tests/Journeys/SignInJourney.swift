// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    @Suite("Signing in by a provider of others")
    struct SignInJourney {
        private static let password = "correct horse battery"

        @Test(
            "somebody signs in by Canaille, is admitted by the code he is shown, and signs out there too; keys change; the wrong stay out",
            .enabled(if: ProviderScript.python != nil && Tool.isInstalled("openssl")))
        func wholeJourney() async throws {
            let (hubPort, providerPort) = (try FreePort.any(), try FreePort.any())
            let hub = "http://localhost:\(hubPort)"
            try await Scratch.with { folder in
                let key = folder + "/client.pem"
                _ = try await Tool.run(
                    named: "openssl", ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key])
                let provider = try await ProviderScript(port: providerPort, hub: hub, clientKey: key, scratch: folder)
                let settings = [
                    "open.port=\(hubPort)", "signin.by=provider", "signin.address=\(hub)", "signin.issuer=\(provider.address)",
                    "signin.client=schakel", "signin.client-key=\(key)", "signin.scopes=openid,profile",
                    "signin.claims.party=preferred_username", "signin.claims.level=locale",
                    "signin.levels=level-low=low,level-substantial=substantial,level-high=high",
                ]
                try await Stage.with(settings: { _ in settings }) { stage in
                    try await play(stage, provider, hub: hub)
                }
            }
        }

        private func play(_ stage: Stage, _ provider: ProviderScript, hub: String) async throws {
            func signIn(_ jar: String, _ user: String, for act: String = "lezen") async throws -> ProviderScript.Seen {
                try await provider.browse(
                    jar, "get", "\(hub)/aanmelden?terug=/nl/aanmelden&voor=\(act)", [user, Self.password])
            }
            let authority = String(hub.dropFirst("http://".count))
            let session = "__Host-schakel-session"

            // Who was not admitted is shown a code and gets nothing.
            let refused = try await signIn("first", "first")
            #expect(refused.status == 403, "\(refused)")
            #expect(try !provider.cookies("first", of: authority).contains(session))
            let code = try #require(refused.text.firstMatch(of: /<code>([a-z2-7]{32})<\/code>/)?.1)

            // Admitted by it he is in, as his staff number.
            try await stage.must(
                "party", "person", "add", "--id", "00000099000000000010", "--person", "1001", "--code", String(code), "--right",
                "decide", "--as", stage.hub.operatorFolder)
            let entered = try await signIn("first", "first")
            #expect(entered.status == 200, "\(entered)")
            #expect(entered.address == hub + "/nl/aanmelden")
            #expect(entered.text.contains("als 1001") && entered.text.contains("niveau: hoog"))
            #expect(try provider.cookies("first", of: authority).contains(session))

            // The same answer of the provider again is worth nothing.
            let callback = try #require(entered.way.first { $0.address.contains("/aanmelden/antwoord?") }).address
            #expect(try await provider.browse("first", "get", callback).status == 400)
            #expect(try await provider.browse("thief", "get", callback).status == 400)

            // Too low a level, at the door and for deciding; and an organisation that takes no part.
            let weak = try await signIn("weak", "weak")
            #expect(weak.status == 403 && weak.text.contains("Hoger niveau"), "\(weak)")
            let plain = try await signIn("plain", "plain", for: "besluiten")
            #expect(plain.status == 403 && plain.text.contains("Hoger niveau"), "\(plain)")
            let stranger = try await signIn("stranger", "stranger")
            #expect(stranger.status == 403 && stranger.text.contains("doet niet mee"), "\(stranger)")

            // The provider changes its key; a browser that signs in afterwards does not notice.
            try await provider.rotate()
            let rotated = try await signIn("second", "first")
            #expect(rotated.status == 200 && rotated.text.contains("als 1001"), "\(rotated)")

            // Whoever is no longer admitted is out at the next request.
            try await stage.must(
                "party", "person", "end", "--id", "00000099000000000010", "--person", "1001", "--reasons", "Uit dienst",
                "--as", stage.hub.operatorFolder)
            #expect(try await !provider.browse("second", "get", hub + "/nl/aanmelden").text.contains("als 1001"))
            try await stage.must(
                "party", "person", "add", "--id", "00000099000000000010", "--person", "1001", "--code", String(code), "--right",
                "decide", "--as", stage.hub.operatorFolder)

            // Signing out ends the session here, and the provider's: then it asks for a password again.
            let token = try #require(
                try await provider.browse("first", "get", hub + "/nl/aanmelden").text.firstMatch(
                    of: /name="token" value="([^"]+)"/)?.1)
            #expect(try await provider.browse("first", "post", hub + "/afmelden", ["token=x"]).status == 403)
            let left = try await provider.browse("first", "post", hub + "/afmelden", ["token=\(token)"])
            #expect(left.status == 200 && left.refresh.hasPrefix("0; url=\(provider.address)/"), "\(left)")
            #expect(try !provider.cookies("first", of: authority).contains(session))
            let farewell = try await provider.browse("first", "get", String(left.refresh.dropFirst("0; url=".count)))
            #expect(farewell.address == hub + "/afmelden/klaar" && farewell.text.contains("U bent afgemeld"), "\(farewell)")
            let again = try await provider.browse("first", "get", hub + "/aanmelden?terug=/nl/aanmelden")
            #expect(again.address.hasPrefix(provider.address), "\(again)")
        }
    }
}
