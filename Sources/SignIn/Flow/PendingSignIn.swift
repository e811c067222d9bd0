// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import Crypto
import Ledger

/// A sign-in that began in one browser and waits for the provider's answer. The browser keeps it, sealed, so that starting
/// sign-ins fills no memory here.
public struct PendingSignIn: Hashable, Sendable {
    /// How long somebody may take to sign in, in seconds.
    public static let life: Int64 = 900

    /// Ties the answer to this browser (RFC 6749 §10.12).
    let state: String
    /// Ties the identity token to this sign-in.
    let nonce: String
    /// The proof for the exchange.
    let verifier: String
    /// What was asked for.
    let wish: SignInWish
    /// When it began, in seconds since 1970.
    let began: Int64

    /// Begins one.
    init(wish: SignInWish, random: RandomBytes, at now: Int64) {
        state = Base64URL.encode(random.bytes(32))
        nonce = Base64URL.encode(random.bytes(32))
        verifier = CodeVerifier(random: random).text
        self.wish = wish
        began = now
    }

    fileprivate init?(json: JSON) {
        guard let state = json["state"]?.string, let nonce = json["nonce"]?.string, let verifier = json["verifier"]?.string,
            let began = json["began"]?.integer, let back = json["back"]?.string,
            let level = (json["level"]?.integer).flatMap({ AssuranceLevel(rawValue: Int($0)) })
        else { return nil }
        self.state = state
        self.nonce = nonce
        self.verifier = verifier
        self.began = began
        wish = SignInWish(level: level, age: json["age"]?.integer, back: back)
    }

    fileprivate var json: JSON {
        .object(
            JSONObject([
                ("age", wish.age.map { .integer($0) }), ("back", .string(wish.back)), ("began", .integer(began)),
                ("level", .integer(Int64(wish.level.rawValue))), ("nonce", .string(nonce)), ("state", .string(state)),
                ("verifier", .string(verifier)),
            ]))
    }
}

/// What is asked of a sign-in.
public struct SignInWish: Hashable, Sendable {
    /// The least level of assurance.
    public let level: AssuranceLevel
    /// How long ago the person may have been authenticated, in seconds; nil: as long as the provider lets it be.
    public let age: Int64?
    /// Where the browser goes afterwards: a path of this site.
    public let back: String

    /// Describes a wish. A way back that is no path of this site becomes `/`.
    public init(level: AssuranceLevel, age: Int64? = nil, back: String) {
        self.level = level
        self.age = age
        self.back = Self.isPath(back) ? back : "/"
    }

    /// Whether a text is a path of this site, and nothing that a browser would take for another.
    static func isPath(_ text: String) -> Bool {
        text.utf8.count <= 500 && text.hasPrefix("/") && !text.hasPrefix("//")
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
    }
}

/// Seals what a browser keeps: it can neither read nor change it (ChaCha20-Poly1305, RFC 8439).
struct PendingSeal: Sendable {
    private static let mostBytes = 4 << 10
    private let key: SymmetricKey

    init(key: [UInt8]) { self.key = SymmetricKey(data: SHA256.hash(data: key)) }

    func seal(_ pending: PendingSignIn) throws(SignInFault) -> String {
        guard let box = try? ChaChaPoly.seal(pending.json.canonical(), using: key) else {
            throw SignInFault(.state, "it cannot be sealed")
        }
        return Base64URL.encode(Array(box.combined))
    }

    /// What was sealed; nil for anything else.
    func open(_ text: String) -> PendingSignIn? {
        guard text.utf8.count <= Self.mostBytes, let bytes = Base64URL.decode(text),
            let box = try? ChaChaPoly.SealedBox(combined: bytes), let plain = try? ChaChaPoly.open(box, using: key),
            let json = try? JSON(parsing: Array(plain), limits: JSONLimits(bytes: Self.mostBytes, depth: 2))
        else { return nil }
        return PendingSignIn(json: json)
    }
}
