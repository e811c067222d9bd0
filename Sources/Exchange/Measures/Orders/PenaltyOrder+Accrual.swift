// SPDX-License-Identifier: EUPL-1.2

extension PenaltyOrder {
    /// One amount, and when it was forfeited.
    public struct Forfeit: Hashable, Sendable {
        /// When its period began.
        public let at: Instant
        /// How much: the amount of a period, or what was left of the ceiling.
        public let amount: Cents
    }

    /// The stretches of time in which the order ran, until a moment: from the end of the term to avoid it until it ended, but for pauses.
    func runs(until now: Instant) -> [Range<Instant>] {
        guard let begins else { return [] }
        let end = min(endedAt ?? now, now)
        var runs: [Range<Instant>] = []
        var from = begins
        for pause in pauses.sorted(by: { $0.from < $1.from }) where from < end {
            let stop = min(pause.from, end)
            if from < stop { runs.append(from..<stop) }
            guard let to = pause.to else { return runs }
            from = max(from, to)
        }
        if from < end { runs.append(from..<end) }
        return runs
    }

    /// All amounts that were forfeited before a moment. A period is counted in time that the order ran: a pause stops it, and it goes on
    /// after. What is done at the very moment at which a period begins is in time.
    public func forfeits(at now: Instant) -> [Forfeit] {
        let period = terms.period.milliseconds
        guard period > 0, terms.amount > .zero else { return [] }
        var forfeits: [Forfeit] = []
        var left = terms.ceiling
        // How long it ran before this stretch, and how long it must have run for the next period to begin.
        var (ran, next): (Int64, Int64) = (0, 0)
        for run in runs(until: now) {
            let length = (run.upperBound - run.lowerBound).milliseconds
            while left > .zero, next - ran < length {
                let amount = min(terms.amount, left)
                forfeits.append(Forfeit(at: run.lowerBound + Span(milliseconds: next - ran), amount: amount))
                left = left - amount
                let (sum, overflow) = next.addingReportingOverflow(period)
                guard !overflow else { return forfeits }
                next = sum
            }
            ran += length
        }
        return forfeits
    }

    /// What was forfeited before a moment. It never falls, and never passes the ceiling.
    public func forfeited(at now: Instant) -> Cents { PenaltyOrder.sum(forfeits(at: now)) }

    /// When the next amount is forfeited if nothing changes; nil when none will be.
    public func nextForfeit(after now: Instant) -> Forfeit? {
        forfeits(at: .latest).first { $0.at >= now }
    }

    static func sum(_ forfeits: some Sequence<Forfeit>) -> Cents { forfeits.reduce(.zero) { $0 + $1.amount } }
}
