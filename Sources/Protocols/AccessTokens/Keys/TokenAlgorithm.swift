// SPDX-License-Identifier: EUPL-1.2

/// A signature algorithm of RFC 7518 §3.1 or RFC 8037 that is accepted here: asymmetric ones only.
///
/// `none` and the HMAC family are no cases on purpose: a token that names them names nothing this module knows.
public enum TokenAlgorithm: String, Hashable, Sendable, CaseIterable {
    /// ECDSA on P-256 with SHA-256, the one TS 33.210 has every function know.
    case es256 = "ES256"
    /// ECDSA on P-384 with SHA-384.
    case es384 = "ES384"
    /// ECDSA on P-521 with SHA-512.
    case es512 = "ES512"
    /// RSA PKCS #1 v1.5 with SHA-256.
    case rs256 = "RS256"
    /// RSA PKCS #1 v1.5 with SHA-384.
    case rs384 = "RS384"
    /// RSA PKCS #1 v1.5 with SHA-512.
    case rs512 = "RS512"
    /// RSA PSS with SHA-256.
    case ps256 = "PS256"
    /// RSA PSS with SHA-384.
    case ps384 = "PS384"
    /// RSA PSS with SHA-512.
    case ps512 = "PS512"
    /// Ed25519.
    case edDSA = "EdDSA"
}
