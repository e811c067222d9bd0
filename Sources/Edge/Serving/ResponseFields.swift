// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity

/// The header fields of an answer, the same over either version of HTTP.
enum ResponseFields {
    /// The name of the field that tells the version of the list the answer was given by.
    static let listVersion = "schakel-list-version"

    /// The name of the field that tells the age of that list in milliseconds.
    static let listAge = "schakel-list-age"

    /// Adds the fields of `response` through `add`, names in lower case as RFC 9113 §8.2 requires.
    ///
    /// Answers are never to be cached: a status can change at any moment, and a cache would keep who was asked about.
    static func add(_ response: EquipmentResponse, with add: (_ name: String, _ value: String) -> Void) {
        let answer = response.answer
        if let contentType = answer.contentType { add("content-type", contentType) }
        add("content-length", String(answer.body.count))
        add("cache-control", "no-store")
        for field in answer.fields { add(field.name, field.value) }
        if case .list(let version, let age) = response.freshness {
            add(listVersion, String(version))
            add(listAge, String(max(0, age)))
        }
    }
}
