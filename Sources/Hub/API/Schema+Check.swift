// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

extension Schema {
    /// Everything that is wrong with a value, each fault at its own path. At most a hundred are named.
    func faults(in value: JSON, at path: String = "") -> [Fault] {
        var faults: [Fault] = []
        collect(value, path, &faults)
        return faults
    }

    private static let mostFaults = 100

    private func collect(_ value: JSON, _ path: String, _ faults: inout [Fault]) {
        guard faults.count < Schema.mostFaults else { return }
        let place = path.isEmpty ? "body" : path
        switch self {
        case .named(_, let schema), .kept(let schema, _): schema.collect(value, path, &faults)
        case .orNull(let schema): if !value.isNull { schema.collect(value, path, &faults) }
        case .text(let length, let choices, let format):
            guard let text = value.string, length.contains(text.utf8.count) else {
                faults.append(Fault(place, "Give a text of \(length.lowerBound) to \(length.upperBound) bytes."))
                return
            }
            if let choices, !choices.contains(text) {
                faults.append(Fault(place, "Choose one of: \(choices.joined(separator: ", "))."))
            }
            if format == "date-time", Instant(rfc3339: text) == nil {
                faults.append(Fault(place, "Give a date and time by RFC 3339, such as 2026-11-21T09:30:00Z."))
            }
        case .whole(let range):
            guard let number = value.integer, range.contains(number) else {
                faults.append(Fault(place, "Give a whole number from \(range.lowerBound) to \(range.upperBound)."))
                return
            }
        case .truth:
            if value.bool == nil { faults.append(Fault(place, "Give true or false.")) }
        case .array(let schema, let count):
            guard let array = value.array, count.contains(array.count) else {
                faults.append(Fault(place, "Give an array of \(count.lowerBound) to \(count.upperBound) elements."))
                return
            }
            for (index, element) in array.enumerated() { schema.collect(element, "\(path)[\(index)]", &faults) }
        case .open:
            if value.object == nil { faults.append(Fault(place, "Give an object.")) }
        case .object(let members):
            guard let object = value.object else {
                faults.append(Fault(place, "Give an object."))
                return
            }
            let prefix = path.isEmpty ? "" : path + "."
            for member in members where faults.count < Schema.mostFaults {
                if let found = object[member.name], !found.isNull || member.schema.takesNull {
                    member.schema.collect(found, prefix + member.name, &faults)
                } else if member.isRequired {
                    faults.append(Fault(prefix + member.name, "This member is needed."))
                }
            }
            let known = Set(members.map(\.name))
            for member in object where !known.contains(member.key) && faults.count < Schema.mostFaults {
                faults.append(
                    Fault(
                        prefix + Schema.printable(member.key),
                        "No such member; known are \(members.map(\.name).joined(separator: ", "))."))
            }
        }
    }

    /// Whether null is one of its values.
    private var takesNull: Bool {
        if case .orNull = self { true } else { false }
    }

    /// A member name from outside, cut and cleaned for an answer.
    private static func printable(_ key: String) -> String {
        key.isEmpty
            ? "\"\"" : String(key.unicodeScalars.prefix(40).map { $0.value > 0x20 && $0.value < 0x7F ? Character($0) : "?" })
    }
}
