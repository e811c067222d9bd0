// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// A signed JSON Web Token in compact form (RFC 7519, RFC 7515 §3.1), taken apart and not yet verified: nothing it says may be
/// believed before ``verify(by:)`` has returned.
///
/// What is cheap is looked at first. The algorithm must be one of ``TokenAlgorithm``; a key that the token itself brings or points
/// at (`jwk`, `jku`, `x5c`, `x5u`) is never looked at.
public struct SignedToken: Sendable {
    /// The largest token that is looked at, in bytes.
    public static let mostBytes = 8 << 10
    /// The most keys that are tried for one token.
    private static let mostTried = 8

    /// The algorithm it names.
    public let algorithm: TokenAlgorithm
    /// What it says it is (`typ`, RFC 8725 §3.11); nil when it does not say.
    public let type: String?
    /// What it says.
    public let claims: JSONObject

    private let keyName: String?
    private let bytes: [UInt8]
    private let signedEnd: Int
    private let signature: [UInt8]

    /// Takes a token apart.
    /// - Parameters:
    ///   - text: the token alone.
    ///   - mostBytes: the largest that is looked at.
    /// - Throws: `malformed`, or `algorithm` for `none`, HMAC and whatever is not known.
    public init(_ text: some StringProtocol, mostBytes: Int = SignedToken.mostBytes) throws(TokenFault) {
        bytes = Array(text.utf8)
        guard bytes.count <= mostBytes else { throw TokenFault(.malformed) }
        let dots = bytes.indices.filter { [bytes] in bytes[$0] == UInt8(ascii: ".") }
        guard dots.count == 2 else { throw TokenFault(.malformed) }
        signedEnd = dots[1]
        let header = try Self.object(bytes[..<dots[0]], mostBytes)
        claims = try Self.object(bytes[(dots[0] + 1)..<dots[1]], mostBytes)
        guard let signature = Base64URL.decode(String(decoding: bytes[(dots[1] + 1)...], as: UTF8.self)) else {
            throw TokenFault(.malformed)
        }
        self.signature = signature
        guard let algorithm = header["alg"]?.string.flatMap(TokenAlgorithm.init) else { throw TokenFault(.algorithm) }
        self.algorithm = algorithm
        // An extension that must be understood is none of ours (RFC 7515 §4.1.11).
        guard header["crit"] == nil else { throw TokenFault(.malformed) }
        if let name = header["kid"], name.string == nil { throw TokenFault(.malformed) }
        keyName = header["kid"]?.string
        type = header["typ"]?.string
    }

    /// Verifies the signature. The key decides which algorithms it verifies, whatever the token says.
    /// - Throws: `unknownKey` when no key has the name that the token gives, `signature` when none of those that may have made it
    /// did.
    public func verify(by keys: TokenKeys) throws(TokenFault) {
        let candidates = keys.candidates(named: keyName)
        guard !candidates.isEmpty else { throw TokenFault(.unknownKey) }
        let isSigned = candidates.prefix(Self.mostTried).contains { key in
            key.verifies(signature, of: bytes[..<signedEnd], by: algorithm)
        }
        guard isSigned else { throw TokenFault(.signature) }
    }

    /// A claim that is a `NumericDate` (RFC 7519 §2): seconds since 1970, a fraction cut off; nil when it is missing or no number.
    public func seconds(_ claim: String) -> Int64? {
        guard let value = claims[claim] else { return nil }
        if let whole = value.integer { return whole }
        guard let number = value.number, number.magnitude < 1e15 else { return nil }
        return Int64(number)
    }

    private static func object(_ part: ArraySlice<UInt8>, _ mostBytes: Int) throws(TokenFault) -> JSONObject {
        guard let bytes = Base64URL.decode(String(decoding: part, as: UTF8.self)),
            let json = try? JSON(parsing: bytes, limits: JSONLimits(bytes: mostBytes, depth: 8)), let object = json.object
        else { throw TokenFault(.malformed) }
        return object
    }
}
