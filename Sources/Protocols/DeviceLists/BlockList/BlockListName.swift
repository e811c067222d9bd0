// SPDX-License-Identifier: EUPL-1.2

/// The names of the files of one run, as DIRBS gives them.
public struct BlockListName: Hashable, Sendable {
    /// When the run was made: `yyyymmdd_hhmmss`.
    public let stamp: String

    /// The number that stands for an empty list from which a first delta begins.
    public static let nothing = -1

    /// Names for a run of a moment; nil when no calendar and clock show it, or the year is outside 2000 to 2099.
    public init?(day: ReportingDate, hour: Int, minute: Int, second: Int) {
        guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second) else { return nil }
        let clock = [hour, minute, second].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
        stamp = "\(day)_\(clock)"
    }

    /// Names for a run whose moment is written as `yyyymmdd_hhmmss`; nil for anything else.
    public init?(stamp: some StringProtocol) {
        let parts = stamp.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 6, let day = ReportingDate(digits: Array(parts[0].utf8)),
            let clock = Int(parts[1]), clock >= 0, !parts[1].hasPrefix("+"),
            let name = BlockListName(day: day, hour: clock / 10_000, minute: clock / 100 % 100, second: clock % 100)
        else { return nil }
        self = name
    }

    /// The full list: `20180217_000302_blacklist.csv`.
    public var full: String { "\(stamp)_blacklist.csv" }

    /// One file of a delta: `20180217_000302_blacklist_delta_11_12_blocked.csv`.
    /// - Parameters:
    ///   - base: the number of the earlier run, or ``nothing``.
    ///   - run: the number of this run.
    public func delta(from base: Int, to run: Int, _ change: BlockListChange) -> String {
        "\(stamp)_blacklist_delta_\(base)_\(run)_\(change.rawValue).csv"
    }
}
