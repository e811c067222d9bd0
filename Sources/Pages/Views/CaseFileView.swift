// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// One case with its whole history, as people of parties see it.
public struct CaseFileView: Sendable {
    /// The case as the API tells it (`Zaak`).
    let file: JSON
    let messages: Messages

    /// Shows a case.
    public init(_ file: JSON, messages: Messages) {
        self.file = file
        self.messages = messages
    }

    /// Its number.
    var number: String { file["zaak"]?.string ?? "" }

    /// The page about the case.
    /// - Parameter done: the key of the message that says what was done just now.
    public func page(done: String?) -> View {
        let phase = file["fase"]?.string ?? ""
        var view: View = [
            "done": .text(done.map { messages[$0] } ?? ""), "phase": .text(messages.text("desk-phase-\(phase)") ?? phase),
            "alert": .text(file["alarm"]?.bool == true ? messages["case-alert"] : ""),
            "facts": .facts([
                (messages["case-opened"], messages.moment(file["geopend"]?.string)),
                (messages["case-closed"], messages.moment(file["gesloten"]?.string)),
                (messages["case-erase"], messages.moment(file["wissenNa"]?.string)),
                (messages["case-subjects"], subjects), (messages["case-hits"], hitCount),
            ]),
            "flood": .text(file["vloed"]?.bool == true ? messages["case-flood"] : ""),
            "waiting": .list((file["wachtend"]?.array ?? []).map(waiting)),
            "actions": .list(actions), "has-actions": .truth(!actions.isEmpty),
            "reports": .list((file["meldingen"]?.array ?? []).map(report)),
            "decisions": .list((file["besluiten"]?.array ?? []).map(decision)),
            "has-decisions": .truth(file["besluiten"]?.array?.isEmpty == false),
            "objections": .list((file["bezwaren"]?.array ?? []).map(objection)),
            "has-objections": .truth(file["bezwaren"]?.array?.isEmpty == false),
            "corrections": .list((file["rectificaties"]?.array ?? []).map { .correction($0, messages) }),
            "has-corrections": .truth(file["rectificaties"]?.array?.isEmpty == false),
            "questions": .list((file["vragen"]?.array ?? []).map(question)),
            "has-questions": .truth(file["vragen"]?.array?.isEmpty == false),
            "story": .list((file["verloop"]?.array ?? []).map(line)),
        ]
        if let parties = file["uitvoering"]?.array, !parties.isEmpty { view["compliance"] = .compliance(parties, messages) }
        if let hits = file["treffers"]?.array, !hits.isEmpty { view["hits"] = self.hits(hits) }
        return view
    }

    /// What was decided and does not go out yet.
    private func waiting(_ change: JSON) -> View { ["text": .text(waitingText(change))] }

    /// The same, in words.
    func waitingText(_ change: JSON) -> String {
        let causes = (change["oorzaken"]?.array ?? []).compactMap(\.string).map { messages.text("wait-cause-\($0)") ?? $0 }
        return messages.text(
            change["wat"]?.string == "vrijgave" ? "case-waiting-release" : "case-waiting-list",
            [
                "decision": String(change["besluit"]?.integer ?? 0),
                "n": messages.number(change["aantalOnderwerpen"]?.integer ?? 0),
                "since": messages.moment(change["sinds"]?.string), "causes": causes.joined(separator: "; "),
            ])
    }

    private var subjects: String {
        let shown = (file["onderwerpen"]?.array ?? []).compactMap(\.string)
        return shown.isEmpty ? messages.number(file["aantalOnderwerpen"]?.integer ?? 0) : shown.joined(separator: ", ")
    }

    private var hitCount: String {
        let count = file["aantalTreffers"]?.integer ?? 0
        return count == 0 ? "" : messages.number(count)
    }

    /// What whoever looks can do now, each with a page of its own.
    private var actions: [View] {
        func link(_ place: Place, _ key: String, _ values: [String: String] = [:]) -> View {
            let path = place.path(in: messages.language, values.merging(["zaak": number]) { given, _ in given })
            return ["href": .text(path), "text": .text(messages.text(key, values))]
        }
        let possible = file["mogelijk"]
        var links: [View] = []
        let judged = (possible?["bevestigen"]?.array ?? []) + (possible?["afwijzen"]?.array ?? [])
        for proposal in Set(judged.compactMap(\.integer)).sorted() {
            links.append(link(.proposal, "case-do-proposal", ["besluit": String(proposal)]))
        }
        for objection in (possible?["bezwaren"]?.array ?? []).compactMap(\.integer) {
            links.append(link(.objectionFile, "case-do-objection", ["bezwaar": String(objection)]))
        }
        for request in (possible?["rectificaties"]?.array ?? []).compactMap(\.integer) {
            links.append(link(.correctionFile, "case-do-correction", ["rectificatie": String(request)]))
        }
        for report in (possible?["onjuistVerklaren"]?.array ?? []).compactMap(\.integer) {
            links.append(link(.falseReport, "case-do-false-report", ["nummer": String(report)]))
        }
        for change in (possible?["vrijgeven"]?.array ?? []).compactMap(\.integer) {
            links.append(link(.clearance, "case-do-clearance", ["nummer": String(change)]))
        }
        if possible?["vragen"]?.array?.isEmpty == false { links.append(link(.question, "case-do-question")) }
        for question in (possible?["kiezen"]?.array ?? []).compactMap(\.integer) {
            links.append(link(.candidates, "case-do-candidate", ["vraag": String(question)]))
        }
        if possible?["opvolgen"]?.bool == true { links.append(link(.followUp, "case-do-follow-up")) }
        if possible?["besluiten"]?.array?.isEmpty == false { links.append(link(.decision, "case-do-decide")) }
        return links
    }

