// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Hummingbird
import NIOCore
import SignIn

/// What a request carries through the middleware: the connection it came by and, once established, who calls.
struct HubRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection. On the parties' door it holds the certificate.
    let channel: any Channel
    /// Who calls; nil until a door has established it.
    var actor: Actor?
    /// The fingerprint of the caller's certificate; nil for a citizen.
    var fingerprint: String?
    /// What the caller's level of assurance suffices for; nil for whoever did not sign in by a provider.
    var weights: Set<LevelPolicy.Weight>?
    /// The fingerprint that another hub saw, when it passed the request on.
    var passedFingerprint: String?
    /// Whether another hub passed the request on for somebody without a certificate.
    var isPassedByCitizen = false
    /// Who signed in at another hub, when it passed the request on.
    var passedMember: PassedRequest.Member?
    /// Makes sure that the caller may still come in: for answers that last.
    var recheck: @Sendable () async throws -> Void = {}

    /// Who signed in, when the caller has no certificate.
    var member: PassedRequest.Member? {
        guard fingerprint == nil, weights != nil, case .party(let party, let person?) = actor else { return nil }
        return PassedRequest.Member(party: party, person: person)
    }

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}
