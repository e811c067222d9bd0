// SPDX-License-Identifier: EUPL-1.2

/// What a verified access token says (TS 29.510 `AccessTokenClaims`), as far as anybody needs it afterwards.
public struct AccessToken: Hashable, Sendable {
    /// Who issued it: the NRF.
    public let issuer: String
    /// Whom it was issued to: the NF instance that asks.
    public let subject: String
    /// The moment it ends, in seconds since 1970. It is not accepted from then on, but for the clock skew allowed.
    public let expires: Int64
}
