// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import Pages
import SignIn

/// Orders under penalty: what whoever supervises does with one, objecting as the addressee, and the letters of all steps.
struct OrderPages: Sendable {
    let pages: MemberPages

    var routes: [MemberPages.Route] {
        [
            .read(.order, .deciding, actForm), .send(.order, .deciding, act), .read(.orderObjection, .acting, objectionForm),
            .send(.orderObjection, .acting, object), .read(.letter, .reading, letter),
        ]
    }

    // MARK: Whoever supervises

    private func actForm(_ call: PageCall) async throws -> PageAnswer {
        .page("desk-form", title: "order-title", try await actView(call, call.view(), key: call.key))
    }

    private func act(_ call: PageCall) async throws -> PageAnswer {
        let form: FormView
        switch body(call) {
        case .failure(let faults): form = call.view(faults: faults.faults)
        case .success(let (path, body)):
            let answer = try await pages.ask(call, .post, path, body, key: call.key)
            if answer.status == 201 {
                return .redirect(.supervisedParty, ["deelnemer": call.parameter("deelnemer")], done: "done-order")
            }
            let faults = answer.formFaults(
                call.messages,
                fields: [
                    "redenen": ("redenen", "fault-redenen"), "tot": ("tot", "fault-order-tot"), "last": ("", "order-not-now"),
                    "maatregel": ("", "order-not-now"), "invordering": ("", "order-not-now"), "bezwaar": ("", "order-not-now"),
                    "persoon": ("", "refused-same-person"),
                ])
            form = call.view(faults: faults)
        }
        return .faulty("desk-form", title: "order-title", try await actView(call, form, key: PageSeal.randomUUID()))
    }

    /// What is wrong with a form before it is sent on.
    private struct Faults: Error { let faults: [FormFault] }

    /// Which endpoint an answer of the form stands for, and what is sent to it.
    private func body(_ call: PageCall) -> Result<(path: String, body: JSON), Faults> {
        let parts = call.form["doen"].split(separator: "-", maxSplits: 1)
        let (act, number) = (parts.first.map { String($0) } ?? "", parts.count > 1 ? Int64(parts[1]) : nil)
        var body: JSONObject = [
            "maatregel": .string(call.query["maatregel"]), "last": .integer(Int64(call.query["last"]) ?? 0),
        ]
        let paths = [
            "bevestigen": "/v1/lastbevestigingen", "verwerpen": "/v1/lastverwerpingen", "opschorten": "/v1/lastopschortingen",
            "hervatten": "/v1/lasthervattingen", "intrekken": "/v1/lastintrekkingen", "invorderen": "/v1/invorderingen",
            "afzien": "/v1/invorderingen", "betaald": "/v1/betalingen", "gegrond": "/v1/lastbezwaarbesluiten",
            "ongegrond": "/v1/lastbezwaarbesluiten",
        ]
        guard let path = paths[act] else { return .failure(Faults(faults: [FormFault("doen", call.messages["fault-order-doen"])])) }
        if !["bevestigen", "betaald"].contains(act) {
            let reasons = call.form["redenen"]
            guard !reasons.isEmpty else {
                return .failure(Faults(faults: [FormFault("redenen", call.messages["fault-redenen"])]))
            }
            body["redenen"] = .string(reasons)
        }
        switch act {
        case "invorderen", "afzien": body["soort"] = .string(act)
        case "betaald": body["invordering"] = .integer(number ?? 0)
        case "gegrond", "ongegrond":
            body["bezwaar"] = .integer(number ?? 0)
            body["gegrond"] = .bool(act == "gegrond")
        case "opschorten" where !call.form["tot"].isEmpty:
            guard let day = CivilDate(call.form["tot"]) else {
                return .failure(Faults(faults: [FormFault("tot", call.messages["fault-order-tot"])]))
            }
            body["tot"] = .string(DutchTime.endOfDay(day).description)
        default: break
        }
        return .success((path, .object(body)))
    }

    private func actView(_ call: PageCall, _ form: FormView, key: String) async throws -> View {
        // A number that is none names no party; the API says first whether he may ask.
        let party = (try? PartyID(call.parameter("deelnemer")))?.description ?? "none"
        let answer = try await pages.ask(call, .get, "/v1/nalevingsdossiers/\(party)")
        guard answer.status == 200,
            let measure = answer.json["maatregelen"]?.array?.first(where: {
                $0["maatregel"]?.string == call.query["maatregel"]
            })
        else { throw PageNotice(status: 404, notice: .notFound) }
        return OrderActView(measure, order: Int64(call.query["last"]) ?? 0, messages: call.messages)
            .form(form, key: key, party: call.parameter("deelnemer"))
    }

    // MARK: The addressee

    private func objectionForm(_ call: PageCall) async throws -> PageAnswer {
        .page("desk-form", title: "order-objection-title", try await objectionView(call, call.view(), key: call.key))
    }

    private func object(_ call: PageCall) async throws -> PageAnswer {
        var body: JSONObject = [
            "maatregel": .string(call.query["naam"]), "last": .integer(Int64(call.query["last"]) ?? 0),
            "gronden": .string(call.form["gronden"]), "vraagtOpschorting": .bool(call.form["opschorting"] == "ja"),
        ]
        if let collection = Int64(call.query["invordering"]) { body["invordering"] = .integer(collection) }
        let answer = try await pages.ask(call, .post, "/v1/lastbezwaren", .object(body), key: call.key)
        if answer.status == 201 {
            var back = PageAnswer.redirect(.measureFile, done: "done-order-objection")
            back.query = FormText.encode([("naam", call.query["naam"])])
            return back
        }
        let faults = answer.formFaults(
            call.messages,
            fields: [
                "gronden": ("gronden", "fault-gronden"), "last": ("", "order-not-now"), "maatregel": ("", "order-not-now"),
                "invordering": ("", "order-not-now"),
            ])
        let view = try await objectionView(call, call.view(faults: faults), key: PageSeal.randomUUID())
        return .faulty("desk-form", title: "order-objection-title", view)
    }

    private func objectionView(_ call: PageCall, _ form: FormView, key: String) async throws -> View {
        let answer = try await pages.ask(call, .get, "/v1/maatregel?" + FormText.encode([("naam", call.query["naam"])]))
        guard answer.status == 200 else { throw PageNotice(status: 404, notice: .notFound) }
        return OrderActView(answer.json, order: Int64(call.query["last"]) ?? 0, messages: call.messages)
            .objection(form, key: key, collection: Int64(call.query["invordering"]))
    }

    // MARK: Letters

    private func letter(_ call: PageCall) async throws -> PageAnswer {
        // A line that is no number has no letter; the API says first whether he may ask.
        let line = UInt32(call.query["regel"]) ?? 0
        let query = FormText.encode([("naam", call.query["naam"]), ("regel", String(line))])
        let answer = try await pages.ask(call, .get, "/v1/brief?" + query)
        guard answer.status == 200 else { throw PageNotice(status: 404, notice: .notFound) }
        let letter = LetterView(answer.json, hub: pages.core.signer.hub, messages: call.messages)
        var page = PageAnswer.page("letter", title: "letter-title", letter.view)
        page.heading = letter.subject
        return page
    }
}
