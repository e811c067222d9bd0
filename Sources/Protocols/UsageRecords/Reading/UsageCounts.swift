// SPDX-License-Identifier: EUPL-1.2

/// What was read, in numbers: for the thresholds, and for people.
public struct UsageCounts: Hashable, Sendable {
    /// Data lines, good or not; blank lines do not count.
    public internal(set) var rows = 0
    /// Rows with a fault, which are left out.
    public internal(set) var refused = 0
    /// Records handed on: rows without a fault and with an IMEI.
    public internal(set) var records = 0
    /// Rows without an IMEI, which no rule can use.
    public internal(set) var withoutIMEI = 0
    /// Rows without an IMSI.
    public internal(set) var withoutIMSI = 0
    /// Rows without an MSISDN.
    public internal(set) var withoutMSISDN = 0
    /// Rows without a technology.
    public internal(set) var withoutRAT = 0
    /// IMEIs that do not start with 14 digits.
    public internal(set) var uncleanIMEI = 0
    /// Of those, the ones that are digits all the same: a spreadsheet that dropped leading zeros leaves these.
    public internal(set) var shortIMEI = 0
    /// IMSIs that are not 14 or 15 digits.
    public internal(set) var uncleanIMSI = 0
    /// Rows with an IMEI or an IMSI that is unclean.
    public internal(set) var unclean = 0
    /// IMSIs of another country than the home networks are in.
    public internal(set) var outOfRegionIMSI = 0
    /// IMSIs of another network than the home networks.
    public internal(set) var nonHome = 0
    /// Records with a moment and a place, by which distance in time can be judged.
    public internal(set) var placed = 0
    /// Rows with a cell that the table of cells does not have.
    public internal(set) var unknownCells = 0
    /// Which optional columns there were.
    public internal(set) var columns: Set<UsageColumn> = []

    /// Nothing read.
    public init() {}

    /// Adds what was read of another file.
    public mutating func add(_ other: UsageCounts) {
        rows += other.rows
        refused += other.refused
        records += other.records
        withoutIMEI += other.withoutIMEI
        withoutIMSI += other.withoutIMSI
        withoutMSISDN += other.withoutMSISDN
        withoutRAT += other.withoutRAT
        uncleanIMEI += other.uncleanIMEI
        shortIMEI += other.shortIMEI
        uncleanIMSI += other.uncleanIMSI
        unclean += other.unclean
        outOfRegionIMSI += other.outOfRegionIMSI
        nonHome += other.nonHome
        placed += other.placed
        unknownCells += other.unknownCells
        columns.formUnion(other.columns)
    }
}
