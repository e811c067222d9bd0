// SPDX-License-Identifier: EUPL-1.2

/// A page for everybody, and where it is in each language.
public enum Place: String, CaseIterable, Sendable {
    /// What one can do here.
    case home
    /// Reporting a device.
    case report
    /// The answer to a report: number, secret, what to do now.
    case reported
    /// Number and secret, to follow a report.
    case follow
    /// How it is with a report.
    case status
    /// The proof of a report, as a file.
    case receipt
    /// Telling that the device is back, or that the report was a mistake.
    case recovered
    /// Objecting to a decision.
    case objection
    /// No longer following in this browser.
    case stop
    /// Checking a second-hand device.
    case check
    /// The open monitor.
    case monitor
    /// Its figures, as CSV.
    case figuresCSV
    /// Its figures, as JSON.
    case figuresJSON
    /// About the service: data, cookies, accessibility, checking a receipt.
    case about

    /// The path of the page, with the language in front: `/nl/melden`.
    public func path(in language: Language) -> String {
        let words = language == .dutch ? dutch : english
        return words.isEmpty ? "/\(language.rawValue)" : "/\(language.rawValue)/\(words)"
    }

    private var dutch: String {
        switch self {
        case .home: ""
        case .report: "melden"
        case .reported: "melden/ontvangen"
        case .follow: "volgen"
        case .status: "volgen/stand"
        case .receipt: "volgen/ontvangstbewijs"
        case .recovered: "volgen/terug"
        case .objection: "volgen/bezwaar"
        case .stop: "volgen/stoppen"
        case .check: "toestel-controleren"
        case .monitor: "monitor"
        case .figuresCSV: "monitor/csv"
        case .figuresJSON: "monitor/json"
        case .about: "over"
        }
    }

    private var english: String {
        switch self {
        case .home: ""
        case .report: "report"
        case .reported: "report/received"
        case .follow: "follow"
        case .status: "follow/status"
        case .receipt: "follow/receipt"
        case .recovered: "follow/recovered"
        case .objection: "follow/objection"
        case .stop: "follow/stop"
        case .check: "check-device"
        case .monitor: "monitor"
        case .figuresCSV: "monitor/csv"
        case .figuresJSON: "monitor/json"
        case .about: "about"
        }
    }
}