    private func report(_ report: JSON) -> View {
        let files = (file["bewijsstukken"]?.array ?? []).filter { $0["melding"] == report["nummer"] }.map { file -> View in
            let values = ["zaak": number, "bewijsstuk": String(file["nummer"]?.integer ?? 0)]
            return [
                "href": .text(Place.evidenceFile.path(in: messages.language, values)),
                "text": .text(EvidenceView.line(file, messages)),
            ]
        }
        return [
            "title": .text(title(report, "case-report")), "by": .text(messages.who(report["door"]?.string)),
            "when": .text(messages.moment(report["wanneer"]?.string)), "facts": .facts(messages.details(of: report)),
            "files": .list(files), "has-files": .truth(!files.isEmpty),
            "false": .text(report["onjuist"]?.bool == true ? messages["case-report-false"] : ""),
        ]
    }

    private func decision(_ decision: JSON) -> View {
        let stage = decision["stand"]?.string ?? ""
        return [
            "title": .text(title(decision, "case-decision")),
            "facts": .facts([
                (
                    messages["case-stage"],
                    messages.text("case-stage-\(stage)", else: stage, ["when": messages.moment(decision["moment"]?.string)])
                ),
                (messages["case-reasons"], decision["redenen"]?.string ?? ""),
                (messages["case-by"], messages.who(decision["door"]?.string)),
                (messages["case-confirmed-by"], decision["bevestigdDoor"]?.string ?? ""),
                (messages["case-basis"], messages.basis(decision["grondslag"]?.string)),
                (messages["case-objection-until"], messages.moment(decision["bezwaarTot"]?.string)),
                (messages["case-valid-until"], messages.moment(decision["geldigTot"]?.string)),
            ]),
        ]
    }

    private func objection(_ objection: JSON) -> View {
        let outcome =
            switch objection["gegrond"]?.bool {
            case true?: "objection-upheld"
            case false?: "objection-dismissed"
            case nil: objection["teLaat"]?.bool == true ? "objection-overdue" : "objection-open"
            }
        return [
            "title": .text(messages.text("case-objection", ["n": String(objection["nummer"]?.integer ?? 0)])),
            "facts": .facts([
                (messages["case-grounds"], objection["gronden"]?.string ?? ""),
                (messages["case-by"], messages.who(objection["door"]?.string)),
                (messages["case-when"], messages.moment(objection["wanneer"]?.string)),
                (messages["case-decide-by"], messages.moment(objection["beslissenVoor"]?.string)),
                (messages["case-outcome"], messages[outcome]),
            ]),
        ]
    }

    private func line(_ line: JSON) -> View {
        let kind = line["soort"]?.string ?? ""
        let index = line["regel"]?.integer ?? 0
        return [
            "what": .text(messages.text("event-\(kind)", else: kind, ["n": String(line["nummer"]?.integer ?? 0)])),
            "when": .text(messages.moment(line["wanneer"]?.string)),
            "by": .text(line["door"].map { messages.who($0.string) } ?? messages["case-by-clock"]),
            "basis": .text(messages.basis(line["grondslag"]?.string)),
            "reasons": .text(line["redenen"]?.string ?? ""), "line": .text(messages.number(index)),
            "proof": .text("/logboek/\(file["register"]?.string ?? "")/bewijs/\(index)"),
        ]
    }

    private func hits(_ hits: [JSON]) -> View {
        .table(
            id: "hits", caption: messages["case-hits-table"],
            columns: ["case-subject", "case-seen", "case-area", "case-by"].map { messages[$0] },
            rows: hits.map { hit in
                [
                    hit["onderwerp"]?.string ?? "", messages.moment(hit["gezien"]?.string), hit["gebied"]?.string ?? "",
                    messages.who(hit["door"]?.string),
                ]
            })
    }

    private func title(_ item: JSON, _ key: String) -> String {
        let words = item["titel"]?[messages.language.rawValue]?.string ?? item["soort"]?.string ?? ""
        return messages.text(key, ["n": String(item["nummer"]?.integer ?? 0), "kind": words])
    }
}

