// SPDX-License-Identifier: EUPL-1.2

import Ledger

extension CaseDecider {
    /// Takes in a file with a report. Whoever asks has counted its bytes and told its kind from them.
    func attach(
        _ kind: FileKind?, name: String, size: Int, digest: Digest, to report: Int, in state: Case, by warrant: Warrant,
        at now: Instant
    ) throws(Refusal) -> [CaseEvent] {
        guard let rule = policy.attachments else {
            throw .field("inhoud", "This register takes in no files.", code: .unknown)
        }
        guard state.reports.indices.contains(report - 1) else {
            throw .field("melding", "The case has no report with this number.", code: .unknown)
        }
        guard state.closedAt == nil else {
            throw .field("zaak", "The case is closed: nothing can be added any more.", code: .notNow)
        }
        var faults: [Fault] = []
        if !Attachment.isName(name) {
            faults.append(Fault("naam", "Give a name of 1 to \(Attachment.mostNameBytes) bytes without slashes."))
        }
        if !(1...rule.mostBytes).contains(size) {
            faults.append(Fault("inhoud", "Give a file of 1 to \(rule.mostBytes) bytes."))
        }
        guard let kind, rule.kinds.contains(kind) else {
            let kinds = rule.kinds.sorted().map(\.rawValue).joined(separator: ", ")
            throw Refusal(
                .invalid, "The file cannot be taken in like this: mend the fields named.",
                faults: faults + [Fault("inhoud", "By its first bytes the file is none of these: \(kinds).")])
        }
        guard faults.isEmpty else {
            throw Refusal(.invalid, "The file cannot be taken in like this: mend the fields named.", faults: faults)
        }
        let others = state.attachments.filter { $0.report == report }
        guard !others.contains(where: { $0.digest == digest }) else {
            throw .field("inhoud", "This file is with the report already.", code: .notNow)
        }
        guard others.count < rule.mostPerReport else {
            throw .field("inhoud", "The report has \(rule.mostPerReport) files, which is as many as it takes.", code: .tooMany)
        }
        let attachment = Attachment(
            number: state.attachments.count + 1, report: report, name: name, kind: kind, size: size, digest: digest, at: now)
        return [.attached(attachment, by: warrant)]
    }
}
