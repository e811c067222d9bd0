// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import Crypto
import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import NIOEmbedded
import Pages
import SignIn
import Synchronization
import Testing

@testable import Hub

/// A provider that signs whatever a test wants of it.
final class TrialIssuer: ProviderTransport {
    static let issuer = "https://provider.example"
    private let key = P256.Signing.PrivateKey()
    private let claims = Mutex<[String: JSON]>([:])

    func get(_ address: String, most: Int) async throws(SignInFault) -> ProviderReply {
        if address.hasSuffix("/keys") {
            let raw = Array(key.publicKey.rawRepresentation)
            let set: JSON = [
                "keys": [
                    [
                        "kty": "EC", "crv": "P-256", "kid": "k", "x": .string(Base64URL.encode(Array(raw[..<32]))),
                        "y": .string(Base64URL.encode(Array(raw[32...]))),
                    ]
                ]
            ]
            return ProviderReply(status: 200, bytes: set.canonical())
        }
        let document: JSON = [
            "issuer": .string(Self.issuer), "authorization_endpoint": .string(Self.issuer + "/authorize"),
            "token_endpoint": .string(Self.issuer + "/token"), "jwks_uri": .string(Self.issuer + "/keys"),
            "end_session_endpoint": .string(Self.issuer + "/end"),
        ]
        return ProviderReply(status: 200, bytes: document.canonical())
    }

    func post(_ address: String, _ request: TokenRequest, most: Int) async throws(SignInFault) -> ProviderReply {
        let token = sign(claims.withLock { $0 })
        let answer: JSON = ["id_token": .string(token), "access_token": "a", "token_type": "Bearer"]
        return ProviderReply(status: 200, bytes: answer.canonical())
    }

    /// What the next identity token says.
    func say(_ said: [String: JSON]) { claims.withLock { $0 = said } }

    func sign(_ claims: [String: JSON]) -> String {
        let payload = JSON.object(JSONObject(claims.map { ($0.key, $0.value) })).canonical()
        let signed = Base64URL.encode(Array(#"{"alg":"ES256","kid":"k"}"#.utf8)) + "." + Base64URL.encode(payload)
        let signature = (try? key.signature(for: Data(signed.utf8)))?.rawRepresentation ?? Data()
        return signed + "." + Base64URL.encode(Array(signature))
    }
}

/// The routes of signing in over a trial hub, and a browser before them with its cookies.
final class TrialBrowsing {
    let desk: SignInDesk
    let issuer = TrialIssuer()
    private let door: RouterResponder<HubRequestContext>
    private let hub: TrialHub
    var cookies: [String: String] = [:]

    init(at hub: TrialHub, demonstration: Bool = false) throws {
        self.hub = hub
        let configuration: SignInConfiguration
        if demonstration {
            configuration = SignInConfiguration(try #require(DemonstrationSignIn(host: "127.0.0.1")))
        } else {
            configuration = SignInConfiguration(
                RelyingPartyConfiguration(
                    issuer: TrialIssuer.issuer, client: ClientIdentity(name: "schakel", proof: .secret("0123456789abcdef")),
                    address: "https://hub.example"), transport: issuer)
        }
        desk = SignInDesk(core: hub.core, configuration: configuration)
        let router = HubRouter(endpoints: []).router(for: .open, guardian: OpenDoor())
        let pages = try PublicPages(
            core: hub.core, router: HubRouter(endpoints: hub.core.endpoints), proxies: [], signIn: desk)
        SignInRoutes(desk: desk, renderer: pages.desk.renderer).add(to: router)
        pages.add(to: router)
        door = router.buildResponder()
    }

    /// A request as this browser makes it.
    func request(
        _ method: HTTPRequest.Method, _ path: String, form: [(String, String)]? = nil, fields: HTTPFields = [:],
        authority: String = "hub.example"
    ) -> Request {
        var fields = fields
        if !cookies.isEmpty { fields[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
        if form != nil { fields[.contentType] = "application/x-www-form-urlencoded" }
        return Request(
            head: HTTPRequest(method: method, scheme: "https", authority: authority, path: path, headerFields: fields),
            body: RequestBody(buffer: ByteBuffer(string: form.map { FormText.encode($0) } ?? "")))
    }

    /// Makes a request and keeps the cookies of the answer.
    @discardableResult
    func call(
        _ method: HTTPRequest.Method, _ path: String, form: [(String, String)]? = nil, fields: HTTPFields = [:],
        authority: String = "hub.example"
    ) async throws -> TrialAnswer {
        let context = HubRequestContext(
            source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: TrialHub.logger))
        let response = try await door.respond(
            to: request(method, path, form: form, fields: fields, authority: authority), context: context)
        for field in response.headers[values: .setCookie] {
            let pair = field.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            cookies[String(pair[0])] = field.contains("Max-Age=0") ? nil : String(pair[1])
        }
        let collected = TrialBody()
        try await response.body.write(collected)
        return TrialAnswer(status: response.status.code, fields: response.headers, bytes: collected.bytes)
    }

    /// Goes to the provider and comes back as somebody.
    @discardableResult
    func signIn(
        party: String = "oin", number: String = String(Cast.police.description.dropFirst(4)), subject: String = "sub-1",
        level: String = "urn:etoegang:core:assurance-class:loa3", with more: [String: JSON] = [:], start: String = "/aanmelden"
    ) async throws -> TrialAnswer {
        let departure = try await call(.get, start)
        let address = try #require(departure.fields[.location])
        let query = try #require(address.split(separator: "?").last.flatMap { FormText.decode($0) })
        let now = desk.now
        issuer.say(
            [
                "iss": .string(TrialIssuer.issuer), "aud": "schakel", "sub": .string(subject), "iat": .integer(now),
                "exp": .integer(now + 60), "auth_time": .integer(now), "nonce": .string(query["nonce"] ?? ""),
                "acr": .string(level),
                "sid": "s-1", party: .string(number),
            ].merging(more) { $1 })
        return try await call(.get, "/aanmelden/antwoord?" + FormText.encode([("code", "c"), ("state", query["state"] ?? "")]))
    }

    /// The token that a form of this browser carries.
    func token(at authority: String = "hub.example") -> String {
        desk.gate.token(for: desk.visitor(of: request(.get, "/nl", authority: authority)))
    }

    /// Sends the form of a page as a browser does: with its token, and a key of its own.
    func send(_ path: String, _ values: [(String, String)]) async throws -> TrialAnswer {
        let form = [("token", token()), ("key", PageSeal.randomUUID())] + values
        return try await call(.post, path, form: form, fields: [.secFetchSite: "same-origin"])
    }

    /// Who the hub takes this browser for.
    var visitor: PageVisitor { desk.visitor(of: request(.get, "/nl")) }

    /// Admits a person of a party by the code that stands for a subject.
    func admit(
        _ person: String = "p-1", subject: String = "sub-1", rights: Set<Right> = [.decide, .confirm], branch: String? = nil,
        of party: PartyID = Cast.police
    ) async throws {
        let code = hub.core.secrets.personCode(issuer: TrialIssuer.issuer, subject: subject)
        try await hub.perform("person") { scope in
            try scope.run(
                .admitPerson(
                    Member(party: party, person: person, code: code, rights: rights, branch: branch, until: nil)),
                by: try scope.administrator(Cast.admin))
        }
    }
}

/// Keeps what a response writes.
private final class TrialBody: ResponseBodyWriter, Sendable {
    private let collected = Mutex<[UInt8]>([])
    var bytes: [UInt8] { collected.withLock { $0 } }
    func write(_ buffer: ByteBuffer) async throws { collected.withLock { $0 += buffer.readableBytesView } }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
