// SPDX-License-Identifier: EUPL-1.2

import Exchange

/// Who acts in the trials. The numbers are plainly no one's.
enum People {
    static let police = party("oin:00000001000000000001")
    static let prosecutor = party("oin:00000001000000000002")
    static let hub = party("oin:00000001000000000003")
    static let telecom = party("kvk:00000011")
    static let mobile = party("kvk:00000012")

    static func party(_ text: String) -> PartyID {
        guard let id = try? PartyID(text) else { preconditionFailure("\(text) is no party") }
        return id
    }

    static func warrant(_ party: PartyID?, _ person: String?, role: Role) -> Warrant {
        Warrant(party: party, person: person, role: role, mandate: 1, purpose: Trial.purpose, basis: "Politiewet art. 3")
    }

    static let first = warrant(police, "p-1", role: .police)
    static let second = warrant(police, "p-2", role: .police)
    static let third = warrant(police, "p-3", role: .police)
    static let system = warrant(police, nil, role: .police)
    static let magistrate = warrant(prosecutor, "m-1", role: .prosecutor)
    /// A person of the prosecutor whose number is that of `first`.
    static let namesake = warrant(prosecutor, "p-1", role: .prosecutor)
    static let provider = warrant(telecom, nil, role: .provider)
    static let providerPerson = warrant(telecom, "t-1", role: .provider)
    static let otherProvider = warrant(mobile, nil, role: .provider)
    static let citizen = Warrant.citizen(purpose: Trial.purpose, basis: "Sv art. 161")
    static let clock = Warrant.clock(purpose: Trial.purpose)
}
