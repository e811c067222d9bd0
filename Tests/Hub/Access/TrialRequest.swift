// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger

@testable import Hub

/// A request to an endpoint that is right in form, and touches nothing that another request of the trial needs: what it names mostly
/// does not exist.
struct TrialRequest {
    let method: HTTPRequest.Method
    let path: String
    let bytes: [UInt8]

    /// What names in paths and bodies stand for.
    struct Names {
        var kind: String?
        var party: PartyID
        var caseID: String
    }

    init(of endpoint: Endpoint, naming names: Names) {
        method = endpoint.method == .get ? .get : .post
        var path = endpoint.path.replacing("**", with: "0/000")
        for parameter in endpoint.parameters where parameter.place == .path {
            path = path.replacing("{\(parameter.name)}", with: TrialRequest.text(parameter.name, parameter.schema, names))
        }
        let query = endpoint.parameters.filter { $0.place == .query && $0.isNeeded }.map { parameter in
            "\(parameter.name)=\(TrialRequest.text(parameter.name, parameter.schema, names))"
        }
        self.path = query.isEmpty ? path : "\(path)?\(query.joined(separator: "&"))"
        bytes = endpoint.body.map { TrialRequest.value("", $0, names).canonical() } ?? []
    }

    private static func text(_ name: String, _ schema: Schema, _ names: Names) -> String {
        let value = value(name, schema, names)
        return value.string ?? value.integer.map { "\($0)" } ?? "x"
    }

    private static func value(_ name: String, _ schema: Schema, _ names: Names) -> JSON {
        switch name {
        case "zaak": return .string(names.caseID)
        case "melding": return "DV-7K3M-Q9TX-2HRA-1"
        case "logboek", "register": return "devices"
        case "lijst": return "stolen"
        case "deelnemer": return .string(names.party.description)
        case "persoon": return "iemand"
        case "maatregel": return .string("devices/stolen/\(names.party)")
        case "soort":
            let kind = names.kind ?? "block"
            if case .text(_, let choices?, _) = schema, !choices.contains(kind) { return .string(choices[0]) }
            return .string(kind)
        case "onderwerpen": return [.string(TrialHub.imei(1))]
        case "gegevens": return ["datum": "2026-03-01"]
        default: break
        }
        switch schema {
        case .named(_, let schema), .kept(let schema, _), .orNull(let schema): return value(name, schema, names)
        case .text(let length, let choices, let format):
            if let choices { return .string(choices[0]) }
            if format == "date-time" { return "2026-03-01T09:00:00Z" }
            return .string(String(repeating: "x", count: max(1, length.lowerBound)))
        // A number as high as can be is of nothing that there is.
        case .whole(let range): return .integer(min(range.upperBound, 999_999))
        case .truth: return true
        case .array(let element, let count): return .array((0..<max(1, count.lowerBound)).map { _ in value("", element, names) })
        case .open: return [:]
        case .object(let members):
            return .object(JSONObject(members.filter(\.isRequired).map { ($0.name, value($0.name, $0.schema, names)) }))
        }
    }
}
