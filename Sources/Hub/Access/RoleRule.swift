// SPDX-License-Identifier: EUPL-1.2

import Exchange

/// In which roles a right can be used, as the policy of the register tells.
enum RoleRule: Sendable {
    /// In every role: the right alone decides.
    case all
    /// In the roles that may take a decision of any kind.
    case deciders
    /// In the roles that may take a decision of the kind in the body, `soort`.
    case decidersOfKind
    /// In the roles that may make a report of the kind in the body, `soort`.
    case reportersOfKind(ReportRule.Stage)

    /// The roles for a call; nil when the right alone decides. A kind that the policy does not know is refused by the register itself,
    /// which names those it knows.
    func roles(in policy: RegisterPolicy, for call: Call) -> Set<Role>? {
        switch self {
        case .all: return nil
        case .deciders: return policy.deciders
        case .decidersOfKind: return policy.decisions[DecisionKind(rawValue: call.text("soort"))]?.roles ?? policy.deciders
        case .reportersOfKind: return policy.reports[ReportKind(rawValue: call.text("soort"))]?.roles
        }
    }

    /// The kinds that a body can name, with the roles for each; none when no kind matters.
    func kinds(in policy: RegisterPolicy) -> [(code: String, roles: Set<Role>)] {
        switch self {
        case .all, .deciders: []
        case .decidersOfKind: policy.decisions.sorted { $0.key < $1.key }.map { ($0.key.rawValue, $0.value.roles) }
        case .reportersOfKind(let stage):
            policy.reports.sorted { $0.key < $1.key }.filter { $0.value.stage == stage }.map { ($0.key.rawValue, $0.value.roles) }
        }
    }
}

extension RegisterPolicy {
    /// The roles that may take a decision of any kind.
    var deciders: Set<Role> { Set(decisions.values.flatMap(\.roles)) }
}
