// SPDX-License-Identifier: EUPL-1.2

/// A kind of entry that is counted for the figures: `report`, `listing`, `release`. Open.
public struct FigureEntry: OpenCode {
    /// The code: the kind in the leaf header.
    public let rawValue: String

    /// Wraps a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A report, following ones included.
    public static let report: FigureEntry = "report"
    /// A change by which subjects came on a list.
    public static let listing = FigureEntry(rawValue: Listing.kind)
    /// A change by which subjects went from a list.
    public static let release = FigureEntry(rawValue: Listing.releaseKind)
}

/// A region in which something is counted: `utrecht`, `abroad`, … Open.
public struct RegionCode: OpenCode {
    /// The code: lower-case letters and hyphens.
    public let rawValue: String

    /// Wraps a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Another region, or nobody knows which.
    public static let other: RegionCode = "other"
}

/// Where a case comes from, for as far as figures tell it: everything that is counted of the case is counted there.
public struct FigureOrigin: Hashable, Sendable {
    /// The kind of report.
    public let kind: ReportKind
    /// The region.
    public let region: RegionCode

    /// Describes an origin.
    public init(kind: ReportKind, region: RegionCode) {
        self.kind = kind
        self.region = region
    }

    /// Nothing is known of it any more.
    public static let unknown = FigureOrigin(kind: FigureRule.otherKind, region: .other)
}

/// What is counted together: entries of one kind, in one month, about cases of one origin. It holds nothing of a person, a case or
/// a subject.
public struct FigureCell: Hashable, Sendable {
    /// The month on Dutch clocks in which they were entered.
    public let month: CalendarMonth
    /// What was entered.
    public let entry: FigureEntry
    /// Of a report its kind; of a change of a list that of the case's first report.
    public let kind: ReportKind
    /// The region.
    public let region: RegionCode

    /// Names a cell.
    public init(month: CalendarMonth, entry: FigureEntry, kind: ReportKind, region: RegionCode) {
        self.month = month
        self.entry = entry
        self.kind = kind
        self.region = region
    }
}
