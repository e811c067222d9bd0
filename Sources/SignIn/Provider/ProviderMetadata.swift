// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
public import Ledger

/// What a provider says of itself (OpenID Connect Discovery 1.0 §3), as far as it is used here.
public struct ProviderMetadata: Hashable, Sendable {
    /// The largest document that is read, in bytes.
    public static let mostBytes = 64 << 10

    /// Its name: the address under which the document is found.
    public let issuer: String
    /// Where people are sent to sign in.
    public let authorization: String
    /// Where codes are exchanged for tokens.
    public let token: String
    /// Where its keys are.
    public let keys: String
    /// Where people are sent to sign out; nil when it has no such place.
    public let endSession: String?
    /// Whether it names itself in its answers (RFC 9207); then an answer without its name is refused.
    public let namesItself: Bool
    /// How clients may prove who they are; as Discovery says, `client_secret_basic` when it does not tell.
    public let clientAuthentication: Set<String>

    /// The address of the document of an issuer.
    public static func address(of issuer: String) -> String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
    }

    /// Reads a document.
    /// - Parameter issuer: whose it must be. One that names another is refused: that is how mix-ups begin.
    /// - Throws: `provider`.
    public init(reading bytes: [UInt8], of issuer: String) throws(SignInFault) {
        guard bytes.count <= Self.mostBytes,
            let json = try? JSON(parsing: bytes, limits: JSONLimits(bytes: Self.mostBytes, depth: 16)), let document = json.object
        else { throw SignInFault(.provider, "its document is no JSON object of at most 64 KiB") }
        guard document["issuer"]?.string == issuer else { throw SignInFault(.provider, "its document names another issuer") }
        func address(_ name: String) throws(SignInFault) -> String {
            guard let text = document[name]?.string, ProviderAddress.isUsable(text) else {
                throw SignInFault(.provider, "its document has no usable \(name)")
            }
            return text
        }
        self.issuer = issuer
        authorization = try address("authorization_endpoint")
        token = try address("token_endpoint")
        keys = try address("jwks_uri")
        endSession = document["end_session_endpoint"] == nil ? nil : try address("end_session_endpoint")
        namesItself = document["authorization_response_iss_parameter_supported"]?.bool ?? false
        clientAuthentication = Set(
            document["token_endpoint_auth_methods_supported"]?.array?.compactMap(\.string) ?? ["client_secret_basic"])
        if let methods = document["code_challenge_methods_supported"]?.array {
            guard methods.contains(where: { $0.string == "S256" }) else {
                throw SignInFault(.provider, "it does not know PKCE with S256")
            }
        }
        if let types = document["response_types_supported"]?.array {
            guard types.contains(where: { $0.string == "code" }) else { throw SignInFault(.provider, "it gives no codes") }
        }
    }
}
