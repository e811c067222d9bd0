// SPDX-License-Identifier: EUPL-1.2

import Exchange

extension HubCore {
    /// The kinds of report of a stage that some register takes.
    func reportKinds(_ stage: ReportRule.Stage) -> Schema.Rule {
        choices { policy in policy.reports.filter { $0.value.stage == stage }.map(\.key.rawValue) }
    }

    /// The kinds of decision of all registers.
    var decisionKinds: Schema.Rule { choices { $0.decisions.keys.map(\.rawValue) } }

    /// The kinds of question of all registers.
    var questionKinds: Schema.Rule { choices { $0.questions.keys.map(\.rawValue) } }

    /// The parts of a report that can be put right in some register.
    var correctableParts: Schema.Rule { choices { $0.rectification.parts.keys.map(\.rawValue) } }

    /// Where a mandate can be given.
    var mandateRegisters: Schema.Rule {
        Schema.Rule(choices: ([.parties] + registers.names).map(\.rawValue).sorted())
    }

    /// For what a mandate can be given.
    var purposes: Schema.Rule {
        Schema.Rule(choices: ([PartyDecider.purpose] + registers.purposes.values).sorted())
    }

    private func choices(_ codes: (RegisterPolicy) -> [String]) -> Schema.Rule {
        Schema.Rule(choices: Set(registers.names.compactMap { registers[$0]?.policy }.flatMap(codes)).sorted())
    }
}
