// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import Crypto
import Exchange

/// What became of tokens seen before, by their digest. Bounded, and those that were refused cannot crowd out those accepted.
struct TokenCache {
    /// What became of a token.
    enum Outcome: Hashable {
        /// It is accepted until this moment.
        case accepted(until: Instant)
        /// It is not.
        case refused(TokenFault.Code)
    }

    /// The most tokens of either kind that are remembered.
    static let most = 4096
    /// How long a refusal holds: a token may begin, or its key become known.
    static let refusalTerm: Span = .seconds(5)

    private var accepted: [TokenDigest: Instant] = [:]
    private var refused: [TokenDigest: (code: TokenFault.Code, end: Instant)] = [:]

    /// How many tokens are remembered.
    var count: Int { accepted.count + refused.count }

    /// What became of the token of this digest; nil when it must be looked at.
    func outcome(of digest: TokenDigest, at now: Instant) -> Outcome? {
        if let end = accepted[digest] { return now < end ? .accepted(until: end) : .refused(.expired) }
        if let refusal = refused[digest], now < refusal.end { return .refused(refusal.code) }
        return nil
    }

    /// Remembers what became of a token. When there is no room, what has ended goes; when nothing has, all of its kind.
    mutating func keep(_ outcome: Outcome, of digest: TokenDigest, at now: Instant) {
        switch outcome {
        case .accepted(let end):
            if accepted.count >= Self.most { accepted = accepted.filter { now < $0.value } }
            if accepted.count >= Self.most { accepted = [:] }
            accepted[digest] = end
        case .refused(let code):
            if refused.count >= Self.most { refused = refused.filter { now < $0.value.end } }
            if refused.count >= Self.most { refused = [:] }
            refused[digest] = (code, now + Self.refusalTerm)
        }
    }
}

/// The SHA-256 of a token.
struct TokenDigest: Hashable {
    private let words: SIMD4<UInt64>

    /// Digests a token.
    init(of token: [UInt8]) {
        var words = SIMD4<UInt64>()
        for (index, byte) in SHA256.hash(data: token).enumerated() {
            words[index / 8] = words[index / 8] << 8 | UInt64(byte)
        }
        self.words = words
    }
}
