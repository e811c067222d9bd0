// SPDX-License-Identifier: EUPL-1.2

import Hummingbird
import Logging
import Metrics

/// Counts and times requests by operation and status. Paths with their parameters never reach a metric or a log.
struct RequestRecord: RouterMiddleware {
    typealias Context = HubRequestContext

    func handle(
        _ request: Request, context: HubRequestContext, next: (Request, HubRequestContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        func record(_ status: Int) {
            let operation = context.endpointPath ?? "unknown"
            let dimensions = [("method", request.method.rawValue), ("operation", operation), ("status", "\(status)")]
            Counter(label: "schakel_http_requests_total", dimensions: dimensions).increment()
            Metrics.Timer(label: "schakel_http_request_duration_seconds", dimensions: [("operation", operation)]).record(
                duration: .now - start)
            context.logger.debug(
                "request", metadata: ["operation": "\(request.method.rawValue) \(operation)", "status": "\(status)"]
            )
        }
        do {
            let response = try await next(request, context)
            record(response.status.code)
            return response
        } catch {
            record((error as? HTTPError)?.status.code ?? Problem(any: error).status)
            throw error
        }
    }
}
