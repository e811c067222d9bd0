// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Ledger

/// Seals what a browser keeps for the hub, and signs forms. All hubs of one store have the same key.
struct PageSeal: Sendable {
    private let sealing: SymmetricKey
    private let signing: SymmetricKey

    /// The seal under a key of 32 bytes.
    init(key: [UInt8]) {
        func derive(_ purpose: String) -> SymmetricKey {
            SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(purpose.utf8), using: SymmetricKey(data: key)))
        }
        sealing = derive("seal")
        signing = derive("sign")
    }

    /// A value that only the hub can read (RFC 8439), fit for a cookie.
    func seal(_ json: JSON) -> String? {
        (try? ChaChaPoly.seal(json.canonical(), using: sealing).combined).map { Base64.encode(Array($0)) }
    }

    /// What was sealed; nil when it was sealed by somebody else, altered, or is too large.
    func open(_ text: String) -> JSON? {
        guard text.utf8.count <= 2_048, let bytes = Base64.decode(text), let box = try? ChaChaPoly.SealedBox(combined: bytes),
            let plain = try? ChaChaPoly.open(box, using: sealing)
        else { return nil }
        return try? JSON(parsing: Array(plain), limits: JSONLimits(bytes: 2_048, depth: 4))
    }

    /// A code over a text, as 64 hexadecimal digits.
    func code(for text: String) -> String {
        Hexadecimal.encode(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: signing))
    }

    /// Whether a code is that of a text, in constant time.
    func isCode(_ code: String, for text: String) -> Bool {
        guard code.utf8.count == 64, let bytes = Hexadecimal.decode(code) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(bytes, authenticating: Array(text.utf8), using: signing)
    }

    /// 128 random bits as 32 hexadecimal digits.
    static func randomText() -> String {
        var generator = SystemRandomNumberGenerator()
        return Hexadecimal.encode((0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }

    /// A random UUID (RFC 9562, version 4).
    static func randomUUID() -> String {
        var digits = Array(randomText())
        digits[12] = "4"
        digits[16] = "8"
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }
}
