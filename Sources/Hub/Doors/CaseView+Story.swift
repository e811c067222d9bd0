// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension CaseView {
    /// The whole history: each act that still has its payload, with who did it, on what it stands, and the line of the log that proves it.
    func story(of id: CaseID) throws -> JSON {
        let name = register.policy.register
        return .array(
            try reader.payloads(of: name, stream: "case:\(id)").map { payload in
                line(try CaseEvent(json: JSON(parsing: payload.bytes, limits: .payload)), at: payload.index)
            })
    }

    private func line(_ event: CaseEvent, at index: UInt64) -> JSON {
        let about: (number: Int?, kind: String?, reasons: String?, warrant: Warrant?) =
            switch event {
            case .reported(let event): (event.number, event.kind.rawValue, nil, event.warrant)
            case .proposed(let event): (event.number, event.kind.rawValue, event.reasons, event.warrant)
            // What was proposed is told with the proposal; here it is the second person who acts.
            case .decided(let event):
                (
                    event.number, event.kind.rawValue, event.confirmedBy == nil ? event.reasons : nil,
                    event.confirmedBy ?? event.warrant
                )
            case .rejected(let number, let reasons, let warrant, _), .cleared(let number, let reasons, let warrant, _),
                .setAside(let number, let reasons, let warrant, _), .judgedFalse(let number, let reasons, let warrant, _):
                (number, nil, reasons, warrant)
            case .objected(let event): (event.number, nil, event.grounds, event.warrant)
            case .objectionDecided(let number, _, let reasons, let warrant, _): (number, nil, reasons, warrant)
            case .rectificationRequested(let event): (event.number, event.part.rawValue, event.right, event.warrant)
            case .rectificationAnswered(let number, _, let reasons, let warrant, _): (number, nil, reasons, warrant)
            case .lapsed(let number, _), .ended(let number, _), .objectionOverdue(let number, _),
                .rectificationOverdue(let number, _):
                (number, nil, nil, nil)
            case .waits(let change): (change.decision, change.causes.first?.rawValue, nil, nil)
            case .wentOut(let number, _): (number, nil, nil, nil)
            case .seen(let event): (nil, nil, nil, event.warrant)
            case .quarantineEnded(let takesIn, let reasons, let warrant, _):
                (nil, takesIn ? "taken-in" : "closed", reasons, warrant)
            case .quarantined: (nil, nil, nil, nil)
            case .hitsTakenUp(_, let reasons, let warrant, _): (nil, nil, reasons, warrant)
            case .asked(let question): (question.number, question.kind.rawValue, question.reasons, question.warrant)
            case .answered(let number, _, let warrant, _): (number, nil, nil, warrant)
            case .identified(let number, _, let reasons, let warrant, _): (number, nil, reasons, warrant)
            case .attached(let attachment, let warrant): (attachment.number, attachment.kind.rawValue, nil, warrant)
            case .closed, .retentionEnded: (nil, nil, nil, nil)
            }
        var members: [(String, JSON?)] = [
            ("regel", .integer(Int64(clamping: index))), ("soort", .string(event.kind)), ("wanneer", .string(event.at.description)),
        ]
        members.append(("nummer", about.number.map { .integer(Int64($0)) }))
        members.append(("wat", about.kind.map { .string($0) }))
        members.append(("redenen", about.reasons.map { .string($0) }))
        if let warrant = about.warrant {
            members.append(("door", .string(who(warrant))))
            members.append(("grondslag", .string(warrant.basis)))
            members.append(("mandaat", warrant.mandate.map { .integer(Int64($0)) }))
        }
        return .object(JSONObject(members))
    }

    /// What stands in the story.
    static let storyShape = Schema.array(
        .object([
            .must("regel", .whole(0...JSON.largestInteger), "De regel in het logboek; bewijs: /logboek/{logboek}/bewijs/{regel}."),
            .must("soort", .shortText, "Wat er gebeurde."), .must("wanneer", .moment, "Wanneer."),
            .may("nummer", .whole(1...1_000_000), "Het nummer van de melding, het besluit of het bezwaar."),
            .may("wat", .shortText, "De soort melding of besluit."), .may("redenen", .text(1...8_000), "Waarom."),
            .may("door", .text(1...300), "Wie."), .may("grondslag", .text(1...1_000), "De wettelijke grondslag."),
            .may("mandaat", .whole(1...JSON.largestInteger), "Het mandaat waarop het steunt."),
        ]), 0...10_000)
}
