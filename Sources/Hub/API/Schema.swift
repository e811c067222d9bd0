// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// The shape of a JSON value: it checks requests and it is what the OpenAPI document says, so the two cannot disagree.
indirect enum Schema: Sendable {
    /// A text of so many bytes; optionally one of some choices, optionally with an OpenAPI format.
    case text(ClosedRange<Int>, choices: [String]? = nil, format: String? = nil)
    /// A whole number.
    case whole(ClosedRange<Int64>)
    /// True or false.
    case truth
    /// So many elements of one shape.
    case array(Schema, ClosedRange<Int>)
    /// An object with these members and no others.
    case object([Member])
    /// An object whose members the register checks.
    case open
    /// A shape of which the document tells a rule that is kept elsewhere.
    case kept(Schema, Rule)
    /// A shape, or null where there is nothing to tell.
    case orNull(Schema)
    /// A shape with a name of its own in the document.
    case named(String, Schema)

    /// One member of an object.
    struct Member: Sendable {
        let name: String
        let schema: Schema
        let isRequired: Bool
        /// What it is, in Dutch, for the document.
        let text: String
    }

    /// Any text of 1 to 200 bytes.
    static let shortText = Schema.text(1...200)
    /// A moment by RFC 3339.
    static let moment = Schema.text(20...40, format: "date-time")
}

extension Schema.Member {
    /// A member that must be there.
    static func must(_ name: String, _ schema: Schema, _ text: String) -> Schema.Member {
        Schema.Member(name: name, schema: schema, isRequired: true, text: text)
    }

    /// A member that may be left out.
    static func may(_ name: String, _ schema: Schema, _ text: String) -> Schema.Member {
        Schema.Member(name: name, schema: schema, isRequired: false, text: text)
    }
}
