// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

@testable import Pages

/// The pages of the regulator and of administration, with one text in all places where something from outside is shown.
extension SamplePages {
    var deskPages: [(template: String, title: String, place: Place?, view: View, isFaulty: Bool)] {
        let party = SupervisedPartyView(party, messages: messages)
        let bare = SupervisedPartyView([:], messages: messages)
        let admin = AdministrationView(messages: messages)
        let now = Instant(milliseconds: 1_772_442_000_000)
        return [
            ("sections", "rules-title", .rules, PolicyPageView(policy, messages: messages).page, false),
            ("sections", "rules-title", .rules, PolicyPageView([:], messages: messages).page, false),
            ("sections", "super-title", .supervision, supervision.page(isWeekly: false), false),
            ("sections", "super-title", .supervision, supervision.page(isWeekly: true), false),
            (
                "sections", "super-title", .supervision,
                SupervisionView(compliance: [:], measures: [:], joining: nil, policy: [:], messages: messages)
                    .page(isWeekly: false), false
            ),
            (
                "sections", "super-title", .supervisedParty,
                party.page(done: "done-step", canPlan: true, canEscalate: true, canSample: true), false
            ),
            ("letter", "letter-title", .letter, LetterView([:], hub: "", messages: messages).view, false),
            (
                "desk-form", "order-title", .order,
                orderForms.form(form("doen", "redenen", "tot", ""), key: outside, party: outside), true
            ),
            (
                "desk-form", "order-title", .order,
                OrderActView([:], order: 1, messages: messages).form(form(), key: "k", party: "x"), false
            ),
            (
                "desk-form", "order-objection-title", .orderObjection,
                orderForms.objection(form("gronden", "opschorting", ""), key: outside, collection: nil), true
            ),
            (
                "desk-form", "order-objection-title", .orderObjection,
                orderForms.objection(form(), key: outside, collection: 7), false
            ),
            ("desk-form", "sample-title", .sampling, party.samplingForm(of: outside, form("aantal", ""), key: outside), true),
            ("desk-form", "sample-title", .sampling, bare.samplingForm(of: outside, form(), key: "k"), false),
            ("sections", "super-title", .supervisedParty, bare.page(done: nil, canPlan: false, canEscalate: false), false),
            (
                "desk-form", "step-title", .escalation,
                party.escalationForm(of: outside, form("redenen", ""), key: outside), true
            ),
            ("desk-form", "step-title", .escalation, bare.escalationForm(of: outside, form(), key: "k"), false),
            (
                "desk-form", "joining-title", .milestones,
                MilestoneFormView(joining, messages: messages).view(
                    form("mijlpaal", "dag"), key: outside, done: "done-milestone", back: .supervisedParty), true
            ),
            ("sections", "nav-administration", .administration, admin.home(joining: ["deelnemers": [joining]]), false),
            ("sections", "state-title", .hubState, state.page(back: .administration), false),
            (
                "sections", "state-title", .hubState,
                HubStateView([:], retention: [:], messages: messages).page(back: .supervision), false
            ),
            (
                "desk-form", "distribution-title", .distribution,
                DistributionView(distribution, messages: messages).page(
                    form("redenen", ""), key: outside, canAct: true, done: "done-stopped", back: .supervision), true
            ),
            (
                "desk-form", "distribution-title", .distribution,
                DistributionView([:], messages: messages).page(form(), key: "k", canAct: false, done: nil, back: .administration),
                false
            ),
            ("sections", "nav-parties", .parties, admin.parties(parties, policy: policy, done: "done-party"), false),
            (
                "desk-form", "admin-add-party", .newParty,
                admin.partyForm(form("deelnemer", "naam", "rollen", ""), policy: policy, roles: [outside], key: outside), true
            ),
            (
                "sections", "nav-mandates", .mandates,
                admin.mandates(mandates, parties: parties, policy: policy, now: now, done: "done-mandate"), false
            ),
            (
                "desk-form", "admin-grant", .newMandate,
                admin.mandateForm(
                    form("deelnemer", "register", "rechten", "grondslag", "van", "tot", ""), policy: policy, rights: [],
                    key: outside), true
            ),
            (
                "desk-form", "nav-mandates", .mandateFile,
                admin.mandate(mandate, parties: parties, policy: policy, now: now, form("redenen"), key: outside), true
            ),
            (
                "desk-form", "nav-mandates", .mandateFile,
                admin.mandate(ended, parties: parties, policy: policy, now: now, form(), key: outside), false
            ),
        ]
    }

