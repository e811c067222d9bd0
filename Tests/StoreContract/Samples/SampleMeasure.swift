// SPDX-License-Identifier: EUPL-1.2

import Exchange

extension Measure {
    /// The standing measure on a sample party over a list.
    static func sample(_ party: String = "00000000", on list: ListName = "stolen", in register: RegisterName = .devices) throws
        -> Measure
    {
        let party = try PartyID("kvk:\(party)")
        return Measure(
            id: MeasureID(register: register, list: list, party: party), register: register, addressee: party, target: .list(list),
            basis: "Voorbeeldwet art. 1", imposedAt: .sample(0)
        )
    }

    /// A measure in which everything that can be told has happened.
    static func eventful() throws -> Measure {
        let party = try PartyID("kvk:00000001")
        var measure = Measure(
            id: MeasureID(register: .content, caseID: .sample(9), decision: 2, party: party), register: .content, addressee: party,
            target: .decision(.sample(9), number: 2, "remove"), basis: "Voorbeeldwet art. 2, \"lid\" 3", imposedAt: .sample(1)
        )
        let clock = Warrant.clock(purpose: "toezicht")
        measure.apply(.stated(.delivered, .sample(1, at: 10), note: "a note"))
        measure.apply(.stated(.accepted, .sample(1, at: 20, edge: "rand-zuid"), note: "a note"))
        measure.apply(.refused(version: 1, ground: "impossible", explanation: "Kan niet — nog niet.", by: clock, at: .sample(30)))
        measure.apply(.judged(isJustified: false, reasons: "Kan wel.", by: clock, at: .sample(40)))
        measure.apply(.escalated(step: "reminder", basis: "art. 3", version: 1, due: .sample(50), at: .sample(60)))
        measure.apply(.lifted(reasons: "Bezwaar gegrond.", by: clock, at: .sample(70)))
        return measure
    }
}

extension Measure.Standing {
    /// A standing stated by a sample edge, half a second after it became true.
    static func sample(_ version: Int, at: Int, edge: String = "rand-noord") -> Measure.Standing {
        Measure.Standing(version: version, at: .sample(at + 500), statedAt: .sample(at), edge: edge)
    }
}
