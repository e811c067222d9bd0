// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Hummingbird
import NIOCore

/// What a request carries through the middleware: the connection it came by and, once established, who calls.
struct HubRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection. On the parties' door it holds the certificate.
    let channel: any Channel
    /// Who calls; nil until a door has established it.
    var actor: Actor?
    /// The fingerprint of the caller's certificate; nil for a citizen.
    var fingerprint: String?
    /// The fingerprint that another hub saw, when it passed the request on.
    var passedFingerprint: String?
    /// Whether another hub passed the request on for somebody without a certificate.
    var isPassedByCitizen = false
    /// Makes sure that the caller may still come in: for answers that last.
    var recheck: @Sendable () async throws -> Void = {}

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}
