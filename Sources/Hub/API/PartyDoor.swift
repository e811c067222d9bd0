// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Hummingbird
import NIOCore

/// Establishes who calls through the parties' door: the certificate of the connection names the party, and the person if it has one.
///
/// TLS has verified the chain when the connection began. A resumed session shows no certificate again, so the registration and
/// the term are checked at every request. Only registered certificates come in: whoever alters an ECDSA signature gets another
/// fingerprint, so a list of refused ones would not hold.
struct PartyDoor: RouterMiddleware {
    typealias Context = HubRequestContext
    let board: HeadBoard
    let timekeeper: any Timekeeper
    func handle(
        _ request: Request, context: HubRequestContext, next: (Request, HubRequestContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let channel = context.channel
        (context.actor, context.fingerprint) = try await actor(of: channel)
        context.recheck = { _ = try await actor(of: channel) }
        return try await next(request, context)
    }

    private func actor(of channel: any Channel) async throws -> (Actor, fingerprint: String) {
        let name: CertifiedName?
        do {
            name = try await CertifiedName.peer(of: channel)
        } catch {
            throw Refusal(.unidentified, "The certificate cannot be used: \(error.reason)")
        }
        guard let name else { throw Refusal(.unidentified, "Connect with the certificate of a registered party.") }
        guard name.isValid(at: timekeeper.now().milliseconds) else {
            throw Refusal(.unidentified, "The certificate has ended or has not begun: use a valid one.")
        }
        let registry = board.registry
        if let credential = registry.credentials[name.fingerprint] {
            return (.party(credential.party, person: credential.person), name.fingerprint)
        }
        throw Refusal(.unidentified, "This certificate is not registered, or was revoked: ask the operator of the hub for one.")
    }
}

/// The door for everybody: whoever comes through it is a citizen.
struct OpenDoor: RouterMiddleware {
    typealias Context = HubRequestContext

    func handle(
        _ request: Request, context: HubRequestContext, next: (Request, HubRequestContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.actor = .citizen
        return try await next(request, context)
    }
}
