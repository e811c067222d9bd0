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
            [
                "soort", "redenen", "gegrond", "toegewezen", "onderdeel", "fout", "moetZijn", "deelnemer", "zaak", "vanaf", "tot",
            ] + ["imei", "imei2", "melding", "geheim", "reden", "gronden", "omschrijving"]
            + PublicForms.details + PublicForms.grouped + ["bestand", "onderwerpen", "bekend", "kandidaten"]
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
                            (["soort", "imei", "imei2", ""] + PublicForms.details + PublicForms.grouped).contains($0.field)
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
            ("evidence", "evidence-title", .evidence, EvidenceView.form(empty, state: [:], key: "k"), false),
            ("evidence", "evidence-title", .evidence, EvidenceView.form(only("bestand", ""), state: state, key: outside), true),
            (
                "desk-form", "follow-up-title", .followUp,
                CaseFileView(file, messages: messages).followUpForm(only("redenen", ""), key: outside), true
            ),
            (
                "desk-form", "question-title", .question,
                CaseFileView(file, messages: messages).questionForm(only("soort", "redenen", ""), key: outside), true
            ),
            (
                "desk-form", "candidate-title", .candidates,
                CaseFileView(file, messages: messages).candidateForm(
                    1, only("onderwerpen", "redenen"), chosen: [outside], key: outside), true
            ),
            (
                "sections", "nav-questions", .questions,
                QuestionViews(messages: messages).open([openQuestion], done: "done-answer"), false
            ),
            ("sections", "nav-questions", .questions, QuestionViews(messages: messages).open([], done: nil), false),
            (
                "desk-form", "answer-title", .questionAnswer,
                QuestionViews(messages: messages).answerForm(only("bekend", "kandidaten"), question: openQuestion, key: outside),
                true
            ),
            ("check", "check-title", .check, CheckView.view(empty, answer: nil), false),
            ("check", "check-title", .check, CheckView.view(only("imei"), answer: check), true),
            ("monitor", "monitor-title", .monitor, MonitorView.view(figures, messages: messages), false),
            ("monitor", "monitor-title", .monitor, MonitorView.view([:], messages: messages), false),
            ("monitor", "monitor-title", .monitor, MonitorView.view(trends, region: outside, messages: messages), false),
            ("monitor", "monitor-title", .monitor, MonitorView.view(FiguresTextTests.trends, messages: messages), false),
            (
                "report", "report-title", .report,
                PublicForms.report(
                    only("regio"), regions: [.init("", "b"), .init(outside, outside), .init("a", "c")], key: "k"), true
            ),
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
            (
                "correction-file", "nav-worklist", .correctionFile,
                CaseFileView(file, messages: messages).correctionForm(1, only("toegewezen", "redenen"), key: outside), true
            ),
            (
                "correction-file", "nav-worklist", .correctionFile,
                CaseFileView([:], messages: messages).correctionForm(1, empty, key: "k"), false
            ),
            (
                "processing", "nav-processing", .processing,
                ProcessingView(processing, form: only("deelnemer", "zaak", "vanaf", "tot")).view { _ in "/nl/x?a=\(1)" }, true
            ),
            ("processing", "nav-processing", .processing, ProcessingView([:], form: empty).view { _ in "/nl/x" }, false),
            ("insight", "insight-title", .insight, InsightView(insight, messages: messages).page, false),
            ("insight", "insight-title", .insight, InsightView([:], messages: messages).page, false),
            (
                "correction", "correction-title", .correction,
                PublicForms.correction(only("onderdeel", "fout", "moetZijn", ""), key: outside), true
            ),
            (
                "measures", "measures-title", .measures,
                MeasuresView(messages: messages).page([measure, [:]], state: "te-laat", refused: [measure]), false
            ),
            ("measures", "measures-title", .measures, MeasuresView(messages: messages).page([], state: nil, refused: nil), false),
            (
                "measure-file", "measure-title", .measureFile,
                MeasureFileView(measure, messages: messages).page(
                    measureForm, key: outside, done: "done-measure-accepted"), true
            ),
            (
                "measure-file", "measure-title", .measureFile,
                MeasureFileView([:], messages: messages).page(wrong, key: "k", done: nil), true
            ),
            (
                "sheet", "measure-judge-title", .measureJudgement,
                MeasureFileView(measure, messages: messages).judgement(only("redenen", ""), key: outside), true
            ),
            ("notice", "notice-session", nil, NoticeView("notice-session", signIn: "/aanmelden").view(messages), false),
            ("notice", "notice-too-many", nil, NoticeView("notice-too-many", secondsToWait: 12).view(messages), false),
            ("notice", "notice-not-found", nil, NoticeView.notFound.view(messages), false),
        ] + organisation + deskPages + letterPages + worklistPages
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
            "rectificaties": [correction], "uitvoering": [["deelnemer": text, "naam": text, "afgeleverd": ["vastgelegd": text]]],
            "vragen": [["gevraagd": text, "gevraagdAan": 2, "beantwoord": 1, "gekozen": false]],
            "bewijsstukken": [attachment], "standen": ["tracking"], "nuDoen": [["nl": text, "en": text]],
        ]
    }

    private var attachment: JSON {
        let text = JSON.string(outside)
        return ["nummer": 1, "melding": 1, "naam": text, "soort": text, "grootte": 2_048, "wanneer": text]
    }

    private var openQuestion: JSON {
        let text = JSON.string(outside)
        return [
            "zaak": "DV-0000-0000-0001", "vraag": 1, "titel": ["nl": text, "en": text], "gegeven": text, "gevraagd": text,
            "uiterlijk": text, "grondslag": text,
        ]
    }

    private var question: JSON {
        let text = JSON.string(outside)
        let candidate: JSON = ["onderwerp": text, "eerstGezien": text, "laatstGezien": text, "zekerheid": 90]
        return [
            "nummer": 1, "titel": ["nl": text, "en": text], "redenen": text, "door": text, "gevraagd": text, "gevraagdAan": 2,
            "antwoorden": [["naam": text, "kandidaten": [candidate]]],
        ]
    }

    /// What a report says in all the ways in which it can.
    private var details: JSON {
        let text = JSON.string(outside)
        return [
            "merk": text, "wens": text, "aankoop": ["soort": text, "verkoper": text, "datum": text, "nummer": text],
            "locatie": ["breedte": 52.37022, "lengte": 4.89517, "nauwkeurigheid": 20, "moment": text],
        ]
    }

    private var correction: JSON {
        let text = JSON.string(outside)
        return [
            "nummer": 1, "onderdeel": text, "fout": text, "moetZijn": text, "wanneer": text, "antwoordVoor": text, "teLaat": true,
            "redenen": text, "door": text,
        ]
    }

    private var processing: JSON {
        let text = JSON.string(outside)
        let line: JSON = [
            "begin": text, "naam": text, "persoon": text, "rol": text, "verwerkingsactiviteit": .string("a:\(outside):1"),
            "grondslag": text, "betrokkene": text,
        ]
        return ["regels": [line], "verder": text]
    }

    private var insight: JSON {
        let text = JSON.string(outside)
        let decision: JSON = [
            "nummer": 1, "soort": text, "genomen": text, "redenen": text, "grondslag": text, "door": text, "bevestigdDoor": text,
            "bezwaarTot": text, "geldigTot": text,
        ]
        let report: JSON = [
            "nummer": 1, "soort": text, "wanneer": text, "grondslag": text, "door": text, "onderwerpen": [text],
            "gegevens": details,
        ]
        let objection: JSON = [
            "nummer": 1, "besluit": 1, "gronden": text, "wanneer": text, "beslissenVoor": text, "gegrond": true, "redenen": text,
        ]
        let reading: JSON = ["wanneer": text, "deelnemer": text, "rol": text, "wat": text, "doel": text, "grondslag": text]
        return .object(
            JSONObject([
                ("melding", text), ("opgemaakt", text), ("register", text), ("doel", text), ("fase", text),
                ("meldingen", [report]), ("bewijsstukken", [attachment]), ("besluiten", [decision]), ("bezwaren", [objection]),
                ("rectificaties", [correction]),
                ("ontvangers", [["deelnemer": text, "naam": text, "afgeleverd": ["vastgelegd": text]]]), ("inzage", [reading]),
                ("inzageVolledig", false), ("bewaring", ["wissenNa": text]), ("nietVerstrekt", [["nl": text, "en": text]]),
            ]))
    }

    var file: JSON {
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
        let waiting: JSON = [
            "nummer": 1, "besluit": 1, "wat": "lijst", "aantalOnderwerpen": 1_200, "oorzaken": ["over-decision", text],
            "sinds": moment,
        ]
        let hit: JSON = ["onderwerp": text, "gezien": text, "gebied": text, "door": text]
        let report: JSON = [
            "nummer": 1, "soort": text, "titel": titled, "door": text, "gegevens": details, "wanneer": text, "onjuist": true,
        ]
        let possible: JSON = [
            "besluiten": [["soort": text, "titel": titled, "tweedePersoon": true]], "bevestigen": [1], "afwijzen": [1],
            "bezwaren": [1], "rectificaties": [1], "vrijgeven": [1], "onjuistVerklaren": [1], "opvolgen": true,
            "vragen": [["soort": text, "titel": titled]], "kiezen": [1],
        ]
        let story: JSON = [line, ["regel": 8, "soort": "closing", "wanneer": moment]]
        let compliance: JSON = [["deelnemer": text, "naam": text, "afgeleverd": ["vastgelegd": text]]]
        let members: [(String, JSON?)] = [
            ("zaak", text), ("register", text), ("fase", text), ("geopend", text), ("gesloten", text), ("wissenNa", text),
            ("aantalOnderwerpen", 2), ("onderwerpen", [text, text]), ("meldingen", [report]), ("besluiten", [decision]),
            ("bezwaren", [objection]), ("rectificaties", [correction]), ("wachtend", [waiting]), ("vloed", true),
            ("uitvoering", compliance), ("aantalTreffers", 3), ("treffers", [hit]), ("bewijsstukken", [attachment]),
            ("alarm", true), ("vragen", [question]), ("verloop", story), ("mogelijk", possible),
        ]
        return .object(JSONObject(members))
    }

    /// The form of a measure with everything wrong that can be.
    private var measureForm: FormView {
        let names = ["hoe", "weigerversie", "grond", "toelichting"]
        return FormView(
            values: Dictionary(uniqueKeysWithValues: names.map { ($0, outside) }),
            faults: (names + [""]).map { FormFault($0, outside) }, messages: messages)
    }

    private var measure: JSON {
        let text = JSON.string(outside)
        let words: JSON = ["nl": text, "en": text]
        let fact: JSON = ["versie": 3, "vastgelegd": text, "gesteld": text, "metDeHand": true]
        return [
            "maatregel": text, "register": text, "lijst": text, "titel": words, "deelnemer": text, "naam": text,
            "grondslag": text, "standen": ["achter", "te-laat", "geweigerd"], "opgelegd": text, "opgeheven": text,
            "nieuwsteVersie": 4, "werkendeVersie": 3, "achterstandSinds": text, "uiterlijk": text, "teLaat": true,
            "stappen": [text], "laatsteStap": words, "uitgevoerd": fact,
            "randknopen": [["naam": text, "afgeleverd": fact]], "metDeHand": ["aanvaard": fact],
            "weigering": ["versie": 4, "grond": text, "titel": words, "toelichting": text, "wanneer": text],
            "mogelijk": ["aanvaarden": 4, "uitvoeren": 3, "weigeren": 4, "beoordelen": true],
            "ladder": [["stap": text, "titel": words, "grondslag": text, "gezet": true]],
            "gronden": [["grond": text, "titel": words]], "ouder": 12, "lasten": orders,
            "verloop": [
                [
                    "regel": 7, "soort": text, "wanneer": text, "versie": 3, "randknoop": text, "stap": words, "grond": words,
                    "redenen": text, "door": text, "grondslag": text,
                ], ["regel": 8, "soort": "delivered", "wanneer": text, "randknoop": text],
                ["regel": 9, "soort": "escalation", "wanneer": text, "stap": words, "brief": true],
                ["regel": 11, "soort": "penalty-order", "wanneer": text, "stap": words, "last": 1, "brief": true],
                ["regel": 10, "soort": "refusal-judgement", "wanneer": text, "terecht": true],
            ],
        ]
    }

    private var check: JSON { ["uitkomst": .string(outside), "gewijzigd": .string(outside), "gevraagd": .string(outside)] }

    private var trends: JSON {
        let name: JSON = ["nl": .string(outside), "en": .string(outside)]
        let few: JSON = ["meldingen", "blokkades", "opheffingen"]
        let numbers: JSON = ["meldingen": 3, "blokkades": .null, "opheffingen": -2]
        return [
            "peildatum": "2026-11-21T10:00:00.000Z", "volledig": false, "ondergrens": 5, "basisjaar": 2025,
            "basisjaren": [2025, 2026],
            "maanden": [["maand": "2025-01", "meldingen": 3, "blokkades": 2, "opheffingen": 0]],
            "jaren": [
                ["jaar": 2009, "heel": true, "meldingen": 3, "bron": name, "verschil": numbers],
                ["jaar": 2025, "heel": true, "meldingen": 3], ["jaar": 2026, "heel": false, "meldingen": 3],
            ],
            "vergelijking": [
                "jaar": 2026, "basisjaar": 2025, "vanMaand": 1, "totEnMetMaand": 10, "nu": numbers, "toen": numbers,
                "verschil": numbers, "regios": [["regio": .string(outside), "naam": name, "verschil": numbers]],
            ],
            "soorten": [["soort": .string(outside), "naam": name, "periode": "2026", "meldingen": 3]],
            "regios": [
                ["regio": .string(outside), "naam": name, "periode": "2026", "onderOndergrens": few],
                ["regio": .string(outside), "naam": name, "periode": "2026-01", "meldingen": 9],
            ],
        ]
    }

    private var figures: JSON {
        [
            "peildatum": .string(outside), "versies": 12, "vermeld": 3,
            "deelnemers": [
                [
                    "naam": .string(outside), "achterstand": ["versies": 2, "milliseconden": 5_000], "gemist": 1,
                    "blokkeren": ["aantal": 4, "p50": 200, "p95": 900, "p99": 950, "langste": 1_000],
                ]
            ],
            "hersteld": ["nogUitTeVoeren": 1, "totBesluit": ["aantal": 2, "p50": 200, "p95": 900, "p99": 950, "langste": 1_000]],
            "mijlpalen": [["naam": .string(outside), "stappen": .array(milestones)]],
            "maanden": [["maand": .string(outside), "meldingen": 3, "blokkades": 2, "opheffingen": 0]],
        ]
    }
}
