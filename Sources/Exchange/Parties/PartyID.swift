// SPDX-License-Identifier: EUPL-1.2

public import Identifiers

/// How a party is known in every act: `oin:00000001234567890000` or `kvk:12345678`.
public struct PartyID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The text form, as it stands in entries and answers.
    public let description: String

    /// The party with this OIN.
    public init(_ oin: OIN) { description = "oin:\(oin)" }

    /// The party with this KvK number.
    public init(_ number: KvKNumber) { description = "kvk:\(number)" }

    /// Reads the text form, or a bare OIN (20 digits) or KvK number (8 digits).
    /// - Throws: a refusal naming `field`.
    public init(_ text: some StringProtocol, field: String = "deelnemer") throws(Refusal) {
        let digits = text.hasPrefix("oin:") || text.hasPrefix("kvk:") ? String(text.dropFirst(4)) : String(text)
        if !text.hasPrefix("kvk:"), let oin = try? OIN(digits) {
            self.init(oin)
        } else if !text.hasPrefix("oin:"), let number = try? KvKNumber(digits) {
            self.init(number)
        } else {
            throw .field(
                field, "Name a party by its OIN (20 digits) or its KvK number (8 digits), such as oin:00000001234567890000.")
        }
    }

    /// Order of the text form.
    public static func < (left: PartyID, right: PartyID) -> Bool { left.description < right.description }

    /// The organisation under its other number, when it is among some parties: an OIN may be built on a KvK number.
    func otherSpelling(among parties: some Sequence<PartyID>) -> PartyID? {
        guard let number = kvkNumber else { return nil }
        return parties.first { $0 != self && $0.kvkNumber == number }
    }

    /// The KvK number that this is, or on which this OIN is built.
    private var kvkNumber: KvKNumber? {
        let digits = description.dropFirst(4)
        return description.hasPrefix("kvk:") ? try? KvKNumber(digits) : (try? OIN(digits))?.kvkNumber
    }
}