    /// A form with a fault at each of some fields.
    private func form(_ names: String...) -> FormView {
        FormView(
            values: Dictionary(names.map { ($0, outside) }) { first, _ in first },
            faults: names.map { FormFault($0, outside) }, messages: messages)
    }

    private var text: JSON { .string(outside) }
    private var distribution: JSON {
        [
            "register": text, "stilgelegd": true, "nummer": 3, "sinds": text, "door": text, "redenen": text, "wachtend": 12,
            "eerder": [["van": text, "tot": text], ["van": "2026-03-02T09:00:00Z", "tot": "2026-03-02T10:00:00Z"]],
        ]
    }
    private var titled: JSON { ["nl": text, "en": text] }
    private var word: JSON { ["code": text, "titel": titled] }
    private var trend: JSON {
        [
            ["dag": "2026-11-16", "blokkades": 3, "p50": 200, "p95": 900, "gemist": 1, "nogUitTeVoeren": 0],
            ["dag": text, "blokkades": 0, "gemist": 0, "nogUitTeVoeren": 2],
        ]
    }

    /// Every way in which a milestone can be shown.
    var milestones: [JSON] {
        [
            ["mijlpaal": text, "titel": titled, "bereikt": text, "gepland": text, "teLaat": true],
            ["mijlpaal": "registered", "titel": titled, "bereikt": "2026-11-01", "teLaat": false],
            ["mijlpaal": "registered", "titel": titled, "bereikt": "2026-11-21T09:00:00Z", "teLaat": false],
            ["mijlpaal": "registered", "titel": titled, "gepland": "2026-11-21", "teLaat": true],
            ["mijlpaal": "registered", "titel": titled, "gepland": "2026-11-21", "teLaat": false],
            ["mijlpaal": "registered", "titel": titled, "teLaat": false],
        ]
    }

    private var supervision: SupervisionView {
        let party: JSON = [
            "deelnemer": text, "naam": text, "maatregel": text, "nieuwsteVersie": 42, "werkendeVersie": 40,
            "achterstand": ["versies": 2, "milliseconden": 5_000], "gemist": 1, "nogUitTeVoeren": 2,
        ]
        return SupervisionView(
            compliance: ["versies": 42, "deelnemers": [party], "dagen": trend, "weken": trend],
            measures: ["maatregelen": [["maatregel": text, "deelnemer": text, "teLaat": true, "stappen": [text]]]],
            joining: ["deelnemers": [joining]], policy: policy,
            messages: messages)
    }

    private var joining: JSON { ["deelnemer": text, "naam": text, "stappen": .array(milestones)] }

    private var step: JSON {
        [
            "stap": text, "titel": titled, "na": "PT1M", "grondslag": text, "gezet": true, "vanzelf": text,
            "dwangsom": [
                "bedrag": 1_000_000, "periode": 86_400_000, "plafond": 50_000_000, "begunstigingstermijn": text,
                "tweedePersoonBinnen": "P5B",
            ],
        ]
    }

    private var party: JSON {
        let kinds: [JSON] = [
            "measure", "refusal", "refusal-judgement", "escalation", "lifting", "accepted-by-hand", "carried-out-by-hand", text,
            "penalty-order", "penalty-objection-decision", "penalty-x",
        ]
        let edge: JSON = [
            "naam": text, "werkendeVersie": 40, "vastgelegd": text, "achterstand": ["versies": 2, "milliseconden": 5_000],
        ]
        let miss: JSON = ["versie": 7, "vastgelegd": text, "uiterlijk": text, "randknoop": text, "uitgevoerd": text]
        let open: JSON = ["versie": 8, "vastgelegd": text, "uiterlijk": text]
        let events = kinds.map { kind -> JSON in
            [
                "soort": kind, "wanneer": text, "regel": 9, "versie": 7, "titel": titled, "grondslag": text, "uiterlijk": text,
                "redenen": text, "door": text, "persoon": text, "terecht": true, "last": 1,
                "gegrond": true, "brief": true,
            ]
        }
        let measure: JSON = [
            "maatregel": text, "register": text, "titel": titled, "grondslag": text, "opgelegd": text, "opgeheven": text,
            "nieuwsteVersie": 42, "werkendeVersie": 40, "teLaat": true, "verschuldigd": 41, "sinds": text, "uiterlijk": text,
            "ladder": [step], "volgendeStap": step, "naleving": ["randknopen": [edge], "dagen": trend],
            "lasten": orders,
            "taken": [
                ["taak": "decide", "wanneer": text], ["taak": "collect", "last": 1, "wanneer": text],
                ["taak": text, "wanneer": text],
            ],
            "gemist": [miss, open], "gebeurtenissen": .array(events + [["soort": "escalation", "wanneer": text, "regel": 1]]),
        ]
        let empty: JSON = ["maatregel": "x", "naleving": [:], "gemist": []]
        let kept: JSON = ["maatregel": text, "titel": titled, "naleving": ["randknopen": [edge]], "gemist": []]
        return [
            "deelnemer": text, "naam": text, "peildatum": text, "volledig": false, "maatregelen": [measure, empty, kept],
            "tegenspraken": [["wanneer": text, "logboek": text, "regel": 3]], "mijlpalen": .array(milestones),
            "onjuisteMeldingen": 2, "steekproeven": [sample, ["steekproef": "x", "randknopen": []]],
        ]
    }

