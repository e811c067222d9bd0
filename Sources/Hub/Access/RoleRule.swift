// SPDX-License-Identifier: EUPL-1.2

import Exchange

/// In which roles a right can be used, as the policy of the register tells.
enum RoleRule: Sendable {
    /// In the roles whose work it is in the register.
    case ofRight
    /// In the roles that may take a decision of the kind in the body, `soort`.
    case decidersOfKind
    /// In the roles that may make a report of the kind in the body, `soort`.
    case reportersOfKind(ReportRule.Stage)

    /// The roles for a call. A kind that the policy does not know is refused by the register itself, which names those it knows.
    func roles(for right: Right, in policy: RegisterPolicy, of call: Call) -> Set<Role> {
        kinds(in: policy).first { $0.code == call.text("soort") }?.roles ?? policy.roles(for: right)
    }

    /// The kinds that a body can name, with the roles for each; none when no kind matters.
    func kinds(in policy: RegisterPolicy) -> [(code: String, roles: Set<Role>)] {
        switch self {
        case .ofRight: []
        case .decidersOfKind: policy.decisions.sorted { $0.key < $1.key }.map { ($0.key.rawValue, $0.value.roles) }
        case .reportersOfKind(let stage):
            policy.reports.sorted { $0.key < $1.key }.filter { $0.value.stage == stage }.map { ($0.key.rawValue, $0.value.roles) }
        }
    }
}
