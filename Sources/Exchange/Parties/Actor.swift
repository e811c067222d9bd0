// SPDX-License-Identifier: EUPL-1.2

/// Who tries to act, as the door established it.
public enum Actor: Hashable, Sendable {
    /// Anybody, without an account. He may do what the register leaves open to the public.
    case citizen
    /// A party, by its certificate. The person is named by the certificate too, never by the request; nil for a system.
    case party(PartyID, person: String?)
    /// The hub's own clock, which carries out what the policy says must follow when a term ends.
    case clock

    /// The party, if it is one.
    public var party: PartyID? {
        if case .party(let id, _) = self { id } else { nil }
    }

    /// The person, if one is named.
    public var person: String? {
        if case .party(_, let person) = self { person } else { nil }
    }
}
