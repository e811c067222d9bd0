// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import Crypto

/// The proof that whoever exchanges a code is who asked for it (RFC 7636): 256 random bits, of which only the hash travels ahead.
struct CodeVerifier: Hashable, Sendable {
    let text: String

    init(text: String) { self.text = text }

    init(random: RandomBytes) { text = Base64URL.encode(random.bytes(32)) }

    /// The challenge by `S256`.
    var challenge: String { Base64URL.encode(Array(SHA256.hash(data: Array(text.utf8)))) }
}
