// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Hummingbird
import Ledger
import Logging
import Metrics
import NIOCore
import Pages
import SignIn

/// The routes of signing in and out, on the door for everybody.
struct SignInRoutes: Sendable {
    let desk: SignInDesk
    let pages: SignInPages

    init(desk: SignInDesk, renderer: PageRenderer) {
        self.desk = desk
        pages = SignInPages(renderer: renderer, isDemonstration: desk.demonstration != nil)
    }

    private static let mostBytes = 64 << 10

    /// Adds them to a router.
    func add(to router: Router<HubRequestContext>) {
        router.get(RouterPath(SignInPaths.start)) { request, context in try await begin(request, context) }
        router.get(RouterPath(SignInPaths.answer)) { request, context in try await finish(request, context) }
        router.post(RouterPath(SignInPaths.choice)) { request, context in try await choose(request, context) }
        router.post(RouterPath(SignInPaths.end)) { request, context in try await end(request, context) }
        router.get(RouterPath(SignInPaths.farewell)) { request, _ in
            answer(.farewell(provider: nil), Language.preferred(by: request.headers[.acceptLanguage]))
        }
        router.post(RouterPath(SignInPaths.backChannel)) { request, context in try await takeLogout(request, context) }
        for language in Language.allCases {
            router.get(RouterPath(SignInPaths.page(in: language))) { request, _ in invite(request, language: language) }
        }
    }

    private func invite(_ request: Request, language: Language) -> Response {
        let visitor = desk.visitor(of: request)
        if visitor.session != nil, let member = visitor.member {
            let name = desk.core.board.registry.parties[member.party]?.name ?? member.party.description
            return answer(
                .present(
                    party: name, person: member.person, level: visitor.level, token: desk.gate.token(for: visitor)),
                language)
        }
        guard desk.demonstration == nil else { return showCast(request, language, back: language.home) }
        return answer(.invitation(start: SignInPaths.start(back: language.home, for: .reading)), language)
    }

    private func begin(_ request: Request, _ context: HubRequestContext) async throws -> Response {
        let (back, weight) = SignInPaths.wish(in: request.uri.query)
        let language = Language(of: back)
        guard let relyingParty = desk.relyingParty else { return showCast(request, language, back: back ?? language.home) }
        let hasSession = desk.visitor(of: request).session != nil
        let wish = SignInWish(
            level: desk.configuration.levels.level(for: weight), age: hasSession ? desk.configuration.stepUpAge : nil,
            back: back ?? language.home)
        do {
            let departure = try await relyingParty.begin(wish, language: language.rawValue, at: desk.now)
            return redirect(to: departure.address, cookies: [BrowserCookie.keepsake.setting(departure.keepsake)])
        } catch {
            return refuse(error, language, context)
        }
    }

    private func finish(_ request: Request, _ context: HubRequestContext) async throws -> Response {
        guard let relyingParty = desk.relyingParty else { throw Problem.notFound }
        let cookies = request.headers[values: .cookie]
        let clearing = BrowserCookie.keepsake.clearing
        do {
            let arrival = try await relyingParty.finish(
                query: request.uri.query ?? "", keepsake: BrowserCookie.keepsake.value(in: cookies), at: desk.now)
            return enter(arrival.signedIn, back: arrival.back, request, context, cookies: [clearing])
        } catch {
            var response = refuse(error, Language.preferred(by: request.headers[.acceptLanguage]), context)
            response.headers.append(HTTPField(name: .setCookie, value: clearing))
            return response
        }
    }

    /// Lets in whom his party admitted, under a fresh session.
    private func enter(
        _ signedIn: SignedIn, back: String, _ request: Request, _ context: HubRequestContext, cookies: [String]
    ) -> Response {
        let language = Language(of: back)
        let old = BrowserCookie.session.value(in: request.headers[values: .cookie])
        let page: SignInPage
        switch desk.standing(of: signedIn) {
        case .admitted:
            let id = desk.sessions.begin(signedIn, replacing: old, at: desk.now)
            count("entered")
            return redirect(to: back, cookies: cookies + [BrowserCookie.session.setting(id)])
        case .noParty: page = .noParty
        case .notAdmitted(let code): page = .notAdmitted(code: code)
        case .otherBranch: page = .otherBranch
        }
        desk.sessions.end(old)
        count("not-admitted")
        var response = answer(page, language)
        for cookie in cookies + [BrowserCookie.session.clearing] {
            response.headers.append(HTTPField(name: .setCookie, value: cookie))
        }
        return response
    }

