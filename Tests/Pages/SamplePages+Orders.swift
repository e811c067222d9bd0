// SPDX-License-Identifier: EUPL-1.2

import Ledger

@testable import Pages

/// Orders under penalty and letters, with one text in all places where something from outside is shown.
extension SamplePages {
    private var text: JSON { .string(outside) }
    private var titled: JSON { ["nl": text, "en": text] }

    /// A letter of each kind, as its page.
    var letterPages: [(template: String, title: String, place: Place?, view: View, isFaulty: Bool)] {
        letters.map {
            ("letter", "letter-title", .letter, LetterView($0, hub: outside, messages: messages).view, false)
        }
    }

    /// The forms of the first order.
    var orderForms: OrderActView {
        OrderActView(
            ["maatregel": text, "titel": titled, "register": text, "lasten": orders], order: 1, messages: messages)
    }

    /// Every way in which an order under penalty can be shown.
    var orders: JSON {
        let acts = [
            "bevestigen", "verwerpen", "bezwaar", "beslissen", "opschorten", "hervatten", "invorderen", "afzien", "betaald",
            "intrekken",
        ].map { act -> JSON in
            let needsNumber = ["beslissen", "betaald"].contains(act)
            return needsNumber ? ["doen": .string(act), "nummer": 2] : ["doen": .string(act)]
        }
        let forfeits: [JSON] = [
            ["wanneer": text, "bedrag": 1_000_000, "samen": 1_000_000],
            ["wanneer": "2026-11-21T09:00:00Z", "bedrag": 5, "samen": 1_000_005],
        ]
        let objection: JSON = [
            "bezwaar": 1, "gronden": text, "vraagtOpschorting": true, "wanneer": text, "beslissenVoor": text, "gegrond": false,
        ]
        let other: JSON = [
            "bezwaar": 2, "invordering": 1, "vraagtOpschorting": false, "wanneer": text, "beslissenVoor": text, "gegrond": true,
        ]
        let open: JSON = ["bezwaar": 3, "vraagtOpschorting": false, "wanneer": text, "beslissenVoor": text]
        let collection: JSON = [
            "invordering": 1, "soort": "invorderen", "bedrag": 7, "wanneer": text, "betalenVoor": text, "betaald": text,
            "vernietigd": false,
        ]
        let gone: JSON = ["invordering": 2, "soort": "afzien", "bedrag": 7, "wanneer": text, "vernietigd": true]
        let full: JSON = [
            "last": 1, "stand": "accruing", "stap": text, "versie": 41, "grondslag": text, "bedrag": 1_000_000,
            "periode": 86_400_000, "plafond": 50_000_000, "verbeurd": 1_000_005, "teBetalen": 7, "betaald": 0,
            "teBeslissen": 1_000_005, "teBeslissenVoor": text, "bevestigenVoor": text, "opgelegd": text, "begint": text,
            "sinds": text, "volgende": text, "bezwaarTot": text, "geeindigd": text, "verbeuringen": .array(forfeits),
            "bezwaren": [objection, other, open], "invorderingen": [collection, gone],
            "mogelijk": .array(acts + [["doen": "bezwaar", "nummer": 1]]),
        ]
        return [full, ["last": 2, "stand": text, "mogelijk": []]]
    }

    /// A letter of each kind.
    var letters: [JSON] {
        let kinds: [(String, JSONObject)] = [
            ("escalation", [:]), ("penalty-order", ["bezwaarTot": text, "begint": text]), ("penalty-suspension", ["tot": text]),
            ("penalty-suspension", [:]), ("penalty-resumption", [:]), ("penalty-objection-decision", ["gegrond": true]),
            ("penalty-objection-decision", ["gegrond": false]), ("penalty-end", ["oorzaak": "withdrawn"]),
            ("penalty-end", ["oorzaak": "fulfilled"]),
            ("penalty-collection", ["bezwaarTot": text, "verbeurd": 5, "betalenVoor": text, "vanaf": text, "totEnMet": text]),
            ("penalty-waiver", ["verbeurd": 5]),
        ]
        return kinds.map { kind, more in
            var letter: JSONObject = [
                "soort": .string(kind), "regel": 9, "maatregel": text, "register": text, "titel": titled, "deelnemer": text,
                "naam": text, "afzender": text, "wanneer": text, "stap": titled, "grondslagMaatregel": text, "grondslag": text,
                "versie": 7, "uiterlijk": text, "redenen": text, "last": 1, "bedrag": 1_000_000, "periode": 86_400_000,
                "plafond": 50_000_000, "bezwaarGrondslag": text,
            ]
            for member in more { letter[member.key] = member.value }
            return .object(letter)
        }
    }
}
