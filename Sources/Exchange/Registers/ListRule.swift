// SPDX-License-Identifier: EUPL-1.2

/// What a list is, and the standing duty it lays on every party that must carry it out.
public struct ListRule: Hashable, Sendable {
    /// Its name for people.
    public let title: Bilingual
    /// The statuses a subject can have on the list, the strongest first: with several cases on one subject the strongest holds.
    public let statuses: [ListStatus]
    /// The standing measure on each party with the right to comply: keep the newest version active.
    public let measure: MeasureRule
    /// How long a change of the list is kept before its content is erased. It is kept longer when no snapshot has taken its place.
    public let changesKept: Term
    /// How much it may change before somebody who did not decide looks at it; nil when that has no limit.
    public internal(set) var valve: ValveRule?

    /// States a rule.
    public init(
        title: Bilingual, statuses: [ListStatus], measure: MeasureRule, changesKept: Term = .days(30), valve: ValveRule? = nil
    ) {
        self.valve = valve
        self.changesKept = changesKept
        self.title = title
        self.statuses = statuses
        self.measure = measure
    }

    /// The strongest of some statuses, or nil when there are none. A status the rule does not know is weaker than all it knows.
    public func strongest(of statuses: some Sequence<ListStatus>) -> ListStatus? {
        statuses.min { rank($0) < rank($1) }
    }

    private func rank(_ status: ListStatus) -> Int { statuses.firstIndex(of: status) ?? statuses.count }
}
