// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Pages
import SignIn

/// Takes in every request for a page and sends every page out: limits, who comes, forms that are ours, headers, errors in words.
struct PageDesk: Sendable {
    let renderer: PageRenderer
    let gate: FormGate
    let seal: PageSeal
    let limits: AddressLimits
    let core: HubCore
    /// Where people sign in; nil where they cannot. Every page then leads there, and says when this is a demonstration.
    let signIn: SignInDesk?

    /// What a page does.
    typealias Handler = @Sendable (PageCall) async throws -> PageAnswer

    /// The most bytes of a form.
    private static let mostBytes = 64 << 10
    /// The most bytes of a form with a file: the file, and room around it.
    private static let mostFileBytes = (1 << 20) + (64 << 10)
    /// Says on the next page what was done.
    static let done = BrowserCookie(name: "__Host-schakel-done", life: 60, isStrict: true)

    /// Answers one request.
    /// - Parameters:
    ///   - place: the page that it is for; nil for one that does not exist.
    ///   - weight: what it asks of whoever signed in; nil for a page that is for everybody.
    func respond(
        to request: Request, context: HubRequestContext, language: Language, place: Place?, weight: LevelPolicy.Weight? = nil,
        handler: Handler
    ) async throws -> Response {
        let visitor = signIn?.visitor(of: request) ?? PageVisitor(stranger: request)
        let rights = visitor.session == nil ? [] : core.rights(of: visitor.actor)
        let cookies = request.headers[values: .cookie]
        let messages = renderer.messages(in: language)
        let done = PageDesk.done.value(in: cookies).flatMap { $0.hasPrefix("done-") && messages.text($0) != nil ? $0 : nil }
        var answer: PageAnswer
        do {
            try limits.admit(request, context)
            if let weight, let away = try self.demand(weight, visitor, request) { return away }
            let form = request.method == .post ? try await self.form(request, from: visitor, at: place) : FormData()
            let query = FormData(parsing: (request.uri.query ?? "").utf8.prefix(2_000)) ?? FormData()
            let call = PageCall(
                language: language, form: form, query: query, messages: messages,
                pass: ReportPass(cookies, seal: seal, at: core.timekeeper.now()), visitor: visitor, rights: rights, done: done,
                context: context)
            answer = try await handler(call)
        } catch {
            answer = notice(error, at: request, messages, context)
        }
        if let cookie = visitor.newCookie { answer.cookies.append(cookie) }
        if let next = answer.done {
            answer.cookies.append(PageDesk.done.setting(next))
        } else if done != nil, answer.status == 200 {
            answer.cookies.append(PageDesk.done.clearing)
        }
        var frame = Frame(
            language: language, title: "", place: place, token: gate.token(for: visitor), isFaulty: answer.isFaulty)
        frame.heading = answer.heading
        if let place {
            let values = Dictionary(context.parameters.map { (String($0.key), String($0.value)) }) { first, _ in first }
            // What is chosen on the monitor goes along to the other language.
            if weight != nil || place == .monitor {
                frame.twin = place.path(in: language.other, values) + (request.uri.query.map { "?\($0)" } ?? "")
            }
        }
        if let signIn {
            frame.isDemonstration = signIn.demonstration != nil
            let words = messages[visitor.session == nil ? "sign-in" : "sign-in-present"]
            frame.account = .init(text: words, path: SignInPaths.page(in: language))
            frame.desks = MemberPages.desks(for: rights, isSignedIn: visitor.session != nil)
        }
        return response(answer, in: frame)
    }

    /// What somebody must do before he may see a page: nil when nothing.
    /// - Throws: a notice in the place of the answer to a form: whoever sends one is told, and not led away from it without a word.
    private func demand(_ weight: LevelPolicy.Weight, _ visitor: PageVisitor, _ request: Request) throws -> Response? {
        guard let signIn else { throw PageNotice(status: 404, notice: .notFound) }
        let (path, status, key): (String, Int, String)
        switch signIn.demand(for: weight, by: visitor, at: request.uri.string) {
        case .nothing: return nil
        case .signIn(let there): (path, status, key) = (there, 401, "notice-session")
        case .stepUp(let there): (path, status, key) = (there, 403, "notice-level")
        }
        guard request.method == .get else { throw PageNotice(status: status, notice: NoticeView(key, signIn: path)) }
        return Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
    }

