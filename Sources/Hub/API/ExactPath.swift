// SPDX-License-Identifier: EUPL-1.2

import Hummingbird

/// Refuses a path with a slash too many: the router would overlook it, and one thing has one address (API design rule
/// `no-trailing-slash`: 404, no redirect).
struct ExactPath: RouterMiddleware {
    typealias Context = HubRequestContext

    func handle(
        _ request: Request, context: HubRequestContext, next: (Request, HubRequestContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        guard path == "/" || !path.hasSuffix("/"), !path.contains("//") else { throw Problem.notFound }
        return try await next(request, context)
    }
}
