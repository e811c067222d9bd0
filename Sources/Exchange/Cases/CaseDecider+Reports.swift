// SPDX-License-Identifier: EUPL-1.2

import Ledger

extension CaseDecider {
    /// Checks whether a report can enter a case.
    func checkReport(
        _ kind: ReportKind, subjects: [Subject], details: JSON, in state: Case?, by warrant: Warrant
    ) throws(Refusal) {
        guard let rule = policy.reports[kind] else {
            throw .field("soort", "Choose one of: \(policy.reports.keys.sorted().map(\.rawValue).joined(separator: ", ")).")
        }
        let mayReport = warrant.party == nil ? rule.publicBasis != nil : rule.roles.contains(warrant.role)
        guard mayReport else {
            throw Refusal(
                .noMandate, "A report of this kind is not open to this reporter.",
                faults: [Fault("soort", "Open to: \(openTo(rule)).")]
            )
        }
        switch rule.stage {
        case .opening:
            let isAskable = rule.insteadOfSubjects.map { details[$0]?.string != nil } ?? false
            guard !subjects.isEmpty || isAskable else {
                let other = rule.insteadOfSubjects.map { ", or give \($0)" } ?? ""
                throw .field("onderwerpen", "Name at least one subject\(other).")
            }
            guard subjects.count <= rule.mostSubjects else {
                throw .field("onderwerpen", "Name at most \(rule.mostSubjects) subjects in one report; split the rest.")
            }
            guard Set(subjects).count == subjects.count else {
                throw .field("onderwerpen", "A subject is named twice: name each once.")
            }
            guard state?.closedAt == nil, state?.isErased != true else {
                throw .field("zaak", "The case is closed: make a new report.", code: .notNow)
            }
        case .following:
            guard subjects.isEmpty else { throw .field("onderwerpen", "This report follows on an earlier one: name no subjects.") }
            guard let state else { throw .field("zaak", "Name the report it follows on.", code: .unknown) }
            guard state.closedAt == nil, !state.isErased else {
                throw .field("zaak", "The case is closed: there is nothing left to follow on.", code: .notNow)
            }
        }
    }

    private func openTo(_ rule: ReportRule) -> String {
        let roles = rule.roles.sorted().map(\.rawValue)
        return (rule.publicBasis == nil ? roles : ["citizen"] + roles).joined(separator: ", ")
    }
}
