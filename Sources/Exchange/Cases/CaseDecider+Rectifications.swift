// SPDX-License-Identifier: EUPL-1.2

extension CaseDecider {
    /// Enters a request to put a report right. It can be asked for as long as the case is kept, closed ones included.
    func rectify(
        _ part: RectificationPart, of report: Int, wrong: String, right: String, in state: Case, by warrant: Warrant,
        at now: Instant
    ) throws(Refusal) -> [CaseEvent] {
        let rule = policy.rectification
        guard part != .subject else {
            throw .field(
                "onderdeel",
                "What a report is about is not put right in its case: tell that the report was a mistake, and make a new report.",
                code: .notNow)
        }
        guard rule.parts[part] != nil else {
            throw .field("onderdeel", "Choose one of: \(rule.parts.keys.sorted().map(\.rawValue).joined(separator: ", ")).")
        }
        guard state.reports.indices.contains(report - 1) else {
            throw .field("melding", "The case has no report with this number.", code: .unknown)
        }
        try CaseDecider.require(wrong, "fout")
        try CaseDecider.require(right, "moetZijn")
        guard state.rectifications.count < rule.mostPerCase else {
            throw .field("zaak", "The case has as many of these requests as it takes: contact the authority.", code: .tooMany)
        }
        return [
            .rectificationRequested(
                .init(
                    number: state.rectifications.count + 1, report: report, part: part, wrong: wrong, right: right,
                    warrant: warrant,
                    at: now, answerBy: rule.answerWithin.end(from: now)
                )
            )
        ]
    }

    /// Answers a request: by a named person, of a role that decides in this register, with grounds. Late is still answered.
    func answerRectification(
        _ number: Int, granted: Bool, reasons: String, in state: Case, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> [CaseEvent] {
        guard state.rectifications.indices.contains(number - 1) else {
            throw .field("rectificatie", "The case has no request with this number.", code: .unknown)
        }
        let request = state.rectifications[number - 1]
        guard request.answer == nil else { throw .field("rectificatie", "This request was answered already.", code: .notNow) }
        try CaseDecider.require(reasons, "redenen")
        let roles = Set(policy.decisions.values.flatMap(\.roles))
        guard roles.contains(warrant.role) else {
            throw Refusal(
                .noMandate, "This answer is for: \(roles.sorted().map(\.rawValue).joined(separator: ", ")).",
                faults: [Fault("rol", "Not open to the role \(warrant.role).")])
        }
        guard warrant.person != nil else {
            throw .field(
                "persoon", "A request is answered by a named person: connect with that person's certificate.", code: .personNeeded)
        }
        return [.rectificationAnswered(number: number, granted: granted, reasons: reasons, by: warrant, at: now)]
    }
}
