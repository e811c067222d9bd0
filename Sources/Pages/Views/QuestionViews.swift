// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// Questions to parties, as who asks and who answers sees them.
public struct QuestionViews: Sendable {
    let messages: Messages

    /// Shows questions in a language.
    public init(messages: Messages) { self.messages = messages }

    /// The questions that a party still answers.
    /// - Parameter questions: what the API tells (`Vraag`).
    public func open(_ questions: [JSON], done: String?) -> View {
        var section = Section(heading: messages["questions-open"], text: messages["questions-text"], live: "questions-open")
        if !questions.isEmpty {
            section.tables = [
                .table(
                    id: "questions", caption: messages["questions-open"],
                    columns: ["questions-case", "questions-what", "questions-asked", "questions-due"].map { messages[$0] },
                    rows: questions.map { question -> (href: String?, cells: [String]) in
                        let (number, caseID) = (question["vraag"]?.integer ?? 0, question["zaak"]?.string ?? "")
                        return (
                            Place.questionAnswer.path(in: messages.language, ["zaak": caseID, "vraag": String(number)]),
                            [
                                "\(caseID) (\(number))", messages.words(question["titel"]),
                                messages.moment(question["gevraagd"]?.string), messages.moment(question["uiterlijk"]?.string),
                            ]
                        )
                    })
            ]
        } else {
            section.text = messages["questions-none"]
        }
        return .sections([section], done: done.map { messages[$0] } ?? "")
    }

    /// Answering one question.
    /// - Parameter question: the question; nil when no answer is wanted any more.
    public func answerForm(_ form: FormView, question: JSON?, key: String) -> View {
        DeskForm(
            parts: [
                .choice(
                    Choice(
                        name: "bekend", answers: ["ja", "nee"],
                        labels: ["ja": messages["answer-known"], "nee": messages["answer-unknown"]])),
                .field(Field(name: "kandidaten", type: "area", mostCharacters: 1_000)),
            ],
            lead: messages["answer-lead"],
            facts: [
                (messages["questions-what"], messages.words(question?["titel"])),
                (messages["answer-about"], question?["gegeven"]?.string ?? ""),
                (messages["case-basis"], question?["grondslag"]?.string ?? ""),
                (messages["questions-due"], messages.moment(question?["uiterlijk"]?.string)),
            ],
            idle: question == nil ? messages["answer-over"] : "", send: messages["answer-send"],
            back: .link(.questions, messages["answer-back"], in: messages.language)
        ).view(form, key: key)
    }
}

extension CaseFileView {
    /// Asking parties: what, and why.
    public func questionForm(_ form: FormView, key: String) -> View {
        let kinds = file["mogelijk"]?["vragen"]?.array ?? []
        let labels = kinds.map { ($0["soort"]?.string ?? "", messages.words($0["titel"])) }
        return DeskForm(
            parts: [
                .choice(
                    Choice(
                        name: "soort", answers: labels.map(\.0), texts: "vraag",
                        labels: Dictionary(labels) { first, _ in first })),
                .field(Field(name: "redenen", type: "area", isRequired: true, mostCharacters: 4_000)),
            ],
            lead: messages["question-lead"], idle: kinds.isEmpty ? messages["question-none"] : "",
            send: messages["question-send"], back: backLink
        ).view(form, key: key)
    }

    /// Choosing among the candidates that parties named.
    /// - Parameter chosen: the subjects that were ticked.
    public func candidateForm(_ number: Int, _ form: FormView, chosen: Set<String>, key: String) -> View {
        let question = (file["vragen"]?.array ?? []).first { $0["nummer"]?.integer == Int64(number) }
        let isOpen = (file["mogelijk"]?["kiezen"]?.array ?? []).contains { $0.integer == Int64(number) }
        var labels: [(String, String)] = []
        for answer in question?["antwoorden"]?.array ?? [] {
            for candidate in answer["kandidaten"]?.array ?? [] {
                let subject = candidate["onderwerp"]?.string ?? ""
                let words = messages.text(
                    "candidate-line",
                    [
                        "subject": subject, "party": answer["naam"]?.string ?? "",
                        "first": messages.day(candidate["eerstGezien"]?.string),
                        "last": messages.day(candidate["laatstGezien"]?.string),
                        "percent": messages.number(candidate["zekerheid"]?.integer ?? 0),
                    ])
                if let known = labels.firstIndex(where: { $0.0 == subject }) {
                    labels[known].1 += "; " + words
                } else {
                    labels.append((subject, words))
                }
            }
        }
        return DeskForm(
            parts: [
                .choice(
                    Choice(
                        name: "onderwerpen", answers: labels.map(\.0), texts: "kandidaat",
                        labels: Dictionary(labels) { first, _ in first }, chosen: chosen)),
                .field(Field(name: "redenen", type: "area", isRequired: true, mostCharacters: 4_000)),
            ],
            lead: messages["candidate-lead"], idle: isOpen ? "" : messages["candidate-none"],
            send: messages["candidate-send"], back: backLink
        ).view(form, key: key)
    }

    private var backLink: View { .link(.caseFile, messages["case-back"], ["zaak": number], in: messages.language) }

    /// One question with how far it is, in words.
    func question(_ question: JSON) -> View {
        let answers = question["antwoorden"]?.array ?? []
        let found = answers.count { $0["kandidaten"]?.array?.isEmpty == false }
        return [
            "title": .text(
                messages.text(
                    "case-question", ["n": String(question["nummer"]?.integer ?? 0), "kind": messages.words(question["titel"])])),
            "facts": .facts([
                (messages["case-reasons"], question["redenen"]?.string ?? ""),
                (messages["case-by"], messages.who(question["door"]?.string)),
                (messages["questions-asked"], messages.moment(question["gevraagd"]?.string)),
                (
                    messages["case-question-answers"],
                    messages.text(
                        "case-question-count",
                        [
                            "n": messages.number(Int64(answers.count)),
                            "of": messages.number(question["gevraagdAan"]?.integer ?? 0),
                            "found": messages.number(Int64(found)),
                        ])
                ),
                (messages["case-question-chosen"], messages.moment(question["gekozen"]?.string)),
            ]),
        ]
    }
}
