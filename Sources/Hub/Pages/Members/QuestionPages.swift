// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import Pages
import SignIn

/// Asking parties, answering, and choosing among what they answered.
struct QuestionPages: Sendable {
    let pages: MemberPages

    var routes: [MemberPages.Route] {
        [
            .read(.question, .deciding, askForm), .send(.question, .deciding, ask), .read(.candidates, .deciding, candidates),
            .send(.candidates, .deciding, choose), .read(.questions, .reading, open),
            .read(.questionAnswer, .acting, answerForm), .send(.questionAnswer, .acting, answer),
        ]
    }

    // MARK: Who asks

    private func askForm(_ call: PageCall) async throws -> PageAnswer {
        titled(
            .page("desk-form", title: "question-title", try await file(call).questionForm(call.view(), key: call.key)),
            "question-title", call)
    }

    private func ask(_ call: PageCall) async throws -> PageAnswer {
        let answer = try await pages.ask(
            call, .post, path(call) + "/vragen",
            ["soort": .string(call.form["soort"]), "redenen": .string(call.form["redenen"])], key: call.key)
        if answer.status == 201 { return .redirect(.caseFile, ["zaak": call.parameter("zaak")], done: "done-question") }
        let faults = faults(answer, call, ["soort": "fault-vraag", "redenen": "fault-redenen"])
        let view = try await file(call).questionForm(call.view(faults: faults), key: PageSeal.randomUUID())
        return titled(.faulty("desk-form", title: "question-title", view), "question-title", call)
    }

    private func candidates(_ call: PageCall) async throws -> PageAnswer {
        let view = try await file(call).candidateForm(try number(call), call.view(), chosen: [], key: call.key)
        return titled(.page("desk-form", title: "candidate-title", view), "candidate-title", call)
    }

    private func choose(_ call: PageCall) async throws -> PageAnswer {
        let number = try number(call)
        let chosen = call.form.all("onderwerpen")
        var faults: [FormFault] = []
        if chosen.isEmpty { faults.append(FormFault("onderwerpen", call.messages["fault-kandidaat"])) }
        if call.form["redenen"].isEmpty { faults.append(FormFault("redenen", call.messages["fault-redenen"])) }
        if faults.isEmpty {
            let answer = try await pages.ask(
                call, .post, path(call) + "/vragen/\(number)/keuzes",
                ["onderwerpen": .array(chosen.map { .string($0) }), "redenen": .string(call.form["redenen"])], key: call.key)
            if answer.status == 201 { return .redirect(.caseFile, ["zaak": call.parameter("zaak")], done: "done-candidate") }
            faults = self.faults(answer, call, ["onderwerpen": "fault-kandidaat", "redenen": "fault-redenen"])
        }
        let view = try await file(call).candidateForm(
            number, call.view(faults: faults), chosen: Set(chosen), key: PageSeal.randomUUID())
        return titled(.faulty("desk-form", title: "candidate-title", view), "candidate-title", call)
    }

    // MARK: Who answers

    private func open(_ call: PageCall) async throws -> PageAnswer {
        .page(
            "sections", title: "nav-questions",
            QuestionViews(messages: call.messages).open(try await questions(call), done: call.done))
    }

    private func answerForm(_ call: PageCall) async throws -> PageAnswer {
        titled(.page("desk-form", title: "answer-title", try await answerView(call, [], key: call.key)), "answer-title", call)
    }

    private func answer(_ call: PageCall) async throws -> PageAnswer {
        let isKnown = call.form["bekend"]
        let rows = isKnown == "ja" ? QuestionPages.candidates(in: call.form["kandidaten"]) : []
        var faults: [FormFault] = []
        if !["ja", "nee"].contains(isKnown) { faults.append(FormFault("bekend", call.messages["fault-bekend"])) }
        if isKnown == "ja", rows?.isEmpty != false { faults.append(FormFault("kandidaten", call.messages["fault-kandidaten"])) }
        if faults.isEmpty {
            let answer = try await pages.ask(
                call, .post, path(call) + "/vragen/\(try number(call))/antwoorden", ["kandidaten": .array(rows ?? [])],
                key: call.key)
            if answer.status == 201 { return .redirect(.questions, done: "done-answer") }
            faults =
                answer.code == "invalid"
                ? [FormFault("kandidaten", call.messages["fault-kandidaten"])]
                : [FormFault("", call.messages.text("refused-\(answer.code)") ?? call.messages["fault-general"])]
        }
        return titled(
            .faulty("desk-form", title: "answer-title", try await answerView(call, faults, key: PageSeal.randomUUID())),
            "answer-title",
            call)
    }

    private func answerView(_ call: PageCall, _ faults: [FormFault], key: String) async throws -> View {
        let number = try number(call)
        let question = try await questions(call).first {
            $0["zaak"]?.string == call.parameter("zaak") && $0["vraag"]?.integer == Int64(number)
        }
        return QuestionViews(messages: call.messages).answerForm(call.view(faults: faults), question: question, key: key)
    }

    /// Lines of an IMEI, a first day, a last day and percents; nil when one is something else.
    static func candidates(in text: String) -> [JSON]? {
        var rows: [JSON] = []
        for line in text.split(separator: "\n") where line.utf8.contains(where: { $0 > 0x20 }) {
            let parts = line.split { $0 == "," || $0 == ";" }.map { part in
                String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            guard parts.count == 4, let percent = Int64(parts[3].filter { $0 != "%" && $0 != " " }) else { return nil }
            rows.append([
                "onderwerp": .string(parts[0]), "eerstGezien": .string(parts[1]), "laatstGezien": .string(parts[2]),
                "zekerheid": .integer(percent),
            ])
        }
        return rows
    }

    private func questions(_ call: PageCall) async throws -> [JSON] {
        try await pages.ask(call, .get, "/v1/vragen").json["vragen"]?.array ?? []
    }

    private func file(_ call: PageCall) async throws -> CaseFileView {
        let answer = try await pages.ask(call, .get, path(call))
        guard answer.status == 200 else { throw PageNotice(status: 404, notice: .notFound) }
        return CaseFileView(answer.json, messages: call.messages)
    }

    private func path(_ call: PageCall) throws -> String {
        guard let id = try? CaseID(call.parameter("zaak")) else { throw PageNotice(status: 404, notice: .notFound) }
        return "/v1/zaken/\(id)"
    }

    private func number(_ call: PageCall) throws -> Int {
        guard let number = Int(call.parameter("vraag")), (1...1_000_000).contains(number) else {
            throw PageNotice(status: 404, notice: .notFound)
        }
        return number
    }

    private func faults(_ answer: HouseAnswer, _ call: PageCall, _ fields: [String: String]) -> [FormFault] {
        let known = answer.faults.compactMap { fault in
            answer.code == "invalid" ? fields[fault.field].map { FormFault(fault.field, call.messages[$0]) } : nil
        }
        return known.isEmpty
            ? [FormFault("", call.messages.text("refused-\(answer.code)") ?? call.messages["fault-general"])] : known
    }

    private func titled(_ answer: PageAnswer, _ key: String, _ call: PageCall) -> PageAnswer {
        var answer = answer
        answer.heading = call.messages.text(key, ["case": call.parameter("zaak")])
        return answer
    }
}
