// SPDX-License-Identifier: EUPL-1.2

/// How much may be wrong with a dump before none of it is believed: the data thresholds of DIRBS, as shares of 1.
public struct UsageThresholds: Hashable, Sendable {
    /// Rows without an IMEI, IMSI, MSISDN or technology, each apart; the last two only when the dump has the column.
    public var missing = 0.05
    /// Unclean IMEIs, unclean IMSIs, and rows with either, each apart.
    public var unclean = 0.05
    /// IMSIs of other countries.
    public var outOfRegion = 0.1
    /// IMSIs of other networks.
    public var nonHome = 0.2
    /// Of the unclean IMEIs, those that look as if leading zeros were lost.
    public var leadingZeros = 0.5
    /// Rows with a fault.
    public var refused = 0.05

    /// The defaults of DIRBS.
    public init() {}

    /// One sentence for each threshold that is passed; none when the dump can be used.
    /// - Parameter hasHome: whether the home networks were known while reading; otherwise there is nothing to say about region and home.
    public func exceeded(by counts: UsageCounts, hasHome: Bool) -> [String] {
        let rows = counts.rows - counts.refused
        let imeis = rows - counts.withoutIMEI
        let imsis = rows - counts.withoutIMSI
        var checks: [(String, Int, Int, Double)] = [
            ("rows with a fault", counts.refused, counts.rows, refused),
            ("rows without an IMEI", counts.withoutIMEI, rows, missing),
            ("rows without an IMSI", counts.withoutIMSI, rows, missing),
            ("IMEIs that do not start with 14 digits", counts.uncleanIMEI, imeis, unclean),
            ("IMSIs that are not 14 or 15 digits", counts.uncleanIMSI, imsis, unclean),
            ("rows with an unclean IMEI or IMSI", counts.unclean, rows, unclean),
        ]
        if counts.columns.contains(.msisdn) { checks.append(("rows without an MSISDN", counts.withoutMSISDN, rows, missing)) }
        if counts.columns.contains(.rat) { checks.append(("rows without a technology", counts.withoutRAT, rows, missing)) }
        if hasHome {
            checks.append(("IMSIs of other countries", counts.outOfRegionIMSI, imsis, outOfRegion))
            checks.append(("IMSIs of other networks", counts.nonHome, imsis, nonHome))
        }
        var sentences = checks.filter { $0.2 > 0 && Double($0.1) > Double($0.2) * $0.3 }.map { name, count, total, most in
            "There are \(count) \(name) among \(total), more than \(UsageThresholds.percent(most)); look at the export."
        }
        if counts.uncleanIMEI >= 100, Double(counts.shortIMEI) > Double(counts.uncleanIMEI) * leadingZeros {
            sentences.append(
                """
                Of \(counts.uncleanIMEI) unclean IMEIs \(counts.shortIMEI) are digits but too few: leading zeros seem to be lost; export \
                IMEIs as text.
                """)
        }
        return sentences
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
