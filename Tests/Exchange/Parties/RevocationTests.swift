// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("Certificates that were revoked")
struct RevocationTests {
    private static let credential = Credential(
        fingerprint: String(repeating: "a", count: 64), party: People.police, person: "p-1",
        until: TrialRegistry.start + .days(90))

    @Test("what was revoked is kept with when and why, and lets nobody in")
    func kept() throws {
        var trial = try TrialRegistry.police()
        try trial.act(.admit(Self.credential))
        let at = TrialRegistry.start + .days(1)

        try trial.act(.revoke(fingerprint: Self.credential.fingerprint, reasons: "lost"), at: at)

        let registry = trial.registry
        #expect(registry.credentials.isEmpty && registry.revoked == [Self.credential.fingerprint])
        let expected = Revocation(credential: Self.credential, at: at, reasons: "lost")
        #expect(registry.revocations == [Self.credential.fingerprint: expected])
        #expect(trial.refusal(of: .admit(Self.credential))?.code == .duplicate)
    }

    @Test("of a certificate that was never admitted here only the fingerprint is known")
    func unknown() {
        var registry = Registry()
        registry.apply(.revoked(fingerprint: "b", reasons: "r", by: TrialRegistry.operating, at: TrialRegistry.start))

        #expect(registry.revoked == ["b"] && registry.revocations.isEmpty)
    }
}
