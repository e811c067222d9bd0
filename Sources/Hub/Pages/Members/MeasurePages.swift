// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import Pages
import SignIn

/// The measures of a party, and one with its history: accepting, carrying out by hand, refusing; judging the refusal of another party.
struct MeasurePages: Sendable {
    let pages: MemberPages

    var routes: [MemberPages.Route] {
        [
            .read(.measures, .reading, list), .read(.measureFile, .reading, show), .send(.measureFile, .acting, act),
            .read(.measureJudgement, .deciding, judgementForm), .send(.measureJudgement, .deciding, judge),
        ]
    }

    private func list(_ call: PageCall) async throws -> PageAnswer {
        let state = MeasuresView.states.map(\.state).first { $0 == call.query["stand"] }
        let party = call.visitor.actor.party?.description
        let own = try await pages.measures(call, state: state).filter { $0["deelnemer"]?.string == party }
        var refused: [JSON]?
        if call.rights.contains(.decide) {
            refused = try await pages.measures(call, state: "geweigerd").filter { $0["mogelijk"]?["beoordelen"]?.bool == true }
        }
        let view = MeasuresView(messages: call.messages).page(own, state: state, refused: refused)
        return .page("measures", title: "measures-title", view)
    }

    private func show(_ call: PageCall) async throws -> PageAnswer {
        let file = try await file(call)
        return titled(
            .page("measure-file", title: "measure-title", file.page(call.view(), key: call.key, done: call.done)), file)
    }

    /// The acts of the page, by the button that was pressed.
    private func act(_ call: PageCall) async throws -> PageAnswer {
        let act = call.form["doen"]
        var body: [(String, JSON?)] = [("maatregel", .string(call.query["naam"]))]
        let (path, fields, done): (String, [String: String], String)
        func version(_ field: String) -> JSON? { Int64(call.form[field]).map { .integer($0) } }
        switch act {
        case "aanvaarden":
            body.append(("versie", version("versie")))
            (path, fields, done) = ("/v1/aanvaardingen", [:], "done-measure-accepted")
        case "uitvoeren":
            body += [("versie", version("versie")), ("hoe", .string(call.form["hoe"]))]
            (path, fields, done) = ("/v1/uitvoeringen", ["hoe": "hoe"], "done-measure-by-hand")
        case "weigeren":
            body += [
                ("versie", version("weigerversie")), ("grond", .string(call.form["grond"])),
                ("toelichting", .string(call.form["toelichting"])),
            ]
            fields = ["versie": "weigerversie", "grond": "grond", "toelichting": "toelichting"]
            (path, done) = ("/v1/weigeringen", "done-measure-refused")
        default:
            throw PageNotice(status: 400, notice: .refused)
        }
        let answer = try await pages.ask(call, .post, path, .object(JSONObject(body)), key: call.key)
        if answer.status == 201 { return back(call, done) }
        let form = call.view(faults: faults(answer, call, fields))
        let file = try await file(call)
        return titled(
            .faulty("measure-file", title: "measure-title", file.page(form, key: PageSeal.randomUUID(), done: nil)), file)
    }

    private func judgementForm(_ call: PageCall) async throws -> PageAnswer {
        let file = try await file(call)
        return titled(.page("sheet", title: "measure-judge-title", file.judgement(call.view(), key: call.key)), file)
    }

    private func judge(_ call: PageCall) async throws -> PageAnswer {
        let choice = call.form["terecht"]
        var wrong: [FormFault] = []
        if !["ja", "nee"].contains(choice) { wrong.append(FormFault("terecht", call.messages["fault-terecht"])) }
        if call.form["redenen"].isEmpty { wrong.append(FormFault("redenen", call.messages["fault-redenen"])) }
        if wrong.isEmpty {
            let answer = try await pages.ask(
                call, .post, "/v1/weigeringsoordelen",
                [
                    "maatregel": .string(call.query["naam"]), "terecht": .bool(choice == "ja"),
                    "redenen": .string(call.form["redenen"]),
                ], key: call.key)
            if answer.status == 201 { return back(call, "done-measure-judged") }
            wrong = faults(answer, call, ["redenen": "redenen"])
        }
        let file = try await file(call)
        let view = file.judgement(call.view(faults: wrong), key: PageSeal.randomUUID())
        return titled(.faulty("sheet", title: "measure-judge-title", view), file)
    }

    /// The measure that stands behind the question mark.
    private func file(_ call: PageCall) async throws -> MeasureFileView {
        var query = [("naam", call.query["naam"])]
        if let before = UInt32(call.query["voor"]), before > 0 { query.append(("voor", String(before))) }
        let answer = try await pages.ask(call, .get, "/v1/maatregel?" + FormText.encode(query))
        guard answer.status == 200 else { throw PageNotice(status: 404, notice: .notFound) }
        return MeasureFileView(answer.json, messages: call.messages)
    }

    private func back(_ call: PageCall, _ done: String) -> PageAnswer {
        var answer = PageAnswer.redirect(.measureFile, done: done)
        answer.query = FormText.encode([("naam", call.query["naam"])])
        return answer
    }

    private func titled(_ answer: PageAnswer, _ file: MeasureFileView) -> PageAnswer {
        var answer = answer
        answer.heading = file.name
        return answer
    }

    /// What the API found wrong, in words and at the fields of the form.
    private func faults(_ answer: HouseAnswer, _ call: PageCall, _ fields: [String: String]) -> [FormFault] {
        let known = answer.faults.compactMap { fault in
            answer.code == "invalid"
                ? fields[fault.field].map { FormFault($0, call.messages["fault-\($0)"]) } : nil
        }
        guard known.isEmpty else { return known }
        if answer.code == "not-now" { return [FormFault("", call.messages["measure-not-now"])] }
        return [FormFault("", call.messages.text("refused-\(answer.code)") ?? call.messages["fault-general"])]
    }
}

extension MemberPages {
    /// The measures that somebody may see, of all registers.
    /// - Parameter state: only those that stand so; nil for all.
    func measures(_ call: PageCall, state: String? = nil) async throws -> [JSON] {
        var (measures, notice): ([JSON], (any Error)?) = ([], nil)
        var isShown = false
        for register in core.registers.names {
            let query = [("register", register.rawValue)] + (state.map { [("stand", $0)] } ?? [])
            do {
                measures += try await ask(call, .get, "/v1/maatregelen?" + FormText.encode(query)).json["maatregelen"]?.array ?? []
                isShown = true
            } catch {
                notice = error
            }
        }
        if !isShown, let notice { throw notice }
        return measures
    }
}
