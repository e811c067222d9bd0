// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Questions to parties where a report does not say what it is about: asked, answered from their own records, chosen from.
struct QuestionDoors {
    let core: HubCore

    var endpoints: [Endpoint] { [ask, list, answer, choose] }

    /// The most open questions that a party is shown at once; the oldest first.
    private static let most = 200

    private var ask: Endpoint {
        Endpoint(
            id: "stelVraag", method: .post, path: "/v1/zaken/{zaak}/vragen",
            access: .rights(.decide, in: .caseNumber, needsPerson: true), tag: "Vragen",
            summary: "Alle deelnemers die uitvoeren, iets vragen over een melding, zoals welk toestel bij een nummer hoort",
            parameters: [CaseDoors.number],
            body: .object([
                .must("soort", .text(1...200, keeping: core.questionKinds), "De soort vraag, zoals identify."),
                .must("redenen", .text(1...8_000, keeping: .words), "Waarom."),
            ]),
            answer: .init(status: 201, text: "De vraag is gesteld.", schema: CaseView.enteredShape)
        ) { call in
            let id = try CaseID(call.parameter("zaak"))
            let (kind, reasons) = (QuestionKind(rawValue: call.text("soort")), call.text("redenen"))
            let entered = try await core.sequencer.submit(
                Act("question", key: call.key) { scope in
                    let register = try core.register(of: id)
                    let warrant = try scope.warrant(for: call)
                    let (state, _) = try scope.existingCase(id)
                    let parties = scope.state.registry.parties(answering: kind, under: register.policy, at: scope.now)
                    let after = try scope.run(.ask(kind, of: parties, reasons: reasons), in: state, of: register, by: warrant)
                    return CaseView.entered(after, number: after.questions.count)
                }
            )
            return .json(201, entered.answer)
        }
    }

    private var list: Endpoint {
        Endpoint(
            id: "toonVragen", method: .get, path: "/v1/vragen", access: .rights(.comply, in: .field), tag: "Vragen",
            summary: "De vragen waarop de eigen organisatie nog antwoord geeft",
            parameters: [
                .init(name: "register", place: .query, schema: .shortText, text: "Het register; als het ontbreekt: devices.")
            ],
            answer: .init(
                status: 200, text: "De vragen, oudste eerst.",
                schema: .object([.must("vragen", .array(QuestionDoors.shape, 0...QuestionDoors.most), "De vragen.")])),
            notesReading: true
        ) { call in
            let begun = core.timekeeper.now()
            let register = try core.register(RegisterName(rawValue: call.query["register"] ?? "devices"))
            guard let warrant = call.admission.warrant, let party = warrant.party else { throw Access.unidentified }
            let policy = register.policy
            let open = try await core.store.read { reader in
                let owed = try reader.measures(in: policy.register).filter {
                    $0.addressee == party && $0.liftedAt == nil && $0.activeVersion == 0
                }.sorted { $0.imposedAt < $1.imposedAt }
                var open: [(id: CaseID, json: JSON)] = []
                for measure in owed where open.count < QuestionDoors.most {
                    guard case .question(let id, let number, _) = measure.target,
                        let question = try reader.loadCase(id, in: policy.register)?.questions.first(where: { $0.number == number }
                        ),
                        let rule = policy.questions[question.kind], let duty = policy.measures[rule.measure]
                    else { continue }
                    open.append(
                        (
                            id,
                            [
                                "zaak": .string(id.description), "vraag": .integer(Int64(number)),
                                "soort": .string(question.kind.rawValue), "titel": rule.title.json,
                                "gegeven": .string(question.about), "gevraagd": .string(question.at.description),
                                "uiterlijk": .string(duty.due.end(from: measure.imposedAt).description),
                                "grondslag": .string(measure.basis), "maatregel": .string(measure.id.description),
                            ]
                        ))
                }
                return open
            }
            try await core.note(.question, of: open.map(\.id), in: register, by: warrant, for: call, since: begun)
            return .json(200, ["vragen": .array(open.map(\.json))])
        }
    }

    private var answer: Endpoint {
        Endpoint(
            id: "beantwoordVraag", method: .post, path: "/v1/zaken/{zaak}/vragen/{vraag}/antwoorden",
            access: .rights(.comply, in: .caseNumber), tag: "Vragen",
            summary: "Antwoorden uit de eigen gegevens, met kandidaten; zonder kandidaten: daar weten wij niets van",
            parameters: [CaseDoors.number, QuestionDoors.number],
            body: .named(
                "NieuwAntwoord",
                .object([
                    .must(
                        "kandidaten",
                        .array(
                            .object([
                                .must("onderwerp", .text(1...200, keeping: .imei), "Het onderwerp, zoals een IMEI-nummer."),
                                .must("eerstGezien", .text(10...10, keeping: .day), "De eerste dag."),
                                .must("laatstGezien", .text(10...10, keeping: .day), "De laatste dag."),
                                .must("zekerheid", .whole(0...100), "Hoe zeker het is, in procent."),
                            ]), 0...100), "De kandidaten; leeg als de eigen gegevens niets zeggen.")
                ])),
            answer: .init(status: 201, text: "Het antwoord is vastgelegd.", schema: CaseView.enteredShape)
        ) { call in
            let id = try CaseID(call.parameter("zaak"))
            let number = try call.number("vraag")
            let register = try core.register(of: id)
            let candidates = try QuestionDoors.candidates(call.body["kandidaten"]?.array ?? [], in: register)
            let entered = try await core.sequencer.submit(
                Act("question-answer", key: call.key) { scope in
                    let warrant = try scope.warrant(for: call)
                    let (state, _) = try scope.existingCase(id)
                    let after = try scope.run(.answer(number, candidates: candidates), in: state, of: register, by: warrant)
                    if let party = warrant.party {
                        let measure = MeasureID(register: register.policy.register, caseID: id, question: number, party: party)
                        try scope.run(.answer, on: try scope.existingMeasure(measure), by: warrant)
                    }
                    return CaseView.entered(after, number: number)
                }
            )
            return .json(201, entered.answer)
        }
    }

