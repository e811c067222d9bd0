// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Pages

/// Takes in every request for a page and sends every page out: limits, forms that are ours, headers, errors in words.
struct PageDesk: Sendable {
    let renderer: PageRenderer
    let formGuard: any FormGuard
    let seal: PageSeal
    let limits: AddressLimits
    let timekeeper: any Timekeeper
    /// Where people sign in; nil where they cannot. Every page then leads there, and says when this is a demonstration.
    var signIn: SignInDesk?

    /// What a page does.
    typealias Handler = @Sendable (PageCall) async throws -> PageAnswer

    /// The most bytes of a form.
    private static let mostBytes = 64 << 10

    /// Answers one request.
    /// - Parameter place: the page that it is for; nil for one that does not exist.
    func respond(
        to request: Request, context: HubRequestContext, language: Language, place: Place?, handler: Handler
    ) async throws -> Response {
        let cookies = Cookies(request.headers)
        let known = formGuard.mark(in: cookies)
        let fresh = known == nil ? formGuard.freshMark() : nil
        var answer: PageAnswer
        do {
            try limits.admit(request, context)
            let form = request.method == .post ? try await self.form(request, mark: known) : FormData()
            let pass = ReportPass(cookies, seal: seal, at: timekeeper.now())
            answer = try await handler(
                PageCall(
                    language: language, form: form, messages: renderer.messages(in: language), pass: pass, context: context))
        } catch {
            answer = notice(error, language: language, context)
        }
        if let fresh { answer.cookies.append(fresh.cookie) }
        var frame = Frame(
            language: language, title: "", place: place, token: formGuard.token(for: known ?? fresh?.mark ?? ""),
            isFaulty: answer.isFaulty)
        if let signIn {
            frame.isDemonstration = signIn.demonstration != nil
            let words = renderer.messages(in: language)[signIn.visitor(of: request).session == nil ? "sign-in" : "sign-in-present"]
            frame.account = .init(text: words, path: SignInPaths.page(in: language))
        }
        return response(answer, in: frame)
    }

    /// The form of a request, when it is ours.
    private func form(_ request: Request, mark: String?) async throws -> FormData {
        guard FormOrigin.isOurs(request), let mark else { throw PageNotice(status: 403, notice: .form) }
        let type = request.headers[.contentType]?.prefix { $0 != ";" && $0 != " " }.lowercased()
        guard type == "application/x-www-form-urlencoded" else { throw PageNotice(status: 415, notice: .refused) }
        let form: FormData
        do {
            form = FormData(parsing: try await EndpointResponder.collect(request, upTo: PageDesk.mostBytes).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw PageNotice(status: 413, notice: .tooLarge)
        } catch {
            throw PageNotice(status: 400, notice: .refused)
        }
        guard formGuard.accepts(form["token"], for: mark) else { throw PageNotice(status: 403, notice: .form) }
        return form
    }

    /// What is said about an error. What is inside an unexpected one stays inside.
    private func notice(_ error: any Error, language: Language, _ context: HubRequestContext) -> PageAnswer {
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
        var answer = PageAnswer.page("notice", title: notice.key, notice.view(renderer.messages(in: language)))
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
        case .redirect(let place):
            headers[.location] = place.path(in: language)
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
