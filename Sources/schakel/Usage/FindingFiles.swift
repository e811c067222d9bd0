// SPDX-License-Identifier: EUPL-1.2

import Clones
import DeviceLists
import Identifiers
import Ledger
import UsageRecords

/// The files of a search: findings, which may leave the provider, and what stays with it: exceptions, their grounds, and who is to be asked.
final class FindingFiles {
    static let findings = "findings.csv"
    static let findingsJSON = "findings.json"
    static let exceptions = "exceptions.csv"
    static let grounds = "grounds.csv"
    static let notifications = "notifications.csv"
    static let summary = "summary.json"

    static let findingsHeader =
        "imei,rule,subscriptions,days,subscription_days,times,times_days,metres,seconds,km_per_hour,numbers,networks,seen_on,able,"
        + "first_seen,last_seen,related_imei"
    static let groundsHeader = "imei,imsi,ground"

    private let folder: String
    private let table: FileSink
    private let json: FileSink
    private let exceptionList: FileSink
    private let groundList: FileSink
    private let notificationList: FileSink
    private let writer = ExceptionListWriter()
    private let notifier = NotificationListWriter()
    private let grace: Int
    private var rules: (device: DeviceCode, names: [String])?
    private var isFirst = true

    /// Begins the files in a folder.
    /// - Parameter grace: how many days after the last day of the analysis those who are asked keep service.
    init(in folder: String, grace: Int) throws(FileFailure) {
        self.folder = folder
        self.grace = grace
        table = try FileSink("\(folder)/\(FindingFiles.findings)")
        json = try FileSink("\(folder)/\(FindingFiles.findingsJSON)")
        exceptionList = try FileSink("\(folder)/\(FindingFiles.exceptions)")
        groundList = try FileSink("\(folder)/\(FindingFiles.grounds)")
        notificationList = try FileSink("\(folder)/\(FindingFiles.notifications)")
        try table.add(FindingFiles.findingsHeader + "\r\n")
        try json.add("[")
        try groundList.add(FindingFiles.groundsHeader + "\r\n")
        try exceptionList.add("\(ExceptionListWriter.header)\r\n")
        try notificationList.add("\(NotificationListWriter.header)\r\n")
    }

    /// Writes a finding.
    func add(_ finding: Finding) throws(FileFailure) {
        if rules?.device != finding.device { rules = (finding.device, []) }
        rules?.names.append(finding.rule.name)
        let evidence = finding.evidence
        func text(_ number: some BinaryInteger) -> String { number == 0 ? "" : "\(number)" }
        let hasJourney = finding.rule == .distanceInTime
        let fields = [
            finding.device.text, finding.rule.name, text(evidence.subscriptions), text(evidence.days),
            text(evidence.subscriptionDays), text(evidence.times), text(evidence.timesDays), text(evidence.metres),
            hasJourney ? "\(evidence.seconds)" : "", evidence.speed.map { "\($0)" } ?? "", text(evidence.numbers),
            evidence.networks.map(\.digits).joined(separator: "|"), evidence.seenOn.text, evidence.able.text,
            evidence.first.description, evidence.last.description, evidence.related?.text ?? "",
        ]
        try table.add(fields.joined(separator: ",") + "\r\n")
        try json.add((isFirst ? "\n" : ",\n") + FindingFiles.json(fields).canonicalText)
        isFirst = false
    }

    private static func json(_ fields: [String]) -> JSON {
        let names = findingsHeader.split(separator: ",").map(String.init)
        let texts: Set<String> = ["imei", "rule", "related_imei", "first_seen", "last_seen"]
        let lists: Set<String> = ["networks", "seen_on", "able"]
        return .object(
            JSONObject(
                zip(names, fields).map { name, field -> (String, JSON?) in
                    guard !field.isEmpty else { return (name, nil) }
                    if lists.contains(name) { return (name, .array(field.split(separator: "|").map { .string(String($0)) })) }
                    return (name, texts.contains(name) ? .string(field) : Int64(field).map { .integer($0) })
                }))
    }

    /// Writes an exception; those of a device come after its findings.
    func add(_ exception: OwnerException, until: UsageDay) throws(FileFailure) {
        guard let imei = exception.device.imei, let imsi = IMSI(digits: Array(exception.imsi.digits.utf8)) else { return }
        let row = ExceptionRow(imei: imei, imsi: imsi, msisdn: exception.msisdn.flatMap { PhoneNumber(value: $0.number) })
        try exceptionList.add { buffer throws(FileFailure) in writer.append(row, to: &buffer) }
        try groundList.add("\(imei.digits),\(imsi.digits),\(exception.ground.name)\r\n")
        guard exception.isProvisional, let date = ReportingDate(value: until.advanced(by: grace).number) else { return }
        let reasons = (rules?.names ?? []).joined(separator: "|")
        try notificationList.add { buffer throws(FileFailure) in
            do throws(BlockListError) {
                try notifier.append(row, blockDate: date, reasons: reasons, to: &buffer)
            } catch {
                throw FileFailure(description: error.reason)
            }
        }
    }

    /// Ends the files. Without this none of them is there.
    func finish(summary: JSON) throws(FileFailure) {
        try json.add(isFirst ? "]\n" : "\n]\n")
        for file in [table, json, exceptionList, groundList, notificationList] { try file.finish() }
        let last = try FileSink("\(folder)/\(FindingFiles.summary)")
        try last.add(summary.canonicalText + "\n")
        try last.finish()
    }
}