    private var choose: Endpoint {
        Endpoint(
            id: "kiesKandidaat", method: .post, path: "/v1/zaken/{zaak}/vragen/{vraag}/keuzes",
            access: .rights(.decide, in: .caseNumber, needsPerson: true), tag: "Vragen",
            summary: "Kandidaten uit de antwoorden voor juist houden: zij worden het onderwerp van de zaak",
            parameters: [CaseDoors.number, QuestionDoors.number],
            body: .object([
                .must("onderwerpen", .array(.text(1...200, keeping: .imei), 1...10), "De gekozen kandidaten."),
                .must("redenen", .text(1...8_000, keeping: .words), "Waarom."),
            ]),
            answer: .init(status: 201, text: "De keuze is vastgelegd.", schema: CaseView.enteredShape)
        ) { call in
            let id = try CaseID(call.parameter("zaak"))
            let number = try call.number("vraag")
            let register = try core.register(of: id)
            var subjects: [Subject] = []
            for (index, text) in call.texts("onderwerpen").enumerated() {
                subjects.append(try register.subject(text, field: "onderwerpen[\(index)]"))
            }
            let (chosen, reasons) = (subjects, call.text("redenen"))
            let entered = try await core.sequencer.submit(
                Act("identification", key: call.key) { scope in
                    let warrant = try scope.warrant(for: call)
                    let (state, _) = try scope.existingCase(id)
                    let name = register.policy.register
                    let known = Set(try scope.writer.subjects(of: id, in: name))
                    let command = CaseCommand.choose(number, chosen, known: known, reasons: reasons)
                    // The command is judged before anything is written of it.
                    let after = try scope.run(command, in: state, of: register, by: warrant)
                    try scope.writer.add(chosen.filter { !known.contains($0) }, to: id, in: name)
                    return CaseView.entered(after, number: number)
                }
            )
            return .json(201, entered.answer)
        }
    }

    /// The candidates as the register knows them; all faults at once.
    private static func candidates(_ rows: [JSON], in register: any Register) throws(Refusal) -> [Candidate] {
        var faults: [Fault] = []
        var candidates: [Candidate] = []
        for (index, row) in rows.enumerated() {
            let field = "kandidaten[\(index)]"
            let days = ["eerstGezien", "laatstGezien"].map { name -> CivilDate? in
                let day = row[name]?.string.flatMap { CivilDate($0) }
                if day == nil { faults.append(Fault("\(field).\(name)", "Give a day such as 2026-11-21.")) }
                return day
            }
            do {
                let subject = try register.subject(row["onderwerp"]?.string ?? "", field: "\(field).onderwerp")
                guard let first = days[0], let last = days[1] else { continue }
                candidates.append(
                    Candidate(
                        subject: subject, firstSeen: first, lastSeen: last, confidence: Int(row["zekerheid"]?.integer ?? 0)))
            } catch {
                faults += error.faults
            }
        }
        guard faults.isEmpty else {
            throw Refusal(.invalid, "The answer cannot be entered like this: mend the fields named.", faults: faults)
        }
        return candidates
    }

    private static let number = Endpoint.Parameter(
        name: "vraag", place: .path, schema: .whole(1...1_000_000), text: "Het nummer van de vraag binnen de zaak.")

    private static let shape = Schema.named(
        "Vraag",
        .object([
            .must("zaak", .shortText, "De zaak waarin zij is gesteld."),
            .must("vraag", .whole(1...1_000_000), "Haar nummer daarin."),
            .must("soort", .shortText, "De soort."), .must("titel", Bilingual.shape, "In woorden."),
            .must("gegeven", .text(1...200), "Waarover zij gaat, zoals een telefoonnummer."),
            .must("gevraagd", .moment, "Wanneer zij is gesteld."), .must("uiterlijk", .moment, "Wanneer er antwoord moet zijn."),
            .must("grondslag", .text(1...1_000), "De wettelijke grondslag."),
            .must("maatregel", .shortText, "De maatregel die erbij hoort, om te weigeren of na te gaan."),
        ]))
}

extension Registry {
    /// The parties that a kind of question is put to: who carries out in the register and has a role that can answer.
    func parties(answering kind: QuestionKind, under policy: RegisterPolicy, at now: Instant) -> [PartyID] {
        guard let rule = policy.questions[kind], let roles = policy.measures[rule.measure]?.roles else { return [] }
        return parties(with: .comply, in: policy.register, at: now).filter { parties[$0]?.roles.isDisjoint(with: roles) == false }
    }
}
