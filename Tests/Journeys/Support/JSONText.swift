// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// JSON as the program printed it.
enum JSONText: Decodable, Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONText])
    case object([String: JSONText])

    init(_ text: String) throws {
        do {
            self = try JSONDecoder().decode(JSONText.self, from: Data(text.utf8))
        } catch {
            throw Unexpected("no JSON: \(text.prefix(200))")
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let bool = try? container.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let string = try? container.decode(String.self) {
            self = .string(string)
        } else if let array = try? container.decode([JSONText].self) {
            self = .array(array)
        } else {
            self = .object(try container.decode([String: JSONText].self))
        }
    }

    subscript(_ name: String) -> JSONText? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    var string: String? { if case .string(let string) = self { string } else { nil } }
    var integer: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }
    var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
    var array: [JSONText]? { if case .array(let array) = self { array } else { nil } }
}
