// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Hummingbird
import SignIn

/// Where the hub signs people in: who comes, by which session, for which party, and what he needs for what he wants.
///
/// A provider says for which organisation somebody acts; whether he may sign in for it, as whom and with which rights is the
/// party's own word (``Member``). Without that word nobody gets in.
struct SignInDesk: Sendable {
    let core: HubCore
    let configuration: SignInConfiguration
    let sessions: SessionStore
    /// Which forms are ours.
    let gate: FormGate
    /// Nil in a demonstration.
    let relyingParty: RelyingParty?
    /// Nil but in a demonstration.
    let demonstration: DemonstrationSignIn?

    init(core: HubCore, configuration: SignInConfiguration, random: RandomBytes = .system) {
        self.core = core
        self.configuration = configuration
        sessions = SessionStore(limits: configuration.limits, random: random)
        gate = FormGate(key: core.secrets.signInKey, origin: configuration.origin)
        switch configuration.way {
        case .provider(let settings, let transport):
            relyingParty = RelyingParty(settings, transport: transport, secret: core.secrets.signInKey, random: random)
            demonstration = nil
        case .demonstration(let demonstration):
            relyingParty = nil
            self.demonstration = demonstration
        }
    }

    /// Now, in seconds since 1970.
    var now: Int64 { core.timekeeper.now().milliseconds / 1_000 }

    /// Who makes a request. His session is used by it.
    func visitor(of request: Request) -> PageVisitor {
        let id = BrowserCookie.session.value(in: request.headers[values: .cookie])
        if let session = sessions.session(id, at: now), isHere(request) {
            if case .admitted(let party, let member) = standing(of: session.signedIn) {
                return PageVisitor(
                    actor: .party(party, person: member.person), session: session, member: member, holder: .session(session),
                    newCookie: nil, isDemonstration: demonstration != nil)
            }
            sessions.end(id)
        }
        return PageVisitor(stranger: request, isDemonstration: demonstration != nil)
    }

    /// Whether somebody who signed in may act, and as whom.
    enum Standing: Hashable {
        /// He may.
        case admitted(PartyID, Member)
        /// His organisation takes no part.
        case noParty
        /// His party did not admit him; it can by this code.
        case notAdmitted(code: String)
        /// The provider restricts him to another branch than the party admitted him for.
        case otherBranch
    }

    /// Judges it by the registry as it is now.
    func standing(of signedIn: SignedIn) -> Standing {
        let registry = core.board.registry
        guard let claimed = try? PartyID(signedIn.party), let party = registry.party(named: claimed) else { return .noParty }
        let code = core.secrets.personCode(issuer: signedIn.issuer, subject: signedIn.subject)
        guard let member = registry.member(of: party.id, code: code, at: core.timekeeper.now()) else {
            return .notAdmitted(code: code)
        }
        // Who may act for the whole organisation may for a branch. Who is restricted may only where the party knows of it.
        guard signedIn.branch == nil || signedIn.branch == member.branch else { return .otherBranch }
        return .admitted(party.id, member)
    }

    /// What a visitor must do before he may do something of this weight.
    /// - Parameter path: where he wants to be.
    func demand(for weight: LevelPolicy.Weight, by visitor: PageVisitor, at path: String) -> SignInDemand {
        guard visitor.session != nil else { return .signIn(SignInPaths.start(back: path, for: .reading)) }
        guard visitor.level >= configuration.levels.level(for: weight) else {
            return .stepUp(SignInPaths.start(back: path, for: weight))
        }
        return .nothing
    }

    /// Whether a request may be answered by somebody's session: in a demonstration only what was asked on this machine.
    func isHere(_ request: Request) -> Bool {
        guard let demonstration else { return true }
        let isForwarded = [HTTPField.Name.forwarded, .xForwardedFor, .xForwardedHost].contains { request.headers[$0] != nil }
        return demonstration.admits(host: request.head.authority ?? request.headers[.host], isForwarded: isForwarded)
    }

    /// Who can be chosen in a demonstration: those who were admitted for it.
    var cast: [DemonstrationSignIn.Person] {
        let registry = core.board.registry
        let now = core.timekeeper.now()
        return registry.members.values.flatMap(\.values).compactMap { member -> DemonstrationSignIn.Person? in
            guard member.isValid(at: now), let party = registry.parties[member.party] else { return nil }
            let person = DemonstrationSignIn.Person(
                party: member.party.description, partyName: party.name, reference: member.person)
            let code = core.secrets.personCode(issuer: DemonstrationSignIn.issuer, subject: person.choice)
            return code == member.code ? person : nil
        }.sorted { $0.choice < $1.choice }
    }
}

extension HTTPField.Name {
    static let host = HTTPField.Name("Host")!
    static let forwarded = HTTPField.Name("Forwarded")!
    static let xForwardedHost = HTTPField.Name("X-Forwarded-Host")!
    static let refresh = HTTPField.Name("Refresh")!
}
