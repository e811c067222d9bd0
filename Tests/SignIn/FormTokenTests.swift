// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import SignIn

@Suite("Forms")
struct FormTokenTests {
    private let tokens = FormTokens(key: Array(repeating: 1, count: 32))
    private let store = SessionStore()
    private let person = SignedIn(issuer: "i", subject: "s", party: "kvk:12345678", branch: nil, level: .high, at: 0)

    private func holder() throws -> FormTokens.Holder {
        .session(try #require(store.session(store.begin(person, replacing: nil, at: 0), at: 0)))
    }

    @Test("a form is accepted with the token of its own holder alone")
    func own() throws {
        let (mine, others) = (try holder(), try holder())
        let visitor = FormTokens.Holder.visitor(FormTokens.visitor())

        for holder in [mine, others, visitor] {
            #expect(tokens.accepts(tokens.token(for: holder), from: holder))
            for other in [mine, others, visitor] where other != holder {
                #expect(!tokens.accepts(tokens.token(for: other), from: holder))
            }
        }
    }

    @Test("no token, an empty one, a cut one, and one under another key are refused")
    func wrong() throws {
        let mine = try holder()
        let right = tokens.token(for: mine)

        for token in [nil, "", String(right.dropLast()), right + "A", FormTokens(key: [2]).token(for: mine)] {
            #expect(!tokens.accepts(token, from: mine))
        }
        #expect(!tokens.accepts(right, from: nil))
    }

    @Test("a visitor's cookie that no page of this site made is worth nothing")
    func forgedCookie() {
        let holder = FormTokens.Holder.visitor("short")

        #expect(!tokens.accepts(tokens.token(for: holder), from: holder))
    }

    @Test("the site of a request is judged by what the browser says of it")
    func origin() {
        let own = "https://schakel.example"
        func judge(_ site: String?, _ origin: String?) -> RequestOrigin {
            RequestOrigin(site: site, origin: origin, own: own, host: "elsewhere.example")
        }

        #expect(judge("same-origin", "null") == .same)
        #expect(judge("none", nil) == .same)
        #expect(judge("same-site", own) == .foreign)
        #expect(judge("cross-site", own) == .foreign)
        #expect(judge(nil, own) == .same)
        #expect(judge(nil, "https://schakel.example.evil.example") == .foreign)
        #expect(judge(nil, "http://schakel.example") == .foreign)
        #expect(judge(nil, "null") == .unknown)
        #expect(judge(nil, nil) == .unknown)
    }

    @Test("where the own origin was not said, the host of the request counts")
    func host() {
        func judge(_ origin: String, _ host: String?) -> RequestOrigin {
            RequestOrigin(site: nil, origin: origin, own: nil, host: host)
        }
        #expect(judge("https://hub.example", "Hub.example") == .same)
        #expect(judge("http://hub.example:8080", "hub.example:8080") == .same)
        #expect(judge("https://hub.example.evil.example", "hub.example") == .foreign)
        #expect(judge("https://evil.example/hub.example", "hub.example") == .foreign)
        #expect(judge("https://hub.example", nil) == .foreign)
    }

    @Test("cookies are for one host, secure, closed to scripts and to other sites' forms")
    func cookies() {
        #expect(
            BrowserCookie.session.setting("v") == "__Host-schakel-session=v; Path=/; Secure; HttpOnly; SameSite=Lax")
        #expect(BrowserCookie.keepsake.setting("v").contains("; Max-Age=900;"))
        #expect(BrowserCookie.session.clearing.contains("Max-Age=0"))
        #expect(BrowserCookie.session.value(in: ["a=b; __Host-schakel-session=v", "c=d"]) == "v")
        #expect(BrowserCookie.session.value(in: ["__Host-schakel-session=v; __Host-schakel-session=w"]) == nil)
        #expect(BrowserCookie.session.value(in: ["x__Host-schakel-session=v"]) == nil)
        #expect(BrowserCookie.session.value(in: []) == nil)
    }

    @Test("forms read what they write, and nothing that says two things")
    func text() {
        let fields = [("a b", "c&d=e"), ("é", "+%")]

        #expect(FormText.decode(FormText.encode(fields)) == ["a b": "c&d=e", "é": "+%"])
        #expect(FormText.decode("a=1+2&b") == ["a": "1 2", "b": ""])
        for text in ["a=1&a=2", "a=%", "a=%4", "a=%zz", "a=%ff"] { #expect(FormText.decode(text) == nil) }
        #expect(FormText.decode("a=1&b=2&c=3", most: 2) == nil)
    }

    @Test(
        "a way back is a path of this site or the start",
        arguments: [
            "//evil.example", "https://evil.example", "/\\evil.example", "nl", "", "/a b", "/\n",
            "/" + String(repeating: "a", count: 500),
        ])
    func back(path: String) {
        #expect(SignInWish(level: .low, back: path).back == "/")
        #expect(SignInWish(level: .low, back: "/nl/werk?a=b").back == "/nl/werk?a=b")
    }
}

@Suite("The sign-in of a demonstration")
struct DemonstrationSignInTests {
    @Test("it is there on this machine and nowhere else")
    func loopbackOnly() {
        for host in ["127.0.0.1", "::1", "localhost", "127.1.2.3"] { #expect(DemonstrationSignIn(host: host) != nil) }
        for host in ["0.0.0.0", "::", "192.168.1.1", "127.0.0.1.example", "localhost.example", "", "127.0.0", "10.0.0.127"] {
            #expect(DemonstrationSignIn(host: host) == nil, "\(host)")
        }
    }

    @Test("a request that names another host, or came through a proxy, is not admitted")
    func requests() throws {
        let demonstration = try #require(DemonstrationSignIn(host: "127.0.0.1"))

        #expect(demonstration.admits(host: "localhost:8080", isForwarded: false))
        #expect(demonstration.admits(host: "[::1]:8080", isForwarded: false))
        #expect(!demonstration.admits(host: "localhost:8080", isForwarded: true))
        #expect(!demonstration.admits(host: "rebound.example:8080", isForwarded: false))
        #expect(!demonstration.admits(host: nil, isForwarded: false))
    }
}
