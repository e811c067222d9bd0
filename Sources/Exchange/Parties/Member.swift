// SPDX-License-Identifier: EUPL-1.2

/// A person of a party who may sign in, and what he may do for it.
///
/// The reference is the party's own, the same as on a certificate of that person: so he is one person, whichever way he comes in,
/// and cannot confirm what he proposed himself.
public struct Member: Hashable, Sendable {
    /// The party.
    public let party: PartyID
    /// The person, by a reference of the party's own.
    public let person: String
    /// The person as the identity provider knows him, in a form that only the hub can make: see `POST /v1/personen`.
    public let code: String
    /// What he may do of what the party may. Empty: nothing, whichever way he comes in.
    public let rights: Set<Right>
    /// The branch for which the provider restricts him: 12 digits; nil when it must not restrict him.
    public let branch: String?
    /// When it ends; nil for no end.
    public let until: Instant?

    /// Describes a person.
    public init(party: PartyID, person: String, code: String, rights: Set<Right>, branch: String?, until: Instant?) {
        self.party = party
        self.person = person
        self.code = code
        self.rights = rights
        self.branch = branch
        self.until = until
    }

    /// The same person, who may do nothing any more.
    func ended(at now: Instant) -> Member {
        Member(party: party, person: person, code: code, rights: [], branch: branch, until: min(until ?? now, now))
    }

    /// Whether it has not ended.
    public func isValid(at now: Instant) -> Bool { !rights.isEmpty && until.map { now < $0 } ?? true }

    /// How many characters a code has.
    public static let codeLength = 32

    /// Whether a text can be a code: 32 letters and digits as `PersonCode` writes them.
    public static func isCode(_ text: String) -> Bool {
        text.utf8.count == codeLength && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x32...0x37).contains($0) }
    }

    /// Whether a text can be a branch number: 12 digits.
    public static func isBranch(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
