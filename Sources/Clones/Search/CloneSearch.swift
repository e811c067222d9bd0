// SPDX-License-Identifier: EUPL-1.2

public import UsageRecords

/// Searches usage records for IMEIs that are on more than one device or were altered, in memory that does not grow with their number.
///
/// Records are taken in any order and put away in parts, so that all records of a device come into one part. Then each part is sorted and
/// judged. What is found does not depend on the number of parts, the order of the records or the memory.
///
///     var search = CloneSearch(policy: ClonePolicy(), tables: tables, plan: plan, shelf: MemoryShelf())
///     for record in records { search.take(record) }
///     let summary = try search.finish(found: { findings.append($0) }, excepted: { exceptions.append($0) })
public struct CloneSearch<Drawers: Shelf> {
    let policy: ClonePolicy
    let tables: CloneTables
    let plan: MemoryPlan
    var shelf: Drawers
    let parts: [Int]
    private var blocks: [Room<UsageRecord>]
    private var uses: BlockedUses
    private var failure: SearchError?
    private var newest = UsageDay.first
    var summary = SearchSummary()

    /// A search that has seen nothing.
    /// - Parameter shelf: where records are put that do not fit in memory; it has no drawers yet.
    public init(policy: ClonePolicy, tables: CloneTables, plan: MemoryPlan, shelf: Drawers) {
        self.policy = policy
        self.tables = tables
        self.plan = plan
        self.shelf = shelf
        var drawers: [Int] = []
        for _ in 0..<plan.parts { drawers.append(self.shelf.open()) }
        parts = drawers
        blocks = (0..<plan.parts).map { _ in Room(capacity: plan.block) }
        uses = BlockedUses(blocked: tables.blocked, most: policy.mostBlockedUses)
        summary.parts = plan.parts
    }

    /// Takes a record. What goes wrong on the shelf is told by ``check()`` and at the end.
    @inline(__always)
    public mutating func take(_ record: UsageRecord) {
        guard failure == nil else { return }
        summary.records += 1
        if record.day > newest { newest = record.day }
        uses.note(record)
        let part = CloneSearch.part(of: record.device, among: plan.parts)
        let block = blocks[part]
        block.append(record)
        if block.isFull { putAway(part) }
    }

    /// Says whether records can still be put away: for the time between two chunks of a file.
    public func check() throws(SearchError) {
        if let failure { throw failure }
    }

    private mutating func putAway(_ part: Int) {
        do {
            try blocks[part].put(in: parts[part], of: &shelf)
        } catch {
            failure = error
        }
    }

    /// Judges all that was taken.
    /// - Parameters:
    ///   - until: the last day of the analysis, to which records count; nil for the last day that was seen.
    ///   - progress: takes how many records are judged, of how many.
    ///   - began: takes the last day of the analysis, before anything is found.
    ///   - found: takes the findings, by device and rule.
    ///   - excepted: takes the subscriptions that keep service on devices that were found, by device and subscription.
    public mutating func finish(
        until: UsageDay? = nil, progress: (Int, Int) -> Void = { _, _ in }, began: (UsageDay) -> Void = { _ in },
        found: (Finding) throws(SearchError) -> Void,
        excepted: (OwnerException) throws(SearchError) -> Void
    ) throws(SearchError) -> SearchSummary {
        for part in 0..<plan.parts { putAway(part) }
        try check()
        blocks = []
        summary.hasUnfollowedUses = uses.isFull
        guard summary.records > 0 else { return summary }
        let last = until ?? newest
        summary.until = last
        began(last)
        let cohort = uses.cohort(until: last, lookback: policy.reappearanceLookback, pairs: tables.pairs)
        uses = BlockedUses(blocked: BlockedDevices(), most: 0)
        var results = SearchResults(policy: policy)
        var judge = DeviceJudge(policy: policy, tables: tables, until: last, cohort: cohort)
        try judgeAll(with: &judge, into: &results, progress: progress)
        try results.handOver(of: shelf, summary: &summary, found: found, excepted: excepted)
        return summary
    }

    /// The part of a device.
    @inline(__always)
    static func part(of device: DeviceCode, among parts: Int) -> Int {
        var bits = (device.head ^ UInt64(device.tail) << 48) &* 0x9E37_79B9_7F4A_7C15
        bits ^= bits >> 32
        bits &*= 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: bits >> 40) & (parts - 1)
    }
}
