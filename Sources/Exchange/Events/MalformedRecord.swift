// SPDX-License-Identifier: EUPL-1.2

package import Ledger

/// A stored or received record that does not have the shape its kind prescribes.
public struct MalformedRecord: Error, Hashable, Sendable, CustomStringConvertible {
    /// The member that is missing or wrong.
    public let member: String
    /// What was expected there.
    public let expected: String

    /// Names a member and what it should have been.
    public init(member: String, expected: String) {
        self.member = member
        self.expected = expected
    }

    /// One sentence.
    public var description: String { "The record is malformed: member \(member) must be \(expected)." }
}

extension JSON {
    /// The member, which must be there.
    package func required(_ key: String) throws(MalformedRecord) -> JSON {
        guard let value = self[key], !value.isNull else { throw MalformedRecord(member: key, expected: "present") }
        return value
    }

    /// A text member.
    package func text(_ key: String) throws(MalformedRecord) -> String {
        guard let text = self[key]?.string else { throw MalformedRecord(member: key, expected: "a text") }
        return text
    }

    /// A text member that may be left out.
    package func optionalText(_ key: String) throws(MalformedRecord) -> String? {
        guard let value = self[key], !value.isNull else { return nil }
        return try text(key)
    }

    /// A whole-number member.
    package func whole(_ key: String) throws(MalformedRecord) -> Int {
        guard let value = self[key]?.integer else { throw MalformedRecord(member: key, expected: "a whole number") }
        return Int(value)
    }

    /// A true-or-false member.
    package func truth(_ key: String) throws(MalformedRecord) -> Bool {
        guard let value = self[key]?.bool else { throw MalformedRecord(member: key, expected: "true or false") }
        return value
    }

    /// A moment, in RFC 3339 form.
    package func instant(_ key: String) throws(MalformedRecord) -> Instant {
        guard let text = self[key]?.string, let instant = Instant(rfc3339: text) else {
            throw MalformedRecord(member: key, expected: "a date and time by RFC 3339")
        }
        return instant
    }

    /// A moment that may be left out.
    package func optionalInstant(_ key: String) throws(MalformedRecord) -> Instant? {
        guard let value = self[key], !value.isNull else { return nil }
        return try instant(key)
    }

    /// The members of an object member.
    package func members(_ key: String) throws(MalformedRecord) -> JSONObject {
        guard let object = self[key]?.object else { throw MalformedRecord(member: key, expected: "an object") }
        return object
    }

    /// A member that is an array of texts.
    package func texts(_ key: String) throws(MalformedRecord) -> [String] {
        guard let array = self[key]?.array else { throw MalformedRecord(member: key, expected: "an array of texts") }
        var texts: [String] = []
        texts.reserveCapacity(array.count)
        for element in array {
            guard let text = element.string else { throw MalformedRecord(member: key, expected: "an array of texts") }
            texts.append(text)
        }
        return texts
    }
}
