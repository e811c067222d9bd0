// SPDX-License-Identifier: EUPL-1.2

/// What an edge answers when its list alone does not say.
///
/// Every choice here is the operator's: whose network it is decides what fails open. The defaults keep a network running,
/// never invent a status out of nothing, and never hide that a request was wrong. Raw values are for configuration files.
public struct AnswerPolicy: Hashable, Sendable {
    /// The answer for a device that is not on the list.
    public enum Unlisted: String, Hashable, Sendable, CaseIterable {
        /// Let it in.
        case permitted
        /// Let it in and have its use reported: for a network that lists all devices it knows.
        case tracking
        /// 404 `ERROR_EQUIPMENT_UNKNOWN`: leave it to the access function's own rule.
        case unknownEquipment
    }

    /// The answer for a `pei` that claims to be an IMEI and is none.
    public enum Malformed: String, Hashable, Sendable, CaseIterable {
        /// 400 with what is wrong.
        case badRequest
        /// Let it in, as if it were not listed.
        case permitted
        /// 404 `ERROR_EQUIPMENT_UNKNOWN`.
        case unknownEquipment
    }

    /// The answer for a device that has no IMEI: a MAC address, an EUI-64, a form still to come.
    public enum OtherEquipment: String, Hashable, Sendable, CaseIterable {
        /// Let it in.
        case permitted
        /// 404 `ERROR_EQUIPMENT_UNKNOWN`.
        case unknownEquipment
    }

    /// What to do with a list that has grown old.
    public enum Stale: String, Hashable, Sendable, CaseIterable {
        /// Answer from it, its age in a response header.
        case keepAnswering
        /// 503, so that the access function asks another instance or follows its own failure rule.
        case unavailable
    }

    /// What to do before the first list has arrived.
    public enum Unsynchronised: String, Hashable, Sendable, CaseIterable {
        /// 503, so that the access function asks another instance or follows its own failure rule.
        case unavailable
        /// Let every device in.
        case permitted
    }

    /// What to answer a check that waited too long, or came over a connection beyond the bound.
    public enum Overload: String, Hashable, Sendable, CaseIterable {
        /// 503 `NF_CONGESTION`, so that the access function asks another instance or follows its own failure rule.
        case unavailable
        /// 429 `NF_CONGESTION_RISK`, which asks the caller to send less.
        case slowDown
        /// Let every device in, listed ones too.
        case permitted
    }

    /// A device that is not on the list; `.permitted` by default, for the list holds stolen phones, not all phones.
    public var unlisted: Unlisted

    /// A malformed `pei`; `.badRequest` by default, for a caller that sends it has a fault somebody must see.
    public var malformed: Malformed

    /// A device without IMEI; `.permitted` by default: the register speaks of IMEIs only, and refusing what it cannot
    /// know would cut off wireline access.
    public var otherEquipment: OtherEquipment

    /// A list older than `staleAfter`; `.keepAnswering` by default, for yesterday's stolen phones are still stolen and
    /// silence would unblock them all.
    public var stale: Stale

    /// The age at which a list is stale, in milliseconds; 24 hours by default. A list of exactly this age is not stale.
    public var staleAfter: Int64

    /// No list yet; `.unavailable` by default: "permitted" would be a statement nobody made, and a second instance or the
    /// access function's failure rule knows better.
    public var unsynchronised: Unsynchronised

    /// Too much work; `.unavailable` by default: a status is never invented, and the access function asks another instance.
    public var overload: Overload

    /// A policy; what is not given has the default.
    public init(
        unlisted: Unlisted = .permitted,
        malformed: Malformed = .badRequest,
        otherEquipment: OtherEquipment = .permitted,
        stale: Stale = .keepAnswering,
        staleAfter: Int64 = 24 * 60 * 60 * 1000,
        unsynchronised: Unsynchronised = .unavailable,
        overload: Overload = .unavailable
    ) {
        self.unlisted = unlisted
        self.malformed = malformed
        self.otherEquipment = otherEquipment
        self.stale = stale
        self.staleAfter = staleAfter
        self.unsynchronised = unsynchronised
        self.overload = overload
    }
}
