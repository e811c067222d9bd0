// SPDX-License-Identifier: EUPL-1.2

public import AccessTokens
import EquipmentIdentity
public import Exchange
import Synchronization

/// Looks at the access tokens callers show (RFC 6750 §2.1; TS 33.501 §13.4.1).
///
/// A token is verified once. A connection remembers the last one it showed, which costs a comparison; the gate remembers those of all
/// connections by their SHA-256, until they end. Tokens are kept nowhere else and never logged.
public final class TokenGate: Sendable {
    private struct State {
        var keys: TokenKeys
        var cache = TokenCache()
        var counts: [String: UInt64] = [:]
    }

    private let rules: TokenRules
    private let timekeeper: any Timekeeper
    private let state: Mutex<State>
    /// Rises when the keys change: what was accepted with the former ones is then verified anew.
    private let generation = Atomic<UInt64>(1)
    private let isWantingKeys = Atomic<Bool>(false)

    /// A gate that accepts by `rules` what is signed with one of `keys`.
    public init(rules: TokenRules, keys: TokenKeys, timekeeper: any Timekeeper = SystemTimekeeper()) {
        self.rules = rules
        self.timekeeper = timekeeper
        state = Mutex(State(keys: keys))
    }

    /// Puts other keys in place of those there are. Tokens accepted before are verified anew.
    public func replace(keys: TokenKeys) {
        state.withLock { state in
            state.keys = keys
            state.cache = TokenCache()
            generation.wrappingAdd(1, ordering: .releasing)
        }
    }

    /// Takes over the keys of `other`.
    func adopt(_ other: TokenGate) { replace(keys: other.state.withLock(\.keys)) }

    /// Why a request is not let through; nil when it is.
    /// - Parameters:
    ///   - authorization: its field of that name.
    ///   - memory: what the connection remembers.
    func refusal(of authorization: String?, memory: inout TokenMemory) -> EquipmentAnswer? {
        let generation = generation.load(ordering: .acquiring)
        let now = timekeeper.now()
        if let authorization, memory.holds(authorization, generation, at: now) { return nil }
        guard let authorization, let token = Self.token(in: authorization) else { return count("missing", .tokenMissing) }
        let verdict = judge(token, at: now)
        switch verdict {
        case .accepted(let end):
            memory = TokenMemory(authorization, generation, until: end)
            return count("accepted", nil)
        case .refused(let code):
            if code == .unknownKey || code == .signature { isWantingKeys.store(true, ordering: .relaxed) }
            return count(code.description, code == .scope ? .scopeInsufficient : .tokenInvalid)
        case .noKeys: return count("no-keys", .keysMissing)
        }
    }

    /// Whether a token came that the keys there are cannot verify, since this was asked last.
    func takesWish() -> Bool { isWantingKeys.exchange(false, ordering: .relaxed) }

    /// How many requests were let through after a look at the gate, or refused and why. Those a connection remembered are not counted.
    var exposition: [UInt8] {
        var text = EquipmentCounters.Snapshot.family(
            "schakel_edge_tokens_total", "counter",
            "Access tokens looked at, by outcome; those a connection showed before not again.")
        for (result, count) in state.withLock(\.counts).sorted(by: { $0.key < $1.key }) {
            text += "schakel_edge_tokens_total{result=\"\(result)\"} \(count)\n"
        }
        return Array(text.utf8)
    }

    private enum Verdict {
        case accepted(until: Instant)
        case refused(TokenFault.Code)
        case noKeys
    }

    private func judge(_ token: Substring.UTF8View, at now: Instant) -> Verdict {
        let bytes = Array(token)
        guard bytes.count <= TokenVerifier.mostBytes else { return .refused(.malformed) }
        let digest = TokenDigest(of: bytes)
        let (known, keys, generation) = state.withLock { state in
            (state.cache.outcome(of: digest, at: now), state.keys, self.generation.load(ordering: .relaxed))
        }
        switch known {
        case .accepted(let end): return .accepted(until: end)
        case .refused(let code): return .refused(code)
        case nil: break
        }
        guard keys.count > 0 else { return .noKeys }
        let outcome: TokenCache.Outcome
        do {
            let verifier = TokenVerifier(rules: rules, keys: keys)
            let accepted = try verifier.verify(String(decoding: bytes, as: UTF8.self), at: now.milliseconds / 1000)
            let (end, overflow) = accepted.expires.addingReportingOverflow(rules.skew)
            outcome = .accepted(until: Instant(milliseconds: overflow || end > .max / 1000 ? .max : end * 1000))
        } catch {
            outcome = .refused(error.code)
        }
        state.withLock { state in
            guard generation == self.generation.load(ordering: .relaxed) else { return }
            state.cache.keep(outcome, of: digest, at: now)
        }
        switch outcome {
        case .accepted(let end): return .accepted(until: end)
        case .refused(let code): return .refused(code)
        }
    }

    private func count(_ result: String, _ answer: EquipmentAnswer?) -> EquipmentAnswer? {
        state.withLock { $0.counts[result, default: 0] += 1 }
        return answer
    }

    /// What follows the scheme `Bearer`, whose case does not matter (RFC 9110 §11.1).
    private static func token(in field: String) -> Substring.UTF8View? {
        let bytes = field.utf8
        guard let space = bytes.firstIndex(of: UInt8(ascii: " ")), field[..<space].lowercased() == "bearer" else { return nil }
        let token = bytes[space...].drop { $0 == UInt8(ascii: " ") }
        return token.isEmpty ? nil : token
    }
}

/// What a connection remembers of the token it showed last.
struct TokenMemory {
    private var field = ""
    private var generation: UInt64 = 0
    private var end = Instant.epoch

    /// Remembers nothing.
    init() {}

    /// Remembers that `field` was accepted with the keys of `generation`, until a moment.
    init(_ field: String, _ generation: UInt64, until end: Instant) {
        (self.field, self.generation, self.end) = (field, generation, end)
    }

    /// Whether this is the field that was accepted, with the same keys, and it has not ended.
    func holds(_ field: String, _ generation: UInt64, at now: Instant) -> Bool {
        generation == self.generation && now < end && field.utf8.count == self.field.utf8.count && field == self.field
    }
}
