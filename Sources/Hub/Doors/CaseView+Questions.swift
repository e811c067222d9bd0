// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

extension CaseView {
    /// The questions that were put to parties, with what they answered: for who decides.
    func questions(_ state: Case) -> JSON {
        .array(
            state.questions.map { question in
                .object(
                    JSONObject([
                        ("nummer", .integer(Int64(question.number))), ("soort", .string(question.kind.rawValue)),
                        ("titel", register.policy.questions[question.kind]?.title.json), ("redenen", .string(question.reasons)),
                        ("door", .string(who(question.warrant))), ("gevraagd", .string(question.at.description)),
                        ("gevraagdAan", .integer(Int64(question.parties.count))),
                        ("gekozen", question.chosenAt.map { .string($0.description) }),
                        ("antwoorden", .array(question.answers.map(answer))),
                    ]))
            })
    }

    private func answer(_ answer: Question.Answer) -> JSON {
        [
            "naam": .string(registry.parties[answer.party]?.name ?? answer.party.description),
            "wanneer": .string(answer.at.description),
            "kandidaten": .array(
                answer.candidates.map { candidate in
                    [
                        "onderwerp": .string(candidate.subject.value), "eerstGezien": .string(candidate.firstSeen.description),
                        "laatstGezien": .string(candidate.lastSeen.description),
                        "zekerheid": .integer(Int64(candidate.confidence)),
                    ]
                }),
        ]
    }

    /// How far the questions are, for who reported: never what was answered.
    func questionCounts(_ state: Case) -> JSON {
        .array(
            state.questions.map { question in
                [
                    "soort": .string(question.kind.rawValue), "gevraagd": .string(question.at.description),
                    "gevraagdAan": .integer(Int64(question.parties.count)),
                    "beantwoord": .integer(Int64(question.answers.count)), "gekozen": .bool(question.chosenAt != nil),
                ]
            })
    }

    /// How far a question is.
    static let questionCount = Schema.object([
        .must("soort", .shortText, "De soort vraag."), .must("gevraagd", .moment, "Wanneer."),
        .must("gevraagdAan", .whole(0...100_000), "Aan hoeveel deelnemers."),
        .must("beantwoord", .whole(0...100_000), "Hoeveel er antwoord gaven."),
        .must("gekozen", .truth, "Of het onderwerp nu bekend is."),
    ])
}
