// SPDX-License-Identifier: EUPL-1.2

/// A certificate that was revoked: it lets nobody in any more.
public struct Revocation: Hashable, Sendable {
    /// The certificate as it was admitted.
    public let credential: Credential
    /// When it was revoked.
    public let at: Instant
    /// Why.
    public let reasons: String

    /// Describes a revocation.
    public init(credential: Credential, at: Instant, reasons: String) {
        self.credential = credential
        self.at = at
        self.reasons = reasons
    }
}
