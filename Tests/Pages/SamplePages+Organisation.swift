// SPDX-License-Identifier: EUPL-1.2

import Ledger

@testable import Pages

extension SamplePages {
    /// The pages of the own organisation: full, with everything wrong, and with nothing in them.
    var organisation: [(template: String, title: String, place: Place?, view: View, isFaulty: Bool)] {
        let messages = renderer.messages(in: language)
        let view = OrganisationView(messages: messages, done: "done-edge-retired")
        let empty = FormView(messages: messages)
        func form(_ names: String...) -> FormView {
            FormView(
                values: Dictionary(uniqueKeysWithValues: names.map { ($0, outside) }),
                faults: (names + [""]).map { FormFault($0, outside) }, messages: messages)
        }
        let retiring = form("naam", "redenen")
        return [
            ("sheet", "org-title", .organisation, view.start(party), false),
            ("sheet", "org-title", .organisation, view.start([:]), false),
            ("sheet", "org-persons-title", .organisationPersons, view.persons(persons, of: outside), false),
            ("sheet", "org-persons-title", .organisationPersons, view.persons([:], of: ""), false),
            (
                "sheet", "org-admission-title", .organisationAdmission,
                view.admission(
                    mayManage: true, chosen: ["comply"], form("persoon", "code", "rechten", "vestiging", "tot"), key: outside), true
            ),
            (
                "sheet", "org-admission-title", .organisationAdmission,
                view.admission(mayManage: false, chosen: [], retiring, key: "k"), true
            ),
            (
                "sheet", "org-end-title", .organisationEnd,
                view.ending(persons, of: outside, except: nil, form("persoon", "redenen"), key: outside), true
            ),
            (
                "sheet", "org-end-title", .organisationEnd,
                view.ending(persons, of: outside, except: outside, empty, key: "k"), false
            ),
            (
                "sheet", "org-certificates-title", .organisationCertificates,
                view.certificates(certificates, form("vingerafdruk", "redenen"), key: outside), true
            ),
            ("sheet", "org-certificates-title", .organisationCertificates, view.certificates([:], empty, key: "k"), false),
            (
                "sheet", "org-edges-title", .organisationEdges,
                view.edges(party, measures: [measures], mayRetire: true, retiring, key: outside), true
            ),
            (
                "sheet", "org-edges-title", .organisationEdges,
                view.edges([:], measures: [], mayRetire: true, empty, key: "k"), false
            ),
            ("sheet", "org-export-title", .organisationExport, view.export(isAllowed: true), false),
        ]
    }

    private var text: JSON { .string(outside) }

    private var party: JSON {
        [
            "deelnemer": text, "naam": text, "persoon": text, "rollen": [text],
            "mandaten": [
                ["register": text, "rechten": [text, "comply"], "grondslag": text, "doel": text, "van": text, "tot": text]
            ],
            "randknopen": [["naam": text, "sleutel": text, "geregistreerd": text]],
        ]
    }

    private var persons: JSON {
        [
            "beheren": true,
            "personen": [
                ["deelnemer": text, "persoon": text, "rechten": [text], "vestiging": text, "tot": text, "geldig": true]
            ],
        ]
    }

    private var certificates: JSON {
        [
            "intrekken": true, "intrekkenDoor": [text],
            "certificaten": [
                ["vingerafdruk": text, "persoon": text, "tot": text, "geldig": true],
                ["vingerafdruk": text, "tot": text, "geldig": false, "ingetrokken": text, "redenen": text],
            ],
        ]
    }

    private var measures: JSON {
        [
            "maatregel": text, "register": text, "lijst": text, "titel": ["nl": text, "en": text], "nieuwsteVersie": 4,
            "randknopen": [["naam": text, "uitgevoerd": ["versie": 3, "vastgelegd": "2026-11-21T09:00:00Z"]]],
        ]
    }
}
