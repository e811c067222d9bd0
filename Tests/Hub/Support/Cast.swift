// SPDX-License-Identifier: EUPL-1.2

import Exchange

/// Who takes part in the trials. The numbers are plainly no one's.
enum Cast {
    static let operatorID = party("oin:00000001000000000001")
    static let police = party("oin:00000001000000000002")
    static let prosecutor = party("oin:00000001000000000003")
    static let regulator = party("oin:00000001000000000004")
    static let insurer = party("oin:00000001000000000005")
    static let telecom = party("kvk:00000011")
    static let mobile = party("kvk:00000012")
    /// Registered, without any mandate.
    static let bystander = party("kvk:00000013")
    /// Not registered.
    static let stranger = party("kvk:00000099")

    static let admin = Actor.party(operatorID, person: nil)
    static let first = Actor.party(police, person: "p-1")
    static let second = Actor.party(police, person: "p-2")
    static let third = Actor.party(police, person: "p-3")
    static let policeSystem = Actor.party(police, person: nil)
    static let magistrate = Actor.party(prosecutor, person: "m-1")
    static let supervisor = Actor.party(regulator, person: nil)
    static let claims = Actor.party(insurer, person: nil)
    static let network = Actor.party(telecom, person: nil)
    static let otherNetwork = Actor.party(mobile, person: nil)
    static let nobody = Actor.party(bystander, person: "b-1")

    static let purpose = "making stolen devices useless"

    static func party(_ text: String) -> PartyID {
        guard let id = try? PartyID(text) else { preconditionFailure("\(text) is no party") }
        return id
    }

    /// Name, roles and rights of everybody, in the order in which they are registered.
    static let all: [(id: PartyID, name: String, role: Role, rights: Set<Right>)] = [
        (police, "Voorbeeld Politie", .police, [.report, .decide, .confirm]),
        (prosecutor, "Voorbeeld Parket", .prosecutor, [.decide, .confirm]),
        (telecom, "Voorbeeld Telecom", .provider, [.comply, .report]),
        (mobile, "Voorbeeld Mobiel", .provider, [.comply]),
        (regulator, "Voorbeeld Toezicht", .regulator, [.supervise]),
        (insurer, "Voorbeeld Verzekeraar", .insurer, [.report]),
        (bystander, "Voorbeeld Winkel", .provider, []),
    ]

    /// The number of a party's mandate: the operator's is 1, the others follow in order.
    static func mandate(of id: PartyID) -> Int {
        (all.firstIndex { $0.id == id } ?? -1) + 2
    }
}
