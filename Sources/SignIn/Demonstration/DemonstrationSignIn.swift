// SPDX-License-Identifier: EUPL-1.2

/// The sign-in of a demonstration: whoever comes chooses who he is. It knows no password and no provider, so it must never be
/// reachable from another machine.
public struct DemonstrationSignIn: Hashable, Sendable {
    /// One of the cast.
    public struct Person: Hashable, Sendable {
        /// The party, `kvk:` or `oin:` with its number.
        public let party: String
        /// The name of the party.
        public let partyName: String
        /// The person, as the party knows him.
        public let reference: String

        /// Describes a person.
        public init(party: String, partyName: String, reference: String) {
            self.party = party
            self.partyName = partyName
            self.reference = reference
        }

        /// What stands for him in a form, and for his subject.
        public var choice: String { "\(party)/\(reference)" }
    }

    /// The issuer under which the persons of a demonstration are admitted.
    public static let issuer = "urn:schakel:demonstration"

    /// Takes the door at which the pages are.
    /// - Returns: nil unless it is on this machine alone.
    public init?(host: String) {
        guard Loopback.isName(host) else { return nil }
    }

    /// Whether a request was made on this machine: it names this machine as its host, and no proxy passed it on.
    /// - Parameters:
    ///   - host: the field `Host`, or the authority.
    ///   - isForwarded: whether a field such as `X-Forwarded-For` or `Forwarded` is there.
    public func admits(host: String?, isForwarded: Bool) -> Bool {
        guard let host, !isForwarded else { return false }
        return Loopback.isName(Loopback.host(of: host))
    }

    /// Signs one of the cast in, at the highest level.
    public func signIn(_ person: Person, at now: Int64) -> SignedIn {
        SignedIn(issuer: Self.issuer, subject: person.choice, party: person.party, branch: nil, level: .high, at: now)
    }
}
