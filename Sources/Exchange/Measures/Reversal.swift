// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// A version of a list that puts right what an objection showed to be wrong: somebody was wrongly blocked.
public struct Reversal: Hashable, Sendable {
    /// The version.
    public let version: Int
    /// When the objection was entered.
    public let objectedAt: Instant
    /// When it was upheld.
    public let decidedAt: Instant

    /// Describes a reversal.
    public init(version: Int, objectedAt: Instant, decidedAt: Instant) {
        self.version = version
        self.objectedAt = objectedAt
        self.decidedAt = decidedAt
    }

    /// The form in which it is kept.
    public var json: JSON {
        [
            "decided": .integer(decidedAt.milliseconds), "objected": .integer(objectedAt.milliseconds),
            "version": .integer(Int64(version)),
        ]
    }

    /// Reads what was kept.
    public init(json: JSON) throws(MalformedRecord) {
        version = try json.whole("version")
        objectedAt = Instant(milliseconds: Int64(try json.whole("objected")))
        decidedAt = Instant(milliseconds: Int64(try json.whole("decided")))
    }
}
