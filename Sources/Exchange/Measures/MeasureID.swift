// SPDX-License-Identifier: EUPL-1.2

/// The name of a measure: what it is about and who must carry it out.
public struct MeasureID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The text form: `devices/stolen/oin:…` for a list, `content/CN-…/1/kvk:…` for a decision.
    public let description: String

    /// The standing measure of a party over a list.
    public init(register: RegisterName, list: ListName, party: PartyID) {
        description = "\(register)/\(list)/\(party)"
    }

    /// The measure that a decision lays on a party.
    public init(register: RegisterName, caseID: CaseID, decision: Int, party: PartyID) {
        description = "\(register)/\(caseID)/\(decision)/\(party)"
    }

    /// The measure that a question lays on a party.
    public init(register: RegisterName, caseID: CaseID, question: Int, party: PartyID) {
        description = "\(register)/\(caseID)/q\(question)/\(party)"
    }

    /// A name as it was stored or received. It is looked up, never trusted.
    public init(stored text: String) { description = text }

    /// Order of the text form.
    public static func < (left: MeasureID, right: MeasureID) -> Bool { left.description < right.description }
}