    private func showCast(_ request: Request, _ language: Language, back: String) -> Response {
        guard desk.isHere(request) else { return answer(.notHere, language) }
        let visitor = desk.visitor(of: request)
        let back = SignInWish(level: .none, back: back).back
        var response = answer(.cast(desk.cast, token: desk.gate.token(for: visitor), back: back), language)
        if let cookie = visitor.newCookie { response.headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return response
    }

    private func choose(_ request: Request, _ context: HubRequestContext) async throws -> Response {
        guard let demonstration = desk.demonstration else { throw Problem.notFound }
        let fields = try await form(request)
        let back = SignInWish(level: .none, back: fields["terug"] ?? "/").back
        let language = Language(of: back)
        guard desk.isHere(request) else { return answer(.notHere, language) }
        guard desk.gate.accepts(fields["token"], from: desk.visitor(of: request), in: request) else {
            return answer(.badForm, language)
        }
        guard let person = desk.cast.first(where: { $0.choice == fields["persoon"] }) else {
            return answer(.again(start: SignInPaths.start(back: back, for: .reading)), language)
        }
        return enter(demonstration.signIn(person, at: desk.now), back: back, request, context, cookies: [])
    }

    /// Ends the session here, and shows the way to end it at the provider too. The answer goes on there by itself: a form must not
    /// be answered with a redirect to another site, for the pages' policy lets forms go to this one only.
    private func end(_ request: Request, _ context: HubRequestContext) async throws -> Response {
        let fields = try await form(request)
        let language = Language(of: fields["terug"])
        let visitor = desk.visitor(of: request)
        guard let session = visitor.session else { return answer(.farewell(provider: nil), language) }
        guard desk.gate.accepts(fields["token"], from: visitor, in: request) else { return answer(.badForm, language) }
        desk.sessions.end(BrowserCookie.session.value(in: request.headers[values: .cookie]))
        count("left")
        let provider = await desk.relyingParty?.farewell(session.signedIn, at: desk.now)
        var response = answer(.farewell(provider: provider), language)
        if let provider { response.headers[.refresh] = "0; url=\(provider)" }
        response.headers.append(HTTPField(name: .setCookie, value: BrowserCookie.session.clearing))
        return response
    }

    /// Takes the provider's word that somebody signed out elsewhere (OpenID Connect Back-Channel Logout 1.0 §2.5, §2.8).
    private func takeLogout(_ request: Request, _ context: HubRequestContext) async throws -> Response {
        guard let relyingParty = desk.relyingParty else { throw Problem.notFound }
        let fields = try await form(request)
        do {
            let notice = try await relyingParty.takeLogout(fields["logout_token"] ?? "", at: desk.now)
            let ended = desk.sessions.end(notice)
            count("ended-by-provider")
            context.logger.info("The provider ended sessions.", metadata: ["sessions": "\(ended)"])
            return Response(status: .ok, headers: [.cacheControl: "no-store"])
        } catch {
            context.logger.warning("A logout token was not accepted.", metadata: ["reason": "\(error)"])
            let isAway = error.code == .provider
            throw Problem(
                status: isAway ? 503 : 400, code: "logout", title: "Logout token not accepted",
                detail: "The logout token is not accepted: \(error.code).")
        }
    }

    private func refuse(_ fault: SignInFault, _ language: Language, _ context: HubRequestContext) -> Response {
        count("\(fault.code)")
        context.logger.notice("Somebody could not be signed in.", metadata: ["reason": "\(fault)"])
        let start = SignInPaths.start(back: language.home, for: .reading)
        switch fault.code {
        case .level: return answer(.tooLow, language)
        case .claims: return answer(.noParty, language)
        case .provider, .busy: return answer(.away(start: start), language)
        default: return answer(.again(start: start), language)
        }
    }

    private func form(_ request: Request) async throws -> [String: String] {
        guard request.headers[.contentType]?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true else {
            throw Problem(status: 415, code: "media-type", title: "Unsupported media type", detail: "Send a form.")
        }
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: Self.mostBytes)
        } catch {
            throw Problem(status: 413, code: "too-large", title: "Too large", detail: "Send at most \(Self.mostBytes) bytes.")
        }
        guard let fields = FormText.decode(String(decoding: buffer.readableBytesView, as: UTF8.self)) else {
            throw Problem(status: 400, code: "invalid", title: "Invalid form", detail: "The form cannot be read.")
        }
        return fields
    }

    private func answer(_ page: SignInPage, _ language: Language) -> Response {
        Response(
            status: .init(code: page.status),
            headers: [
                .contentType: "text/html; charset=utf-8", .contentSecurityPolicy: PageDesk.policy, .cacheControl: "no-store",
                .contentLanguage: language.rawValue,
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: pages.html(page, in: language))))
    }

    private func redirect(to address: String, cookies: [String]) -> Response {
        var headers: HTTPFields = [.location: address, .cacheControl: "no-store"]
        for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return Response(status: .seeOther, headers: headers)
    }

    private func count(_ outcome: String) {
        Counter(label: "schakel_sign_ins_total", dimensions: [("outcome", outcome)]).increment()
    }
}