    /// The form of a request, when it is ours.
    private func form(_ request: Request, from visitor: PageVisitor, at place: Place?) async throws -> FormData {
        guard gate.isOurs(request), visitor.newCookie == nil else { throw PageNotice(status: 403, notice: .form) }
        let type = request.headers[.contentType]?.prefix { $0 != ";" && $0 != " " }.lowercased()
        // One page takes a file; of every other a form is small.
        let boundary = place == .evidence ? request.headers[.contentType].flatMap { MultipartForm.boundary(in: $0) } : nil
        guard type == "application/x-www-form-urlencoded" || boundary != nil else {
            throw PageNotice(status: 415, notice: .refused)
        }
        let form: FormData?
        do {
            let most = boundary == nil ? PageDesk.mostBytes : PageDesk.mostFileBytes
            let bytes = try await EndpointResponder.collect(request, upTo: most).readableBytesView
            form = boundary.map { FormData(parsing: Array(bytes), boundary: $0) } ?? FormData(parsing: bytes)
        } catch is NIOTooManyBytesError {
            throw PageNotice(status: 413, notice: .tooLarge)
        } catch {
            throw PageNotice(status: 400, notice: .refused)
        }
        guard let form else { throw PageNotice(status: 400, notice: .refused) }
        guard gate.accepts(form["token"], from: visitor, in: request) else { throw PageNotice(status: 403, notice: .form) }
        return form
    }

    /// What is said about an error. What is inside an unexpected one stays inside.
    private func notice(_ error: any Error, at request: Request, _ messages: Messages, _ context: HubRequestContext) -> PageAnswer {
        let (status, notice): (Int, NoticeView)
        if let said = error as? PageNotice {
            (status, notice) = (said.status, said.notice)
        } else {
            let problem = Problem(any: error)
            if problem.status >= 500 { context.logger.error("A page failed.", metadata: ["error": "\(error)"]) }
            switch problem.status {
            case 429: (status, notice) = (429, NoticeView("notice-too-many", secondsToWait: problem.retryAfter))
            case 404: (status, notice) = (404, .notFound)
            case 500...: (status, notice) = (problem.status, .unavailable)
            default: (status, notice) = (problem.status, .refused)
            }
        }
        var answer = PageAnswer.page("notice", title: notice.key, notice.view(messages))
        answer.status = status
        answer.retryAfter = notice.secondsToWait
        return answer
    }

    private func response(_ answer: PageAnswer, in frame: Frame) -> Response {
        let language = frame.language
        var headers: HTTPFields = [
            .contentSecurityPolicy: PageDesk.policy, .cacheControl: "no-store", .contentLanguage: language.rawValue,
            .crossOriginOpenerPolicy: "same-origin", .crossOriginResourcePolicy: "same-origin",
            .permissionsPolicy: "camera=(), geolocation=(), microphone=()",
        ]
        for cookie in answer.cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
        if let seconds = answer.retryAfter { headers[.retryAfter] = "\(seconds)" }
        var bytes: [UInt8] = []
        switch answer.content {
        case .page(let template, let title, let view):
            headers[.contentType] = "text/html; charset=utf-8"
            var frame = frame
            frame.title = title
            bytes = renderer.page(template, showing: view, in: frame)
            if answer.isPadded { bytes += [UInt8](repeating: 0x0A, count: 8_192 - bytes.count % 8_192) }
        case .redirect(let place, let values):
            headers[.location] = place.path(in: language, values) + (answer.query.isEmpty ? "" : "?\(answer.query)")
        case .file(let name, let mediaType, let content):
            headers[.contentType] = mediaType
            headers[.contentDisposition] = "attachment; filename=\"\(name)\""
            bytes = content
        }
        return Response(
            status: .init(code: answer.status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// What a page may load: its own files and nothing else.
    static let policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
}

extension HTTPField.Name {
    static let crossOriginOpenerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")!
    static let crossOriginResourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")!
    static let permissionsPolicy = HTTPField.Name("Permissions-Policy")!
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
