// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// What an actor can do in a case as it stands now. It asks the same deciders as the acts do, and enters nothing.
struct CaseOptions {
    let register: any Register
    let registry: Registry
    let now: Instant

    /// The options as the API shows them.
    func json(for actor: Actor, in state: Case) -> JSON {
        let policy = register.policy
        let decider = CaseDecider(policy: policy)
        func can(_ command: CaseCommand, _ right: Right) -> Bool {
            guard
                let warrant = try? registry.authorise(actor, to: right, under: policy, at: now)
            else { return false }
            return (try? decider.decide(command, in: state, id: state.id, by: warrant, at: now)) != nil
        }
        let kinds = policy.decisions.sorted { $0.key < $1.key }.filter { kind, rule in
            // Whom a decision addresses is for who decides; that it can address somebody is enough here.
            let addressees: [PartyID] = if case .impose = rule.effect { registry.parties.keys.sorted().suffix(1) } else { [] }
            return can(.decide(kind, reasons: "?", addressees: addressees), .decide)
        }
        let proposals = state.openProposal.map { [$0.number] } ?? []
        return [
            "besluiten": .array(
                kinds.map { kind, rule in
                    ["soort": .string(kind.rawValue), "titel": rule.title.json, "tweedePersoon": .bool(rule.needsSecondPerson)]
                }),
            "bevestigen": .array(proposals.filter { can(.confirm($0), .confirm) }.map { .integer(Int64($0)) }),
            "afwijzen": .array(proposals.filter { can(.reject($0, reasons: "?"), .confirm) }.map { .integer(Int64($0)) }),
            "bezwaren": .array(
                state.openObjections.map(\.number).filter { can(.decideObjection($0, upheld: false, reasons: "?"), .decide) }.map {
                    .integer(Int64($0))
                }),
            "rectificaties": .array(
                state.openRectifications.map(\.number).filter {
                    can(.answerRectification($0, granted: false, reasons: "?"), .decide)
                }.map { .integer(Int64($0)) }),
            "onjuistVerklaren": .array(
                state.reports.map(\.number).filter { can(.judgeFalse($0, reasons: "?"), .decide) }.map { .integer(Int64($0)) }),
            "vrijgeven": .array(
                state.waitingChanges.map(\.number).filter { number in
                    can(.clear(number, reasons: "?"), .supervise) || can(.clear(number, reasons: "?"), .confirm)
                }.map { .integer(Int64($0)) }),
            "vragen": .array(
                policy.questions.sorted { $0.key < $1.key }.filter { kind, _ in
                    can(.ask(kind, of: registry.parties(answering: kind, under: policy, at: now), reasons: "?"), .decide)
                }.map { ["soort": .string($0.key.rawValue), "titel": $0.value.title.json] }),
            "kiezen": .array(
                state.questions.filter { question in
                    guard let subject = question.answers.flatMap(\.candidates).first?.subject else { return false }
                    return can(.choose(question.number, [subject], known: [], reasons: "?"), .decide)
                }.map { .integer(Int64($0.number)) }),
            "opvolgen": .bool(decider.alert(in: state) != nil && can(.takeUp(reasons: "?"), .decide)),
        ]
    }

    /// How the options are shown.
    static let shape = Schema.object([
        .must(
            "besluiten",
            .array(
                .object([
                    .must("soort", .shortText, "De soort."), .must("titel", Bilingual.shape, "In woorden."),
                    .must("tweedePersoon", .truth, "Of een tweede persoon het moet bevestigen."),
                ]), 0...100), "Welke besluiten u kunt nemen of voorstellen."),
        .must("bevestigen", .array(.whole(1...1_000_000), 0...1), "Welk voorstel u kunt bevestigen."),
        .must("afwijzen", .array(.whole(1...1_000_000), 0...1), "Welk voorstel u kunt afwijzen of intrekken."),
        .must("bezwaren", .array(.whole(1...1_000_000), 0...10_000), "Op welke bezwaren u kunt beslissen."),
        .must(
            "rectificaties", .array(.whole(1...1_000_000), 0...10_000), "Op welke verzoeken om verbetering u kunt antwoorden."),
        .must(
            "onjuistVerklaren", .array(.whole(1...1_000_000), 0...1_000), "Welke meldingen u onjuist kunt verklaren."),
        .must(
            "vrijgeven", .array(.whole(1...1_000_000), 0...1_000),
            "Wat een grens overschrijdt, en door u kan worden vrijgegeven of terzijde gelegd."),
        .must(
            "vragen",
            .array(.object([.must("soort", .shortText, "De soort."), .must("titel", Bilingual.shape, "In woorden.")]), 0...100),
            "Wat u aan deelnemers kunt vragen."),
        .must("kiezen", .array(.whole(1...1_000_000), 0...100), "Bij welke vragen u een kandidaat kunt kiezen."),
        .must("opvolgen", .truth, "Of u kunt vastleggen wat er met treffers is gedaan."),
    ])
}

extension DecisionRule {
    /// Whether one person is not enough.
    var needsSecondPerson: Bool { if case .secondPerson = confirmation { true } else { false } }
}

extension Bilingual {
    /// Both texts.
    var json: JSON { ["nl": .string(dutch), "en": .string(english)] }

    /// How a text in two languages is shown.
    static let shape = Schema.object([.must("nl", .text(1...500), "Nederlands."), .must("en", .text(1...500), "Engels.")])
}
