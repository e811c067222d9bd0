// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Hummingbird
import Ledger
import Logging
import Store

/// Gives every answer the header fields that the Dutch API design rules ask for, and turns every error into a problem.
struct AnswerHeaders: RouterMiddleware {
    typealias Context = HubRequestContext

    func handle(
        _ request: Request, context: HubRequestContext, next: (Request, HubRequestContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            let problem = (error as? HTTPError).map(AnswerHeaders.problem) ?? Problem(any: error)
            if problem.status >= 500 {
                context.logger.error(
                    "A request failed.", metadata: ["error": "\(error)", "operation": "\(context.endpointPath ?? "-")"])
            }
            response = Response(problem)
            if (error as? StoreError)?.code == .fenced { response.headers[.fenced] = "1" }
        }
        let fields: [(HTTPField.Name, String)] = [
            (.cacheControl, "no-store"), (.contentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'"),
            (.strictTransportSecurity, "max-age=31536000; includeSubDomains"), (.xContentTypeOptions, "nosniff"),
            (.frameOptions, "DENY"),
            (.apiVersion, OpenAPIDocument.version), (.referrerPolicy, "no-referrer"),
        ]
        for (name, value) in fields where response.headers[name] == nil { response.headers[name] = value }
        // Any page on the web may read the description of the API (API design rule `publish-openapi`), and nothing else.
        if request.uri.path == OpenAPIDocument.path { response.headers[.accessControlAllowOrigin] = "*" }
        return response
    }

    private static func problem(_ error: HTTPError) -> Problem {
        switch error.status.code {
        case 404: .notFound
        case 413:
            Problem(
                status: 413, code: "too-large", title: "Too large",
                detail: "The body is larger than this operation takes: split it.")
        default:
            Problem(
                status: error.status.code, code: "http", title: error.status.reasonPhrase,
                detail: error.body ?? "The request cannot be handled like this."
            )
        }
    }
}

extension HTTPField.Name {
    static let apiVersion = HTTPField.Name("API-Version")!
    /// Tells a hub that passed an act on that this one no longer enters acts; it never leaves the hubs.
    static let fenced = HTTPField.Name("Schakel-Fenced")!
    static let frameOptions = HTTPField.Name("X-Frame-Options")!
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
    static let traceparent = HTTPField.Name("traceparent")!
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
}

extension Response {
    init(_ problem: Problem) {
        var headers: HTTPFields = [.contentType: Problem.mediaType]
        if let allow = problem.allow { headers[.allow] = allow }
        if let seconds = problem.retryAfter { headers[.retryAfter] = "\(seconds)" }
        self.init(
            status: .init(code: problem.status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: problem.json.canonical()))
        )
    }
}
