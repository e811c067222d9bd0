// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import SignIn

@Suite("Sessions")
struct SessionStoreTests {
    private static func person(_ subject: String = "p-1", party: String = "kvk:12345678", session: String? = nil) -> SignedIn {
        SignedIn(
            issuer: "https://provider.example", subject: subject, party: party, branch: nil, level: .substantial, at: 0,
            providerSession: session)
    }

    private let store = SessionStore(limits: SessionLimits(idle: 100, absolute: 250, most: 4, mostPerPerson: 2))

    @Test("an id has 256 random bits and finds its session; nothing else does")
    func found() {
        let id = store.begin(Self.person(), replacing: nil, at: 0)

        #expect(id.utf8.count == 43)
        #expect(store.session(id, at: 1)?.signedIn.subject == "p-1")
        #expect(store.session(store.session(id, at: 1)?.key, at: 1) == nil)
        #expect(store.session(String(id.dropLast()) + "_", at: 1) == nil || id.hasSuffix("_"))
        #expect(store.session("", at: 1) == nil)
        #expect(store.session(nil, at: 1) == nil)
    }

    @Test("a session ends when nobody uses it, and when it was used without end")
    func limits() {
        let idle = store.begin(Self.person("a"), replacing: nil, at: 0)
        let busy = store.begin(Self.person("b"), replacing: nil, at: 0)

        #expect(store.session(busy, at: 99) != nil)
        #expect(store.session(idle, at: 100) == nil)
        #expect(store.session(busy, at: 198) != nil)
        #expect(store.session(busy, at: 249) != nil)
        #expect(store.session(busy, at: 250) == nil)
        #expect(store.count == 0)
    }

    @Test("signing in changes the id and ends the one before, and a step up does not make the session longer")
    func rotation() {
        let before = store.begin(Self.person(), replacing: nil, at: 0)
        let after = store.begin(Self.person(), replacing: before, at: 90)

        #expect(before != after)
        #expect(store.session(before, at: 91) == nil)
        #expect(store.session(after, at: 180) != nil)
        #expect(store.session(after, at: 249) != nil)
        #expect(store.session(after, at: 250) == nil)
    }

    @Test("another person's sign-in in the same browser ends the session there was, and has all its own time")
    func otherPerson() {
        let first = store.begin(Self.person("a"), replacing: nil, at: 0)
        let second = store.begin(Self.person("b"), replacing: first, at: 90)

        #expect(store.session(first, at: 91) == nil)
        #expect(store.session(second, at: 91)?.began == 90)
    }

    @Test("beyond so many of one person the one used longest ago ends")
    func perPerson() {
        let ids = (0..<3).map { store.begin(Self.person(), replacing: nil, at: Int64($0)) }

        #expect(ids.map { store.session($0, at: 3) != nil } == [false, true, true])
    }

    @Test("the store is bounded, and ended sessions go before those in use")
    func bounded() {
        let ended = store.begin(Self.person("ended"), replacing: nil, at: 0)
        let used = (0..<3).map { store.begin(Self.person("p\($0)"), replacing: nil, at: 100 + Int64($0)) }
        _ = store.begin(Self.person("new"), replacing: nil, at: 110)

        #expect(store.session(ended, at: 110) == nil)
        #expect(used.allSatisfy { store.session($0, at: 110) != nil })
        for number in 0..<50 { _ = store.begin(Self.person("q\(number)"), replacing: nil, at: 120) }
        #expect(store.count <= 4)
    }

    @Test("a provider ends one of its sessions, or all of a person, and never another provider's")
    func ended() {
        let (a, b) = (Self.person(session: "s1"), Self.person(session: "s2"))
        let ids = [a, b, Self.person("p-2", session: "s3")].map { store.begin($0, replacing: nil, at: 0) }
        func left() -> [Bool] { ids.map { store.session($0, at: 1) != nil } }

        #expect(store.end(LogoutNotice(issuer: "https://other.example", subject: "p-1", session: nil)) == 0)
        #expect(store.end(LogoutNotice(issuer: a.issuer, subject: "p-2", session: "s1")) == 0)
        #expect(store.end(LogoutNotice(issuer: a.issuer, subject: "p-1", session: "s1")) == 1)
        #expect(left() == [false, true, true])
        #expect(store.end(LogoutNotice(issuer: a.issuer, subject: "p-1", session: nil)) == 1)
        #expect(left() == [false, false, true])
    }

    @Test("all sessions of a party end, and no other's")
    func party() {
        let own = store.begin(Self.person(), replacing: nil, at: 0)
        let other = store.begin(Self.person("p-9", party: "kvk:00000099"), replacing: nil, at: 0)

        #expect(store.end(party: "kvk:12345678") == 1)
        #expect(store.session(own, at: 1) == nil)
        #expect(store.session(other, at: 1) != nil)
    }

    @Test("a session that is ended by its id is gone")
    func end() {
        let id = store.begin(Self.person(), replacing: nil, at: 0)

        #expect(store.end(id)?.signedIn.subject == "p-1")
        #expect(store.end(id) == nil)
        #expect(store.session(id, at: 1) == nil)
    }
}