    /// Every way in which an edge can come out of a sample.
    private var sample: JSON {
        func edge(_ differing: Int64, isOlder: Bool, agreed: Int64) -> JSON {
            [
                "randknoop": text, "stand": "beantwoord", "wanneer": text, "versie": 40, "verklaard": 41,
                "ouderDanVerklaard": .bool(isOlder), "gelijk": .integer(agreed), "afwijkend": .integer(differing),
                "nietBeantwoord": 1,
                "nietTeVergelijken": 0,
            ]
        }
        return [
            "steekproef": text, "maatregel": text, "gevraagd": text, "uiterlijk": text, "door": text, "persoon": text, "regel": 7,
            "randknopen": [
                edge(1, isOlder: false, agreed: 9), edge(0, isOlder: true, agreed: 10), edge(0, isOlder: false, agreed: 10),
                edge(0, isOlder: false, agreed: 0), ["randknoop": text, "stand": "wacht"],
                ["randknoop": text, "stand": "zwijgt", "nietBeantwoord": 10],
            ],
        ]
    }

    private var policy: JSON {
        let decision: (JSON) -> JSON = { effect in
            [
                "soort": text, "titel": titled, "rollen": [text, "other"], "tweedePersoonBinnen": "P2B", "gevolg": effect,
                "geldigheid": text,
            ]
        }
        let register: JSON = [
            "register": text, "titel": titled, "doel": text,
            "meldingen": [
                [
                    "soort": text, "titel": titled, "opent": true, "rollen": [text], "grondslagVoorIedereen": text,
                    "meesteOnderwerpen": 10,
                ], ["soort": text, "titel": titled, "rollen": [], "meesteOnderwerpen": 1],
            ],
            "besluiten": [
                decision(["soort": "list", "lijst": text, "stand": text]), decision(["soort": "impose", "maatregel": text]),
                decision(["soort": "release"]), decision(["soort": "close"]),
            ],
            "maatregelen": [
                [
                    "soort": text, "titel": titled, "rollen": [text], "termijn": "PT60M", "gronden": [word], "ladder": [step],
                ]
            ],
            "lijsten": [["lijst": text, "titel": titled, "standen": [text], "wijzigingenBewaard": "P30D"]],
            "bezwaar": ["termijn": "P6W", "beslistermijn": text, "grondslag": text],
            "bewaren": [["besluit": text, "titel": titled, "termijn": "P3M"], ["termijn": "P2Y"]],
        ]
        return [
            "registers": [register], "doelen": [["register": text, "doel": text]], "rollen": [word], "rechten": [word],
        ]
    }

    private var state: HubStateView {
        HubStateView(
            [
                "naam": text, "peildatum": text, "sinds": text, "opslag": text, "gezond": false, "regeert": true, "tijdperk": 3,
                "regeertElders": text,
                "logboeken": [["naam": text, "omvang": 7, "controlepunt": text, "medeondertekend": 6]],
                "getuigen": [
                    ["logboek": text, "getuige": text, "omvang": 6, "wanneer": text, "achterstand": 1, "storing": text]
                ],
            ],
            retention: ["tot": text, "aantal": 2, "dagen": [["dag": text, "aantal": 2, "onderwerpen": 3]]], messages: messages)
    }

    private var parties: JSON {
        ["deelnemers": [["deelnemer": text, "naam": text, "rollen": [text], "geregistreerd": text]]]
    }

    private var mandate: JSON {
        [
            "nummer": 3, "deelnemer": text, "register": text, "rechten": [text], "doel": text, "grondslag": text, "van": text,
            "tot": text,
        ]
    }

    private var ended: JSON { ["nummer": 2, "deelnemer": text, "tot": "2026-01-01T00:00:00Z"] }

    private var mandates: JSON { ["mandaten": [mandate, ended]] }
}
