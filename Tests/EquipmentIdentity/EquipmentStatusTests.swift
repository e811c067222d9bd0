// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Testing

@Suite("Equipment status")
struct EquipmentStatusTests {
    @Test("the wire's words are the three of TS 29.511 and no others")
    func words() {
        #expect(Set(EquipmentStatus.allCases.map(\.rawValue)) == ["WHITELISTED", "BLACKLISTED", "GREYLISTED"])
        #expect(EquipmentStatus(rawValue: "BLACKLISTED") == .prohibited)
        #expect(EquipmentStatus(rawValue: "GRAYLISTED") == nil && EquipmentStatus(rawValue: "blacklisted") == nil)
    }
}
