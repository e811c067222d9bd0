// SPDX-License-Identifier: EUPL-1.2

import Ledger

extension Schema {
    /// The shape as OpenAPI 3 describes it. Named shapes become references and are added to `components`.
    /// - Parameter takesNull: whether a member that may be left out may be null as well, as in a request.
    func openAPI(into components: inout [String: JSON], takesNull: Bool = false) -> JSON {
        switch self {
        case .named(let name, let schema):
            if components[name] == nil {
                components[name] = .null
                components[name] = schema.openAPI(into: &components, takesNull: takesNull)
            }
            return ["$ref": .string("#/components/schemas/\(name)")]
        case .text(let length, let choices, let format):
            return .object(
                JSONObject([
                    ("type", "string"), ("minLength", length.lowerBound > 0 ? 1 : nil),
                    ("maxLength", .integer(Int64(length.upperBound))), ("format", format.map { .string($0) }),
                    ("enum", choices.map { .array($0.map { .string($0) }) }),
                ])
            )
        case .kept(let schema, let rule):
            guard case .object(var object) = schema.openAPI(into: &components, takesNull: takesNull) else { return .null }
            if let pattern = rule.pattern {
                object["pattern"] = .string(pattern)
                // A pattern of a whole text tells its length, and in characters that are one byte.
                if pattern.hasPrefix("^") { (object["minLength"], object["maxLength"]) = (nil, nil) }
            }
            if let choices = rule.choices {
                object["enum"] = .array(choices.map { .string($0) })
                (object["minLength"], object["maxLength"]) = (nil, nil)
            }
            if let format = rule.format { object["format"] = .string(format) }
            if let example = rule.example { object["examples"] = [example] }
            return .object(object)
        case .orNull(let schema):
            let plain = schema.openAPI(into: &components, takesNull: takesNull)
            guard case .object(var object) = plain, let type = object["type"] else { return ["anyOf": [plain, ["type": "null"]]] }
            object["type"] = [type, "null"]
            return .object(object)
        case .whole(let range):
            return [
                "type": "integer", "format": "int64", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound),
            ]
        case .truth:
            return ["type": "boolean"]
        case .array(let schema, let count):
            return [
                "type": "array", "items": schema.openAPI(into: &components, takesNull: takesNull),
                "minItems": .integer(Int64(count.lowerBound)),
                "maxItems": .integer(Int64(count.upperBound)),
            ]
        case .open:
            return ["type": "object", "additionalProperties": true]
        case .object(let members):
            var properties: [(String, JSON?)] = []
            for member in members { properties.append((member.name, described(member, &components, takesNull))) }
            let required = members.filter(\.isRequired).map { JSON.string($0.name) }
            return .object(
                JSONObject([
                    ("type", "object"), ("properties", .object(JSONObject(properties))), ("additionalProperties", false),
                    ("required", required.isEmpty ? nil : .array(required)),
                ])
            )
        }
    }

    private func described(_ member: Member, _ components: inout [String: JSON], _ takesNull: Bool) -> JSON {
        let schema = member.schema.openAPI(into: &components, takesNull: takesNull)
        guard case .object(var object) = schema else { return schema }
        let isNullable = takesNull && !member.isRequired
        if object["$ref"] != nil {
            let shapes: [JSON] = isNullable ? [schema, ["type": "null"]] : [schema]
            return [isNullable ? "anyOf" : "allOf": .array(shapes), "description": .string(member.text)]
        }
        if isNullable, let type = object["type"], type.array == nil {
            object["type"] = [type, "null"]
            if let choices = object["enum"]?.array { object["enum"] = .array(choices + [.null]) }
        }
        object["description"] = .string(member.text)
        return .object(object)
    }
}
