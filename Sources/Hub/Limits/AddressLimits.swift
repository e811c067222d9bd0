// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Hummingbird

/// Refuses whoever calls the open door too often from one address. Pages do the same and answer with a page; the logs are for
/// machines that read much, and cheap.
struct AddressLimits: RouterMiddleware {
    typealias Context = HubRequestContext
    let limits: DoorLimits
    let timekeeper: any Timekeeper
    /// The addresses of the operator's own proxies.
    let proxies: Set<String>

    func handle(
        _ request: Request, context: HubRequestContext, next: (Request, HubRequestContext) async throws -> Response
    ) async throws -> Response {
        let first = request.uri.path.split(separator: "/").first
        if !AddressLimits.elsewhere.contains(first ?? "") { try admit(request, context) }
        return try await next(request, context)
    }

    /// The first parts of paths that are not counted here: logs are free, and pages count for themselves.
    private static let elsewhere: Set<Substring> = ["", "logboek", "nl", "en", "opmaak", "live"]

    /// Counts a request under its address.
    func admit(_ request: Request, _ context: HubRequestContext) throws(Problem) {
        let address = CallerAddress.key(
            remote: context.channel.remoteAddress?.ipAddress, forwarded: request.headers[.xForwardedFor], proxies: proxies)
        guard let address else { return }
        try limits.admit(request.method == .post ? .acts : .reads, address, at: timekeeper.now())
    }
}

extension HTTPField.Name {
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For")!
}
