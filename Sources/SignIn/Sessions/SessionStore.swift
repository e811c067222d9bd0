// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import Crypto
import Synchronization

/// The sessions of one hub, in its memory. An id is 256 random bits and goes to the browser; here is only its hash.
///
/// When a hub stops, its sessions end. Where there are several hubs, a proxy has to bring a browser to the same one.
public final class SessionStore: Sendable {
    private struct State {
        var sessions: [String: Session] = [:]
    }

    private let state = Mutex(State())
    private let limits: SessionLimits
    private let random: RandomBytes

    /// A store without sessions.
    public init(limits: SessionLimits = SessionLimits(), random: RandomBytes = .system) {
        self.limits = limits
        self.random = random
    }

    /// How many sessions there are, ended ones that nobody asked for since among them.
    public var count: Int { state.withLock { $0.sessions.count } }

    /// Begins a session.
    /// - Parameters:
    ///   - signedIn: whose.
    ///   - old: the id that the browser had. That session ends whoever's it was, so that an id from before signing in is never
    /// worth anything
    ///     after; when it was the same person's, the absolute limit goes on from its beginning.
    /// - Returns: the id, for the browser alone.
    public func begin(_ signedIn: SignedIn, replacing old: String?, at now: Int64) -> String {
        let id = Base64URL.encode(random.bytes(32))
        let key = Self.key(of: id)
        state.withLock { state in
            var began = now
            if let old, let before = state.sessions.removeValue(forKey: Self.key(of: old)), before.isValid(by: limits, at: now),
                before.signedIn.isSamePerson(as: signedIn)
            {
                began = before.began
            }
            makeRoom(for: signedIn, in: &state.sessions, at: now)
            state.sessions[key] = Session(key: key, signedIn: signedIn, began: began, used: now)
        }
        return id
    }

    /// The session with this id, which is thereby used; nil when there is none or it has ended.
    public func session(_ id: String?, at now: Int64) -> Session? {
        guard let id, id.utf8.count == 43 else { return nil }
        let key = Self.key(of: id)
        return state.withLock { state in
            guard var session = state.sessions[key] else { return nil }
            guard session.isValid(by: limits, at: now) else {
                state.sessions[key] = nil
                return nil
            }
            session.used = max(session.used, now)
            state.sessions[key] = session
            return session
        }
    }

    /// Ends the session with this id.
    /// - Returns: it, when there was one.
    @discardableResult
    public func end(_ id: String?) -> Session? {
        guard let id else { return nil }
        return state.withLock { $0.sessions.removeValue(forKey: Self.key(of: id)) }
    }

    /// Ends what a provider says has ended.
    /// - Returns: how many sessions.
    @discardableResult
    public func end(_ notice: LogoutNotice) -> Int {
        end { session in
            let signedIn = session.signedIn
            guard signedIn.issuer == notice.issuer else { return false }
            if let named = notice.session {
                return signedIn.providerSession == named && (notice.subject.map { $0 == signedIn.account } ?? true)
            }
            return notice.subject == signedIn.account
        }
    }

    /// Ends all sessions of a party, or of one person who signed in for it.
    @discardableResult
    public func end(party: String, where isMeant: @Sendable (SignedIn) -> Bool = { _ in true }) -> Int {
        end { $0.signedIn.party == party && isMeant($0.signedIn) }
    }

    private func end(_ isMeant: (Session) -> Bool) -> Int {
        state.withLock { state in
            let ended = state.sessions.filter { isMeant($0.value) }.map(\.key)
            for key in ended { state.sessions[key] = nil }
            return ended.count
        }
    }

    private func makeRoom(for signedIn: SignedIn, in sessions: inout [String: Session], at now: Int64) {
        let own = sessions.values.filter { $0.signedIn.isSamePerson(as: signedIn) }.sorted { ($0.used, $0.key) < ($1.used, $1.key) }
        for session in own.dropLast(limits.mostPerPerson - 1) { sessions[session.key] = nil }
        guard sessions.count >= limits.most else { return }
        sessions = sessions.filter { $0.value.isValid(by: limits, at: now) }
        guard sessions.count >= limits.most else { return }
        // A tenth at once, so that a full store does not look for the oldest at every sign-in.
        let surplus = sessions.count - limits.most + max(1, limits.most / 10)
        for session in sessions.values.sorted(by: { ($0.used, $0.key) < ($1.used, $1.key) }).prefix(surplus) {
            sessions[session.key] = nil
        }
    }

    private static func key(of id: String) -> String { Base64URL.encode(Array(SHA256.hash(data: Array(id.utf8)))) }
}

extension SignedIn {
    /// Whether two sign-ins are one person's, for one party.
    public func isSamePerson(as other: SignedIn) -> Bool {
        issuer == other.issuer && subject == other.subject && party == other.party
    }
}
