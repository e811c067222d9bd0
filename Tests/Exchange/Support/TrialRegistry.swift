// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

/// A registry under construction, with the decider that makes its events.
struct TrialRegistry {
    static let start = Trial.at("2026-01-05T08:00:00Z")
    static let decider = PartyDecider(purposes: [Trial.register: Trial.purpose])
    /// The operator of the hub.
    static let operating = People.warrant(People.hub, "h-1", role: .hub)

    private(set) var registry = Registry()

    /// Does what is asked; it must be accepted.
    @discardableResult
    mutating func act(_ command: PartyCommand, by warrant: Warrant = operating, at now: Instant = start) throws -> [PartyEvent] {
        let events = try TrialRegistry.decider.decide(command, in: registry, by: warrant, at: now)
        for event in events { registry.apply(event) }
        return events
    }

    /// Why something is refused; nil when it is not.
    func refusal(of command: PartyCommand, by warrant: Warrant = operating, at now: Instant = start) -> Refusal? {
        do throws(Refusal) {
            _ = try TrialRegistry.decider.decide(command, in: registry, by: warrant, at: now)
            return nil
        } catch {
            return error
        }
    }

    /// A command that grants the police a right in the trial register.
    static func grant(
        _ rights: Set<Right>, to party: PartyID = People.police, in register: RegisterName = Trial.register,
        purpose: String = Trial.purpose, basis: String = "Politiewet art. 3", from: Instant = start, until: Instant? = nil
    ) -> PartyCommand {
        .grant(party, register: register, rights: rights, purpose: purpose, basis: basis, from: from, until: until)
    }

    /// A registry with the police in it, holding these mandates.
    static func police(_ grants: PartyCommand...) throws -> TrialRegistry {
        var trial = TrialRegistry()
        try trial.act(.register(People.police, name: "Voorbeeldpolitie", roles: [.police]))
        for grant in grants { try trial.act(grant) }
        return trial
    }
}
