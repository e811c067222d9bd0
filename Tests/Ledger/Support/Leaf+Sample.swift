// SPDX-License-Identifier: EUPL-1.2

import Ledger

extension Leaf {
    /// A leaf that commits to a payload, and the salt that opens it.
    static func sample(
        payload: JSON = ["nummer": 1], kind: String = "measure.imposed", sequence: UInt64 = 1
    ) throws -> (leaf: Leaf, salt: Salt) {
        let (salt, commitment) = Commitment.seal(payload: payload.canonical())
        let leaf = try Leaf(
            register: "devices", kind: kind, time: 1_795_230_500_123,
            audience: AudienceTag(secret: [UInt8](repeating: 7, count: 32), name: "Voorbeeld Telecom"), sequence: sequence,
            commitment: commitment)
        return (leaf, salt)
    }
}
