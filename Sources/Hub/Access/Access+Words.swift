// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import SignIn

extension Access {
    /// Who may, in Dutch, for people who read the document.
    var words: String {
        var sentences: [String] = []
        if let open { sentences.append("Open deur: \(open.words).") }
        if let parties { sentences.append("Deelnemersdeur: \(parties.words).") }
        return sentences.joined(separator: " ")
    }

    /// Who may, as data: the extension `x-toegang` of the OpenAPI document.
    var json: JSON {
        .object(JSONObject([("open", open.map { .string($0.code) }), ("deelnemers", parties?.json)]))
    }
}

extension Access {
    /// The same, for persons only.
    fileprivate static func inPerson(_ others: JSON) -> JSON {
        var members = others.object ?? JSONObject()
        members["persoon"] = true
        return .object(members)
    }
}

extension Access.Open {
    /// Who may, in Dutch.
    var words: String {
        switch self {
        case .everybody: "iedereen"
        case .secret: "wie het nummer en het geheim van de melding weet"
        }
    }

    /// Who may, in one word.
    var code: String {
        switch self {
        case .everybody: "iedereen"
        case .secret: "geheim"
        }
    }
}

extension Access.Parties {
    /// Who may, in Dutch.
    var words: String {
        switch self {
        case .anybody: "iedere deelnemer"
        case .registered: "iedere deelnemer, en een persoon van hem zolang zijn rechten niet zijn beëindigd"
        case .administrators: "de beheerder van het knooppunt (\(Right.administer))"
        case .managers:
            "een persoon die de personen van de eigen deelnemer beheert (\(Right.administer)), of de beheerder; niemand voor zichzelf"
        case .oneOf(let others): others.map(\.words).joined(separator: ", of ")
        case .inPerson(let others): others.words + "; alleen een persoon, geen systeem"
        case .rights(let rights, let place, let roles, let needsPerson):
            [
                "wie \(place.words) mag "
                    + rights.map { "\(Right.known[$0]?.dutch ?? $0.rawValue) (\($0))" }.joined(separator: " of "),
                roles.words,
            ].joined(separator: "; ") + (needsPerson ? "; alleen een persoon, geen systeem" : "")
        }
    }

    /// Who may, as data.
    var json: JSON {
        switch self {
        case .anybody: ["wie": "deelnemer"]
        case .registered: ["wie": "deelnemer", "zelf": true]
        case .administrators: ["wie": "beheerder", "rechten": [.string(Right.administer.rawValue)]]
        case .managers: ["wie": "personenbeheerder", "rechten": [.string(Right.administer.rawValue)], "persoon": true]
        case .oneOf(let others): ["een": .array(others.map(\.json))]
        case .inPerson(let others): Access.inPerson(others.json)
        case .rights(let rights, let place, let roles, let needsPerson):
            [
                "wie": "mandaat", "rechten": .array(rights.map { .string($0.rawValue) }), "register": .string(place.code),
                "rollen": .string(roles.code), "persoon": .bool(needsPerson),
            ]
        }
    }
}

extension RegisterPlace {
    /// Which register, in Dutch.
    fileprivate var words: String {
        switch self {
        case .field: "in het genoemde register"
        case .log: "in het register van het logboek"
        case .caseNumber: "in het register van de zaak"
        case .report: "in het register van de melding"
        case .measure: "in het register van de maatregel"
        case .any: "in een van de registers"
        }
    }

    /// Which register, in one word.
    fileprivate var code: String {
        switch self {
        case .field: "genoemd"
        case .log: "logboek"
        case .caseNumber: "zaak"
        case .report: "melding"
        case .measure: "maatregel"
        case .any: "een"
        }
    }
}

extension RoleRule {
    /// In which roles, in Dutch.
    fileprivate var words: String {
        switch self {
        case .ofRight: "in een rol die dat in het register doet"
        case .decidersOfKind: "in een rol die in dat register deze soort besluit neemt"
        case .reportersOfKind: "in een rol die in dat register deze soort melding doet"
        }
    }

    /// In which roles, in one word.
    fileprivate var code: String {
        switch self {
        case .ofRight: "van-recht"
        case .decidersOfKind: "besluiters-van-soort"
        case .reportersOfKind: "melders-van-soort"
        }
    }
}

extension LevelPolicy.Weight {
    /// How much it weighs, in a Dutch word: what the level of assurance is set by.
    var word: String {
        switch self {
        case .reading: "lezen"
        case .acting: "handelen"
        case .deciding: "besluiten"
        }
    }
}
