// SPDX-License-Identifier: EUPL-1.2

/// When runs are closed and merged, and in what pieces. It is pure; an engine does what it says.
///
/// With a capacity of 8,192 and four runs to a merge, five million rows stand in some twelve runs, at most seventeen, and each row
/// was moved four times. Every 256 new rows move up to 2,048, twice what merging needs then, so that no backlog grows and nobody
/// waits for a whole merge. The pace must be above the number of sizes there are, since rows may have to be moved at each at once.
package struct RunPlan: Hashable, Sendable {
    /// What is to be done next.
    package enum Step: Hashable, Sendable {
        /// Close the open run and open another under a new number.
        case close(Int64, opening: Int64)
        /// From now on move the rows of these runs into a new one.
        case begin([Int64], into: Int64)
        /// Move the next rows of these runs, in order, at most so many of each.
        case move([Int64], into: Int64, each: Int)
    }

    /// From how many rows on the open run is closed.
    package let capacity: Int
    /// How many runs of like size are merged.
    package let fanout: Int
    /// After how many new rows there is something to move.
    package let stride: Int
    /// How many rows are moved for each new one.
    package let pace: Int
    /// The most rows that one transaction moves.
    package let most: Int

    /// A plan of one's own, for tests.
    package init(capacity: Int, fanout: Int, stride: Int, pace: Int, most: Int) {
        self.capacity = max(1, capacity)
        self.fanout = max(2, fanout)
        self.stride = max(1, stride)
        self.pace = pace
        self.most = most
    }

    /// For an engine that writes a whole page for each row that it changes, so that the open run must have few.
    package static let small = RunPlan(capacity: 8_192, fanout: 4, stride: 256, pace: 8, most: 32_768)

    /// For an engine that writes each changed row by itself, so that moving a row costs more than a larger open run. Eight million rows
    /// stand in at most eight runs and were never moved; a hundred million in at most twenty-one, and each was moved once or twice.
    package static let large = RunPlan(capacity: 1_048_576, fanout: 8, stride: 256, pace: 4, most: 32_768)

    /// How many rows may be moved after rows were added to the open run. Few additions add up: small transactions seldom move any.
    /// - Parameters:
    ///   - before: how many rows the open run had.
    ///   - added: how many were added.
    package func budget(before: Int, added: Int) -> Int {
        let strides = (before + added) / stride - before / stride
        return min(strides * stride * pace, most)
    }

    /// The next step.
    /// - Parameters:
    ///   - runs: all there are.
    ///   - budget: how many rows may still be moved.
    /// - Returns: nil when nothing is to be done, or no more within the budget.
    package func step(for runs: [SubjectRun], budget: Int) -> Step? {
        let next = (runs.map(\.number).max() ?? 0) + 1
        if let open = runs.first(where: \.isOpen), open.rows >= capacity { return .close(open.number, opening: next) }
        if let sources = mergeable(runs) { return .begin(sources, into: next) }
        // The smallest merge first: its runs are those that come most often.
        let merges = Dictionary(grouping: runs.filter { $0.target != nil }) { $0.target ?? 0 }
        let smallest = merges.min { ($0.value.reduce(0) { $0 + $1.rows }, $0.key) < ($1.value.reduce(0) { $0 + $1.rows }, $1.key) }
        guard let (target, sources) = smallest, budget >= sources.count else { return nil }
        return .move(sources.map(\.number).sorted(), into: target, each: budget / sources.count)
    }

    /// The oldest runs of the smallest size of which there are enough, among those with which nothing is done.
    private func mergeable(_ runs: [SubjectRun]) -> [Int64]? {
        let targets = Set(runs.compactMap(\.target))
        let idle = runs.filter { !$0.isOpen && $0.target == nil && !targets.contains($0.number) }
        let tiers = Dictionary(grouping: idle) { tier(of: $0.rows) }
        return tiers.sorted { $0.key < $1.key }.first { $0.value.count >= fanout }.map { _, runs in
            runs.map(\.number).sorted().prefix(fanout).map(\.self)
        }
    }

    /// How large a run is, in steps of the fanout: 0 for one that was closed when it was just full.
    private func tier(of rows: Int) -> Int {
        var (tier, room) = (0, rows / capacity)
        while room >= fanout { (tier, room) = (tier + 1, room / fanout) }
        return tier
    }
}
