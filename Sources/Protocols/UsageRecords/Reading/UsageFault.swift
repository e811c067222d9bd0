// SPDX-License-Identifier: EUPL-1.2

/// One thing that is wrong with one row, for the person who must mend the export. It never quotes the row: rows are personal data.
public struct UsageFault: Hashable, Sendable {
    /// What kind of fault.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The row has another number of columns than the header.
        case columnCount = "column-count"
        /// Double quotes are not used as RFC 4180 §2 says.
        case quoting
        /// The line is longer than ``UsageReader/lineLimit``.
        case lineTooLong = "line-too-long"
        /// The date is not a day, written yyyymmdd, of the years 2000 to 2099.
        case date
        /// The IMEI is not 1 to 16 digits, letters A to F, `*` or `#`.
        case imei
        /// The IMSI is not 1 to 15 digits.
        case imsi
        /// The MSISDN is not 1 to 15 digits.
        case msisdn
        /// A technology is not one of the codes 001 to 010 and 101 to 105, joined by `|`.
        case rat
        /// The time is not hhmmss or hh:mm:ss.
        case time
        /// The network is not 5 or 6 digits.
        case network
        /// Latitude or longitude is no number of degrees, or only one of them is given.
        case place
    }

    /// The line in the file, counted from 1, the header included.
    public let line: Int
    /// What kind of fault.
    public let kind: Kind

    /// A fault of one row.
    public init(line: Int, kind: Kind) {
        self.line = line
        self.kind = kind
    }

    /// One sentence: what is wrong and what to do.
    public var reason: String {
        switch kind {
        case .columnCount: "The row has another number of columns than the header; add or remove commas."
        case .quoting: "A double quote is not closed, or stands where it may not; close it or leave it out."
        case .lineTooLong: "The line is over \(UsageReader.lineLimit) bytes; look for a lost line end."
        case .date: "The date is no day of the years 2000 to 2099; write yyyymmdd."
        case .imei: "The IMEI is not 1 to 16 digits, letters A to F, * or #; write what the network saw, or nothing."
        case .imsi: "The IMSI is not 1 to 15 digits; write the digits alone, or nothing."
        case .msisdn: "The MSISDN is not 1 to 15 digits; write country code and number without +, or nothing."
        case .rat: "The technology is none of 001 to 010 and 101 to 105; join several by |."
        case .time: "The time is no moment of a day; write hhmmss or hh:mm:ss, or nothing."
        case .network: "The network is not 5 or 6 digits; write country code and network code, or nothing."
        case .place:
            "The place is no latitude from -90 to 90 with a longitude from -180 to 180; write degrees with a point, or neither."
        }
    }
}
