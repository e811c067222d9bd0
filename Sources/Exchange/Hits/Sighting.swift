// SPDX-License-Identifier: EUPL-1.2

/// What a party says that it saw: a subject, when, perhaps where, and by which of its edges. It names no subscriber.
public struct Sighting: Hashable, Sendable {
    /// What was seen.
    public let subject: Subject
    /// When, by the edge's clock.
    public let seenAt: Instant
    /// The area of the network, in the network's own words; nil when it is not known or not passed on.
    public let area: String?
    /// The name of the edge within its party.
    public let edge: String

    /// The most bytes of an area.
    public static let mostAreaBytes = 64

    /// Describes a sighting.
    public init(subject: Subject, seenAt: Instant, area: String?, edge: String) {
        self.subject = subject
        self.seenAt = seenAt
        self.area = area
        self.edge = edge
    }

    /// Whether a text can be an area: 1 to 64 printable ASCII bytes without twelve digits in a row. Cells have shorter numbers, most
    /// subscribers have longer ones.
    public static func isArea(_ text: some StringProtocol) -> Bool {
        let bytes = text.utf8
        guard (1...mostAreaBytes).contains(bytes.count) else { return false }
        var digits = 0
        for byte in bytes {
            guard (0x20...0x7E).contains(byte) else { return false }
            digits = (0x30...0x39).contains(byte) ? digits + 1 : 0
            guard digits < 12 else { return false }
        }
        return true
    }
}

/// A hit as a case has it.
public struct Hit: Hashable, Sendable {
    /// What was seen, when, where and by which edge.
    public let sighting: Sighting
    /// The party whose network saw it.
    public let party: PartyID?
    /// When it was entered.
    public let at: Instant
}
