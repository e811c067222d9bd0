// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Identifiers

/// The organisations of the demonstration. Their numbers are test OINs (prefix 00000099); none exists.
struct DemoCast {
    struct Organisation {
        let id: PartyID
        let name: String
        let role: String
        let rights: [String]
        let basis: String
        /// The staff numbers of those who can be chosen at its sign-in.
        let persons: [String]
    }

    /// Who decides. Two persons of it, known by staff numbers.
    static let police = Organisation(
        id: party(10), name: "Politie (demonstratie)", role: "police", rights: ["report", "decide", "confirm"],
        basis: "Politiewet 2012 art. 3", persons: officers
    )

    /// Who sees how everybody complies.
    static let regulator = Organisation(
        id: party(30), name: "Toezichthouder (demonstratie)", role: "regulator", rights: ["supervise"],
        basis: "Telecommunicatiewet art. 15.1", persons: ["3001"]
    )

    /// Who must block.
    static let providers = (1...3).map { number in
        Organisation(
            id: party(20 + number), name: "Aanbieder \(number) (demonstratie)", role: "provider", rights: ["comply"],
            basis: "Demonstratie: de voorgenomen wijziging van de Telecommunicatiewet", persons: ["200\(number)"]
        )
    }

    /// The staff numbers of the two officers.
    static let officers = ["1001", "1002"]

    private static func party(_ number: Int) -> PartyID {
        let digits = "00000099" + String(repeating: "0", count: 12 - "\(number)".count) + "\(number)"
        guard let oin = try? OIN(digits) else { preconditionFailure("Twenty digits make an OIN.") }
        return PartyID(oin)
    }
}
