// SPDX-License-Identifier: EUPL-1.2

import Ledger

@testable import Pages

/// Every page with one text in all places where something from outside is shown.
struct SamplePages {
    let renderer: PageRenderer
    let language: Language
    /// What is shown wherever something from outside is.
    let outside: String

    var messages: Messages { renderer.messages(in: language) }

    /// The template, its title, what it shows, whether the form has faults.
    var all: [(template: String, title: String, place: Place?, view: View, isFaulty: Bool)] {
        let empty = FormView(messages: messages)
        let names =
            ["soort", "redenen", "gegrond", "imei", "imei2", "melding", "geheim", "reden", "gronden", "omschrijving"]
            + PublicForms.details
        let values = Dictionary(names.map { ($0, outside) }, uniquingKeysWith: { first, _ in first })
        let wrong = FormView(
            values: values, faults: (Set(names).sorted() + [""]).map { FormFault($0, outside) }, messages: messages)
        func only(_ names: String...) -> FormView {
            FormView(values: values, faults: wrong.faults.filter { names.contains($0.field) }, messages: messages)
        }
        return [
            ("home", "home-title", .home, [:], false), ("about", "about-title", .about, AboutView.view(keys: [outside]), false),
            ("report", "report-title", .report, PublicForms.report(empty, key: "k"), false),
            (
                "report", "report-title", .report,
                PublicForms.report(
                    FormView(
                        values: values,
                        faults: wrong.faults.filter {
                            !["melding", "geheim", "reden", "gronden", "redenen", "gegrond"].contains($0.field)
                        },
                        messages: messages), key: outside), true
            ),
            (
                "reported", "reported-title", .reported,
                ReportViews.reported(state, secret: outside, keys: [outside], messages: messages), false
            ),
            ("follow", "follow-title", .follow, PublicForms.follow(empty), false),
            ("follow", "follow-title", .follow, PublicForms.follow(only("melding", "geheim", "")), true),
            ("status", "status-title", .status, ReportViews.status(state, done: "done-recovered", messages: messages), false),
            ("status", "status-title", .status, ReportViews.status([:], done: nil, messages: messages), false),
            ("recovered", "recovered-title", .recovered, PublicForms.recovered(only("reden", "omschrijving"), key: outside), true),
            ("objection", "objection-title", .objection, PublicForms.objection(only("gronden"), key: outside), true),
            ("check", "check-title", .check, CheckView.view(empty, answer: nil), false),
            ("check", "check-title", .check, CheckView.view(only("imei"), answer: check), true),
            ("monitor", "monitor-title", .monitor, MonitorView.view(figures, messages: messages), false),
            ("monitor", "monitor-title", .monitor, MonitorView.view([:], messages: messages), false),
            (
                "statement", "notice-refused", nil,
                StatementView(
                    paragraphs: [outside], code: outside, links: [.init("/nl", outside)],
                    buttons: [
                        .init(outside, action: "/afmelden", name: "a", value: outside, fields: ["token": outside]),
                        .init("b", action: "/afmelden", fields: [:]),
                    ]
                ).view, false
            ),
            ("case-file", "nav-worklist", .caseFile, CaseFileView(file, messages: messages).page(done: "done-decided"), false),
            ("case-file", "nav-worklist", .caseFile, CaseFileView([:], messages: messages).page(done: nil), false),
            (
                "decision", "nav-worklist", .decision,
                CaseFileView(file, messages: messages).decisionForm(only("soort", "redenen", ""), key: outside), true
            ),
            ("decision", "nav-worklist", .decision, CaseFileView([:], messages: messages).decisionForm(empty, key: "k"), false),
            (
                "proposal", "nav-worklist", .proposal,
                CaseFileView(file, messages: messages).proposalForm(1, only("redenen"), key: outside), true
            ),
            ("proposal", "nav-worklist", .proposal, CaseFileView([:], messages: messages).proposalForm(1, empty, key: "k"), false),
            (
                "objection-file", "nav-worklist", .objectionFile,
                CaseFileView(file, messages: messages).objectionForm(1, only("gegrond", "redenen"), key: outside), true
            ),
            ("notice", "notice-session", nil, NoticeView("notice-session", signIn: "/aanmelden").view(messages), false),
            ("notice", "notice-too-many", nil, NoticeView("notice-too-many", secondsToWait: 12).view(messages), false),
            ("notice", "notice-not-found", nil, NoticeView.notFound.view(messages), false),
        ] + deskPages
    }

