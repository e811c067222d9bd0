// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Which operations follow on an answer: those whose path needs a number that the answer gives.
///
/// A client that was answered a case can look at it, decide in it, object to it; the document says so by links, made from the
/// endpoints themselves.
struct OpenAPILinks {
    let endpoints: [Endpoint]

    /// What a number is called in a path that is only `nummer` in the answer of the operation that made it.
    private static let made = ["besluiten": "besluit", "bezwaren": "bezwaar", "mandaten": "mandaat", "rectificaties": "rectificatie"]

    /// The links of an operation's answer; nil when nothing follows on it.
    func json(after endpoint: Endpoint) -> JSON? {
        guard endpoint.method == .post, case .object(let members)? = endpoint.answer.schema?.bare else { return nil }
        var found = Dictionary(members.map { ($0.name, $0.name) }, uniquingKeysWith: { first, _ in first })
        if found["nummer"] != nil, let made = endpoint.path.split(separator: "/").last.flatMap({ OpenAPILinks.made[String($0)] }) {
            found[made] = "nummer"
        }
        let links = endpoints.compactMap { next -> (String, JSON?)? in
            let needed = next.parameters.filter { $0.place == .path }.map(\.name)
            guard !needed.isEmpty, next.path.hasPrefix("/v1/"), needed.allSatisfy({ found[$0] != nil }) else { return nil }
            let parameters = needed.map { ($0, JSON?.some(.string("$response.body#/\(found[$0] ?? $0)"))) }
            return (
                next.id,
                .object(
                    JSONObject([
                        ("operationId", .string(next.id)), ("parameters", .object(JSONObject(parameters))),
                        ("requestBody", secret(from: found, to: next)), ("description", .string(next.summary)),
                    ]))
            )
        }
        return links.isEmpty ? nil : .object(JSONObject(links))
    }

    /// The secret that came with a report opens what follows on it.
    private func secret(from found: [String: String], to next: Endpoint) -> JSON? {
        guard found["geheim"] != nil, case .object(let members)? = next.body?.bare, members.contains(where: { $0.name == "geheim" })
        else { return nil }
        return ["geheim": "$response.body#/geheim"]
    }
}

extension Schema {
    /// The shape without its name.
    fileprivate var bare: Schema { if case .named(_, let schema) = self { schema.bare } else { self } }
}
