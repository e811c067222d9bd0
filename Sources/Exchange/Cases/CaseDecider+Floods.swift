// SPDX-License-Identifier: EUPL-1.2

extension CaseDecider {
    /// Takes a report that came beyond its party's limit in after all, or closes its case.
    func endQuarantine(
        takesIn: Bool, reasons: String, in state: Case, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> [CaseEvent] {
        guard state.isQuarantined else { return [] }
        let ended = CaseEvent.quarantineEnded(takesIn: takesIn, reasons: reasons, by: warrant, at: now)
        return takesIn ? [ended] : [ended, close(by: nil, at: now)]
    }

    /// Judges a report to be false. What was decided on it stands until it is decided otherwise.
    func judgeFalse(
        _ number: Int, reasons: String, in state: Case, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> [CaseEvent] {
        guard state.reports.indices.contains(number - 1) else {
            throw .field("nummer", "The case has no report with this number.", code: .unknown)
        }
        let report = state.reports[number - 1]
        guard !report.isFalse else { throw .field("nummer", "This report was judged to be false already.", code: .notNow) }
        try CaseDecider.require(reasons, "redenen")
        guard warrant.person != nil else {
            throw .field(
                "persoon", "A report is judged by a named person: connect with that person's certificate.", code: .personNeeded)
        }
        guard report.warrant.person == nil || !warrant.isSamePerson(as: report.warrant) else {
            throw .field("persoon", "Somebody else than who made the report must judge it.", code: .samePerson)
        }
        return [.judgedFalse(report: number, reasons: reasons, by: warrant, at: now)]
    }
}