    /// All pages as HTML.
    var pages: [(name: String, html: String)] {
        all.enumerated().map { index, page in
            var frame = Frame(
                language: language, title: page.title, place: page.place, token: outside, isFaulty: page.isFaulty)
            if page.template == "statement" {
                frame.heading = outside
                frame.isDemonstration = true
                frame.account = .init(text: outside, path: "/nl/aanmelden")
                frame.twin = "/en/sign-in"
            }
            if page.place.map({ $0.path(in: .dutch).contains("{") }) == true {
                frame.heading = outside
                frame.desks = [.worklist]
                frame.twin = "/en/x"
            }
            let html = renderer.page(page.template, showing: page.view, in: frame)
            return ("\(index) \(page.template)", String(decoding: html, as: UTF8.self))
        }
    }

    private var state: JSON {
        let text = JSON.string(outside)
        return [
            "melding": text, "soort": text, "gemeld": text, "fase": "in-force",
            "besluiten": [["soort": text, "naam": text, "genomen": text, "redenen": text, "bezwaarTot": text]],
            "uitvoering": [["deelnemer": text, "naam": text, "afgeleverd": ["vastgelegd": text]]],
            "nuDoen": [["nl": text, "en": text]],
        ]
    }

    private var file: JSON {
        let text = JSON.string(outside)
        let moment = JSON.string("2026-11-21T09:00:00Z")
        let titled: JSON = ["nl": text, "en": text]
        let decision: JSON = [
            "nummer": 1, "soort": text, "titel": titled, "stand": "voorgesteld", "moment": moment, "redenen": text, "door": text,
            "grondslag": text, "bevestigdDoor": text,
        ]
        let objection: JSON = [
            "nummer": 1, "besluit": 1, "gronden": text, "door": text, "wanneer": moment, "beslissenVoor": text, "teLaat": true,
        ]
        let line: JSON = [
            "regel": 7, "soort": text, "wanneer": moment, "nummer": 1, "wat": text, "redenen": text, "door": text,
            "grondslag": text,
        ]
        let hit: JSON = ["onderwerp": text, "gezien": text, "gebied": text, "door": text]
        return .object(
            JSONObject([
                ("zaak", text), ("register", text), ("fase", text), ("geopend", text), ("gesloten", text), ("wissenNa", text),
                ("aantalOnderwerpen", 2), ("onderwerpen", [text, text]),
                (
                    "meldingen",
                    [["nummer": 1, "soort": text, "titel": titled, "door": text, "gegevens": ["merk": text], "wanneer": text]]
                ),
                ("besluiten", [decision]), ("bezwaren", [objection]),
                ("uitvoering", [["deelnemer": text, "naam": text, "afgeleverd": ["vastgelegd": text]]]), ("aantalTreffers", 3),
                ("treffers", [hit]), ("verloop", [line, ["regel": 8, "soort": "closing", "wanneer": moment]]),
                (
                    "mogelijk",
                    [
                        "besluiten": [["soort": text, "titel": titled, "tweedePersoon": true]], "bevestigen": [1],
                        "afwijzen": [1], "bezwaren": [1],
                    ]
                ),
            ]))
    }

    private var check: JSON { ["uitkomst": .string(outside), "gewijzigd": .string(outside), "gevraagd": .string(outside)] }

    private var figures: JSON {
        [
            "peildatum": .string(outside), "versies": 12, "vermeld": 3,
            "deelnemers": [
                [
                    "naam": .string(outside), "achterstand": ["versies": 2, "milliseconden": 5_000], "gemist": 1,
                    "blokkeren": ["aantal": 4, "p50": 200, "p95": 900, "p99": 950, "langste": 1_000],
                ]
            ],
            "mijlpalen": [["naam": .string(outside), "stappen": .array(milestones)]],
            "maanden": [["maand": .string(outside), "meldingen": 3, "blokkades": 2, "opheffingen": 0]],
        ]
    }
}
