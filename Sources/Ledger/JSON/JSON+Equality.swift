// SPDX-License-Identifier: EUPL-1.2

extension JSON: Hashable {
    /// Whether both values are written the same.
    public static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.number(let a), .number(let b)): a == b || (!a.isFinite && !b.isFinite)
        case (.integer(let a), .number(let b)), (.number(let b), .integer(let a)):
            a.magnitude <= largestInteger.magnitude && Int64(exactly: b) == a
        case (.null, .number(let b)), (.number(let b), .null): !b.isFinite
        case (.string(let a), .string(let b)): MemberOrder.same(a, b)
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a == b
        default: false
        }
    }

    /// Feeds the hasher so that equal values give equal hashes.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null:
            hasher.combine(0)
        case .bool(let value):
            hasher.combine(value ? 2 : 1)
        case .integer(let value):
            hasher.combine(Double(value))
        case .number(let value):
            if value.isFinite { hasher.combine(value) } else { hasher.combine(0) }
        case .string(let text):
            MemberOrder.hash(text, into: &hasher)
        case .array(let elements):
            hasher.combine(elements)
        case .object(let members):
            hasher.combine(members)
        }
    }
}
