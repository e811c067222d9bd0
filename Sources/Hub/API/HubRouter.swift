// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Hummingbird

/// Builds a router out of the endpoints that one door shows.
struct HubRouter {
    let endpoints: [Endpoint]
    /// Passes acts on when another hub reigns; nil where this one is known to.
    var forwarder: ActForwarder?

    /// The router of a door.
    /// - Parameters:
    ///   - door: which endpoints it shows.
    ///   - guardian: establishes who calls.
    ///   - limits: refuses who calls too often; nil for a door that limits nobody.
    func router(
        for door: Endpoint.Doors, guardian: some RouterMiddleware<HubRequestContext>, limits: AddressLimits? = nil
    ) -> Router<HubRequestContext> {
        let router = Router(context: HubRequestContext.self)
        router.add(middleware: AnswerHeaders())
        router.add(middleware: RequestRecord())
        router.add(middleware: ExactPath())
        router.add(middleware: guardian)
        if let limits { router.add(middleware: limits) }
        let shown = endpoints.filter { $0.doors.contains(door) }
        for endpoint in shown {
            let responder = EndpointResponder(endpoint: endpoint, isOpenDoor: door == .open, forwarder: forwarder)
            router.on(RouterPath(endpoint.path), method: endpoint.method == .get ? .get : .post) { request, context in
                try await responder.respond(to: request, context: context)
            }
        }
        for (path, endpoints) in Dictionary(grouping: shown, by: \.path) {
            refuseOtherMethods(on: path, besides: endpoints, in: router)
        }
        return router
    }

    /// Every other method on a known path answers 405 with the methods there are.
    private func refuseOtherMethods(on path: String, besides endpoints: [Endpoint], in router: Router<HubRequestContext>) {
        let allowed = Set(endpoints.map(\.method.rawValue))
        let allow = allowed.sorted().joined(separator: ", ")
        for method in [.get, .post, .put, .patch, .delete, .head, .options, .trace] as [HTTPRequest.Method]
        where !allowed.contains(method.rawValue) {
            router.on(RouterPath(path), method: method) { _, _ -> Response in
                throw Problem(
                    status: 405, code: "method", title: "Method not allowed", detail: "Here one can: \(allow).", allow: allow
                )
            }
        }
    }
}