extension CaseFileView {
    /// Deciding: which decision, and why.
    public func decisionForm(_ form: FormView, key: String) -> View {
        let kinds = file["mogelijk"]?["besluiten"]?.array ?? []
        let language = messages.language.rawValue
        let labels = kinds.map { kind in
            let words = kind["titel"]?[language]?.string ?? ""
            return (
                kind["soort"]?.string ?? "",
                kind["tweedePersoon"]?.bool == true ? messages.text("decision-with-second", ["kind": words]) : words
            )
        }
        return form.view(
            fields: [Field(name: "redenen", type: "area", isRequired: true, mostCharacters: 4_000)],
            choices: [
                Choice(
                    name: "soort", answers: labels.map(\.0), texts: "besluit",
                    labels: Dictionary(labels) { first, _ in first })
            ],
            besides: ["key": .text(key), "facts": brief, "possible": .truth(!kinds.isEmpty), "case": .text(number), "back": back])
    }

    /// A proposal, to be confirmed or rejected.
    public func proposalForm(_ proposal: Int, _ form: FormView, key: String) -> View {
        func has(_ list: String) -> Bool {
            (file["mogelijk"]?[list]?.array ?? []).contains { $0.integer == Int64(proposal) }
        }
        let decision = (file["besluiten"]?.array ?? []).first { $0["nummer"]?.integer == Int64(proposal) }
        return form.view(
            fields: [Field(name: "redenen", type: "area", isRequired: true, mostCharacters: 4_000, texts: "rejection")],
            besides: [
                "key": .text(key), "facts": brief, "proposal": decision.map { .list([self.decision($0)]) } ?? [],
                "can-confirm": .truth(has("bevestigen")), "can-reject": .truth(has("afwijzen")),
                "idle": .truth(!has("bevestigen") && !has("afwijzen")), "case": .text(number), "back": back,
            ])
    }

    /// What was done with hits.
    public func followUpForm(_ form: FormView, key: String) -> View {
        let hit = file["treffers"]?[0]
        return DeskForm(
            parts: [.field(Field(name: "redenen", type: "area", isRequired: true, mostCharacters: 4_000, texts: "follow-up"))],
            lead: messages["follow-up-lead"],
            facts: [
                (messages["case-subject"], hit?["onderwerp"]?.string ?? ""),
                (messages["case-seen"], messages.moment(hit?["gezien"]?.string)),
                (messages["case-area"], hit?["gebied"]?.string ?? ""), (messages["case-by"], messages.who(hit?["door"]?.string)),
            ],
            idle: file["mogelijk"]?["opvolgen"]?.bool == true ? "" : messages["follow-up-none"],
            send: messages["follow-up-send"],
            back: [
                "href": .text(Place.caseFile.path(in: messages.language, ["zaak": number])), "text": .text(messages["case-back"]),
            ]
        ).view(form, key: key)
    }

    /// An objection, to be decided on.
    public func objectionForm(_ objection: Int, _ form: FormView, key: String) -> View {
        let found = (file["bezwaren"]?.array ?? []).first { $0["nummer"]?.integer == Int64(objection) }
        let isOpen = (file["mogelijk"]?["bezwaren"]?.array ?? []).contains { $0.integer == Int64(objection) }
        return form.view(
            fields: [Field(name: "redenen", type: "area", isRequired: true, mostCharacters: 4_000)],
            choices: [Choice(name: "gegrond", answers: ["ja", "nee"])],
            besides: [
                "key": .text(key), "facts": brief, "objection": found.map { .list([self.objection($0)]) } ?? [],
                "possible": .truth(isOpen), "case": .text(number), "back": back,
            ])
    }

    /// What a form reminds of.
    var brief: View {
        let phase = file["fase"]?.string ?? ""
        return .facts([
            (messages["case-phase"], messages.text("desk-phase-\(phase)") ?? phase),
            (messages["case-opened"], messages.moment(file["geopend"]?.string)), (messages["case-subjects"], subjects),
        ])
    }

    var back: View { .text(Place.caseFile.path(in: messages.language, ["zaak": number])) }
}

extension View {
    /// Per party when it stated that it received, took over and carried out.
    static func compliance(_ parties: [JSON], _ messages: Messages) -> View {
        .table(
            id: "compliance", caption: messages["status-table"],
            columns: ["status-provider", "status-delivered", "status-accepted", "status-carried-out"].map { messages[$0] },
            rows: parties.map { party in
                [party["naam"]?.string ?? party["deelnemer"]?.string ?? ""]
                    + ["afgeleverd", "aanvaard", "uitgevoerd"].map { fact in
                        party[fact].map { messages.stated($0) } ?? messages["status-not-yet"]
                    }
            })
    }
}
