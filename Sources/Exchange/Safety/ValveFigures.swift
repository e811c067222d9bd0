// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What one decision changes on a list.
public struct ValveChange: Hashable, Sendable {
    /// The party whose decision it is; nil when it is nobody's.
    public let party: PartyID?
    /// How many subjects come on the list.
    public let listed: Int
    /// How many subjects go off it.
    public let released: Int
    /// How many of those that come on it belong to each group.
    public let groups: [String: Int]

    /// Describes a change.
    public init(party: PartyID?, listed: Int, released: Int, groups: [String: Int]) {
        self.party = party
        self.listed = listed
        self.released = released
        self.groups = groups
    }
}

/// How much a list changed today and how long it is, counted exactly: in the transaction that changes the list.
public struct ValveFigures: Hashable, Sendable {
    /// The day by Dutch clocks.
    public private(set) var day: CivilDate
    /// How many subjects the list has.
    public private(set) var size: Int
    /// How many it had when the day began.
    public private(set) var start: Int
    /// How many came on it today.
    public private(set) var listed = 0
    /// How many went off it today.
    public private(set) var released = 0
    /// How many came on it today by decisions of each party.
    public private(set) var parties: [PartyID: Int] = [:]

    /// The figures of a list of which nothing was counted yet.
    public init(size: Int, at now: Instant) {
        day = DutchTime.date(of: now)
        self.size = size
        start = size
    }

    /// Begins a new day when there is one. A clock that went back begins none.
    public mutating func turn(at now: Instant) {
        let today = DutchTime.date(of: now)
        guard today > day else { return }
        (day, start, listed, released, parties) = (today, size, 0, 0, [:])
    }

    /// Counts a change that is carried out. What somebody else cleared takes nothing of the day's room: else one consignment that was
    /// looked at would hold up everybody after it. It counts as if the list had begun the day with it.
    public mutating func count(_ change: ValveChange, isCleared: Bool = false) {
        size += change.listed - change.released
        guard !isCleared else {
            start = max(0, start + change.listed - change.released)
            return
        }
        listed += change.listed
        released += change.released
        if let party = change.party, change.listed > 0 { parties[party, default: 0] += change.listed }
    }
}

/// How many subjects of one group are on a list, and how many of them came today.
public struct GroupFigures: Hashable, Sendable {
    /// The day.
    public private(set) var day: CivilDate
    /// How many are on the list.
    public private(set) var listed: Int
    /// How many came today.
    public private(set) var today = 0

    /// The figures of a group of which nothing was counted yet.
    public init(listed: Int, at now: Instant) {
        day = DutchTime.date(of: now)
        self.listed = listed
    }

    /// Begins a new day when there is one.
    public mutating func turn(at now: Instant) {
        let today = DutchTime.date(of: now)
        guard today > day else { return }
        (day, self.today) = (today, 0)
    }

    /// Counts what came and what went. What was cleared takes nothing of the day's room.
    public mutating func count(listed: Int, released: Int, isCleared: Bool = false) {
        self.listed += listed - released
        if !isCleared { today += listed }
    }
}

extension ValveRule {
    /// Which limits a change goes over; empty when it may go out.
    /// - Parameters:
    ///   - change: what it changes.
    ///   - figures: how the list stands today, the change left out.
    ///   - groups: how each group stands that the change adds to.
    public func causes(of change: ValveChange, on figures: ValveFigures, groups: [String: GroupFigures]) -> [WaitCause] {
        var causes: [WaitCause] = []
        if change.listed > 0 {
            if change.listed > mostPerDecision { causes.append(.decision) }
            if let party = change.party, figures.parties[party, default: 0] + change.listed > mostPerPartyAndDay {
                causes.append(.party)
            }
            let listed = figures.listed + change.listed
            if listed > growthFrom, listed * 100 > figures.start * growthPercent { causes.append(.growth) }
        }
        if change.released > 0 {
            let released = figures.released + change.released
            let whole = figures.start + figures.listed
            if released > shrinkFrom, (whole - released) * 100 < whole * keptPercent { causes.append(.shrink) }
        }
        guard let group else { return causes }
        let counted = change.groups.map { name, count in (count, groups[name]) }
        if counted.contains(where: { $0.0 > group.mostPerDecision }) { causes.append(.groupOfDecision) }
        if counted.contains(where: { $0.0 + ($0.1?.today ?? 0) > group.mostPerDay }) { causes.append(.groupOfDay) }
        if counted.contains(where: { $0.0 + ($0.1?.listed ?? 0) > group.mostListed }) { causes.append(.groupListed) }
        return causes
    }
}

extension ValveFigures {
    /// The form in which they are kept.
    public var json: JSON {
        let parties = parties.sorted { $0.key < $1.key }.map { ($0.key.description, JSON?.some(.integer(Int64($0.value)))) }
        return [
            "day": .string(day.description), "listed": .integer(Int64(listed)), "parties": .object(JSONObject(parties)),
            "released": .integer(Int64(released)), "size": .integer(Int64(size)), "start": .integer(Int64(start)),
        ]
    }

    /// Reads what was kept.
    public init(json: JSON) throws(MalformedRecord) {
        guard let day = CivilDate(try json.text("day")) else { throw MalformedRecord(member: "day", expected: "a day") }
        self.day = day
        (size, start) = (try json.whole("size"), try json.whole("start"))
        (listed, released) = (try json.whole("listed"), try json.whole("released"))
        for member in try json.members("parties") {
            guard let party = try? PartyID(member.key), let count = member.value.integer else {
                throw MalformedRecord(member: "parties", expected: "counts by party")
            }
            parties[party] = Int(count)
        }
    }
}

extension GroupFigures {
    /// The form in which they are kept.
    public var json: JSON {
        ["day": .string(day.description), "listed": .integer(Int64(listed)), "today": .integer(Int64(today))]
    }

    /// Reads what was kept.
    public init(json: JSON) throws(MalformedRecord) {
        guard let day = CivilDate(try json.text("day")) else { throw MalformedRecord(member: "day", expected: "a day") }
        (self.day, listed, today) = (day, try json.whole("listed"), try json.whole("today"))
    }
}
