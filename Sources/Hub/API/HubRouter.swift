// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Hummingbird

extension HTTPRequest.Method {
    /// Reading with a body (draft-ietf-httpbis-safe-method-w-body). Nothing here can be read so.
    fileprivate static let query = HTTPRequest.Method("QUERY") ?? .options
}

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
        // The document is the same at both doors: what is for parties is there at the open one too, for nobody.
        let others = door == .open ? endpoints.filter { !$0.doors.contains(.open) } : []
        for endpoint in others {
            router.on(RouterPath(endpoint.path), method: endpoint.method == .get ? .get : .post) { _, _ -> Response in
                throw Refusal(
                    .unidentified, "This is for parties: come through the parties' door, with the certificate of a registered one.")
            }
        }
        for (path, endpoints) in Dictionary(grouping: shown + others, by: \.path) {
            refuseOtherMethods(on: path, besides: endpoints, in: router)
        }
        return router
    }

    /// Every other method on a known path answers 405 with the methods there are.
    private func refuseOtherMethods(on path: String, besides endpoints: [Endpoint], in router: Router<HubRequestContext>) {
        let allowed = Set(endpoints.map(\.method.rawValue))
        let allow = allowed.sorted().joined(separator: ", ")
        for method in [.get, .post, .put, .patch, .delete, .head, .options, .trace, .query] as [HTTPRequest.Method]
        where !allowed.contains(method.rawValue) {
            router.on(RouterPath(path), method: method) { _, _ -> Response in
                throw Problem(
                    status: 405, code: "method", title: "Method not allowed", detail: "Here one can: \(allow).", allow: allow
                )
            }
        }
    }
}
