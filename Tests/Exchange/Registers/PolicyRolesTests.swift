// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("In which roles a right can be used")
struct PolicyRolesTests {
    @Test("whose work it is stands in the rules: who may report, decide, be addressed, supervise")
    func roles() {
        #expect(Trial.policy.roles(for: .report) == [.police, .provider])
        #expect(Trial.policy.roles(for: .decide) == [.police, .prosecutor])
        #expect(Trial.policy.roles(for: .confirm) == Trial.policy.roles(for: .decide))
        #expect(Trial.policy.roles(for: .comply) == [.provider])
        #expect(Trial.policy.roles(for: .supervise) == [.regulator])
    }

    @Test("administering is no right in a register, and a right nobody knows is nobody's")
    func others() {
        #expect(Trial.policy.roles(for: .administer) == [])
        #expect(Trial.policy.roles(for: "destroy") == [])
        #expect(Trial.policy.roles(for: .check) == [], "no policy lets anybody check many that does not name him")
    }

    @Test("a rule for other roles gives the right to them")
    func changed() {
        let rule = ReportRule(title: Bilingual("x", "x"), stage: .opening, roles: [.insurer], publicBasis: nil, mostSubjects: 1)

        #expect(Trial.policy(reports: ["x": rule]).roles(for: .report) == [.insurer])
        #expect(Trial.policy(lists: [:], measures: [:]).roles(for: .comply) == [])
    }
}
