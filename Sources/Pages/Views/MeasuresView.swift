// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// The measures of a party, and the open refusals that whoever looks can judge.
public struct MeasuresView: Sendable {
    /// How a measure can stand, by the API's words, with the keys of the messages that say so.
    public static let states: [(state: String, key: String)] = [
        ("achter", "measure-state-behind"), ("te-laat", "measure-state-late"), ("geweigerd", "measure-state-refused"),
        ("bij", "measure-state-current"), ("opgeheven", "measure-state-lifted"),
    ]

    let messages: Messages

    /// Shows measures in a language.
    public init(messages: Messages) { self.messages = messages }

    /// The page.
    /// - Parameters:
    ///   - measures: the own measures (`Maatregel`).
    ///   - state: how the shown ones stand; nil for all.
    ///   - refused: the measures of others of which the refusal is open; nil for whoever judges none.
    public func page(_ measures: [JSON], state: String?, refused: [JSON]?) -> View {
        let base = Place.measures.path(in: messages.language)
        let all: View = [
            "href": .text(base), "text": .text(messages["measures-all"]), "current": .truth(state == nil),
        ]
        let filters = MeasuresView.states.map { entry -> View in
            [
                "href": .text("\(base)?stand=\(entry.state)"), "text": .text(messages[entry.key]),
                "current": .truth(entry.state == state),
            ]
        }
        return [
            "filters": .list([all] + filters), "measures": .list(measures.map(row)), "has-measures": .truth(!measures.isEmpty),
            "judges": .truth(refused != nil), "refused": .list((refused ?? []).map(refusal)),
            "has-refused": .truth(refused?.isEmpty == false),
        ]
    }

    private func row(_ measure: JSON) -> View {
        let edges = (measure["randknopen"]?.array ?? []).map { edge in
            "\(edge["naam"]?.string ?? ""): \(messages.number(edge["uitgevoerd"]?["versie"]?.integer ?? 0))"
        }
        return [
            "href": .text(messages.measurePath(measure)), "name": .text(messages.measureName(measure)),
            "state": .text(states(of: measure).joined(separator: ", ")),
            "newest": .text(messages.number(measure["nieuwsteVersie"]?.integer ?? 0)),
            "active": .text(active(measure)), "lag": .text(lag(measure)),
            "edges": .text(edges.isEmpty ? "–" : edges.joined(separator: ", ")),
            "due": .text(measure["uiterlijk"].map { messages.moment($0.string) } ?? "–"),
            "step": .text(measure["laatsteStap"]?[messages.language.rawValue]?.string ?? "–"),
        ]
    }

    /// How a measure stands, in words.
    func states(of measure: JSON) -> [String] {
        let stands = (measure["standen"]?.array ?? []).compactMap(\.string)
        return MeasuresView.states.filter { stands.contains($0.state) }.map { messages[$0.key] }
    }

    /// The version in force, with a mark when that is a person's word.
    func active(_ measure: JSON) -> String {
        let version = messages.number(measure["werkendeVersie"]?.integer ?? 0)
        guard measure["uitgevoerd"]?["metDeHand"]?.bool == true else { return version }
        return messages.text("by-hand-mark", ["what": version])
    }

    /// How many versions it is behind, and since when.
    func lag(_ measure: JSON) -> String {
        let behind = max(0, (measure["nieuwsteVersie"]?.integer ?? 0) - (measure["werkendeVersie"]?.integer ?? 0))
        guard behind > 0, measure["opgeheven"] == nil else { return "–" }
        let values = ["n": messages.number(behind), "when": messages.moment(measure["achterstandSinds"]?.string)]
        return messages.text(measure["achterstandSinds"] == nil ? "measures-lag-versions" : "measures-lag-since", values)
    }

    private func refusal(_ measure: JSON) -> View {
        [
            "href": .text(messages.measurePath(measure)),
            "name": .text("\(measure["naam"]?.string ?? ""): \(messages.measureName(measure))"),
            "facts": .facts(refusalFacts(measure)),
        ]
    }

    /// What a refusal says.
    func refusalFacts(_ measure: JSON) -> [(name: String, value: String)] {
        guard let refusal = measure["weigering"] else { return [] }
        let judgement =
            switch refusal["terecht"]?.bool {
            case true?: "measure-refusal-justified"
            case false?: "measure-refusal-unjustified"
            case nil: "measure-refusal-open"
            }
        return [
            (messages["measure-refusal-version"], messages.number(refusal["versie"]?.integer ?? 0)),
            (
                messages["measure-refusal-ground"],
                refusal["titel"]?[messages.language.rawValue]?.string ?? refusal["grond"]?.string ?? ""
            ),
            (messages["measure-refusal-explanation"], refusal["toelichting"]?.string ?? ""),
            (messages["measure-refusal-when"], messages.moment(refusal["wanneer"]?.string)),
            (messages["measure-refusal-judgement"], messages[judgement]),
        ]
    }
}

extension Messages {
    /// What a measure is called: what it asks, and of which list or decision.
    func measureName(_ measure: JSON) -> String {
        let title = measure["titel"]?[language.rawValue]?.string ?? ""
        let what = measure["lijst"]?.string ?? measure["maatregel"]?.string ?? ""
        return text("measure-name", ["title": title, "register": measure["register"]?.string ?? "", "what": what])
    }

    /// Where its page is.
    func measurePath(_ measure: JSON, _ place: Place = .measureFile, before: Int64? = nil) -> String {
        let name = (measure["maatregel"]?.string ?? "").utf8.map { byte -> String in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x3A, 0x5F: String(Unicode.Scalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return place.path(in: language) + "?naam=\(name.joined())" + (before.map { "&voor=\($0)" } ?? "")
    }
}
