// SPDX-License-Identifier: EUPL-1.2

import Testing

extension Journeys {
    @Suite(
        "In a real browser",
        .enabled(if: BrowserScript.python != nil, "Chromium, Selenium, axe-core or the Nu Html Checker is not installed"))
    struct BrowserJourney {
        @Test("every page, in both languages, both themes, wide and narrow: axe-core finds nothing wrong, and the HTML is valid")
        func pages() async throws { try await play("pages", steps: 20) }

        @Test("somebody with a keyboard and nothing else reports a phone, or decides, and sees at each stop where he is")
        func keyboard() async throws { try await play("keyboard", steps: 17) }

        @Test("one phone: reported, proposed, confirmed, accepted, too late at one provider, carried out, back with its owner")
        func journey() async throws { try await play("journey", steps: 11) }

        @Test(
            "wrong branch, too low a level, a code used twice, forged forms and an ended session are refused",
            .enabled(if: ProviderScript.python != nil && Tool.isInstalled("openssl"), "Canaille or openssl is not installed"))
        func attacks() async throws { try await play("attacks", steps: 12) }

        private func play(_ part: String, steps: Int) async throws {
            let outcome = try await BrowserScript.play(part, limit: .seconds(1_500))
            #expect(outcome.status == 0, "\(outcome.output)\(outcome.error.suffix(2_000))")
            let told = outcome.output.split(separator: "\n").last?.firstMatch(of: /: (\d+) steps, 0 did not hold/)
            #expect((told.flatMap { Int($0.1) } ?? 0) >= steps, "fewer steps were played than there are")
        }
    }
}
