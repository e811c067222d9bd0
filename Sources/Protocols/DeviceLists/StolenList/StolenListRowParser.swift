// SPDX-License-Identifier: EUPL-1.2

import Identifiers

/// Turns one line into a row or into all that is wrong with it. A good row with an empty or short status costs no
/// allocation.
struct StolenListRowParser: Sendable {
    let header: StolenListHeader

    func parse(_ line: Span<UInt8>, number: Int) -> StolenListOutcome {
        var fields = RowFields()
        var cursor = FieldCursor()
        while let field = cursor.next(in: line) { fields.append(field) }
        guard !cursor.isBroken else {
            return refused(
                number, .quoting,
                "A double quote is not closed, or stands where it may not; close it, or double the quotes inside a quoted field."
            )
        }
        guard fields.count == header.columnCount else {
            return refused(
                number, .columnCount,
                "The row has \(fields.count) columns and the header \(header.columnCount); add or remove commas."
            )
        }
        var faults = RowFaults(line: number)
        let imei = imei(fields[header.imei], in: line, &faults)
        let date = reportingDate(fields[header.reportingDate], in: line, &faults)
        let status = status(fields[header.status], in: line, &faults)
        let change = header.kind == .full ? nil : change(fields[header.changeType], in: line, &faults)
        guard let imei, faults.all.isEmpty else { return .refused(faults.all) }
        return .row(StolenListRow(line: number, imei: imei, reportingDate: date, trimmedStatus: status, change: change))
    }

    private func refused(_ number: Int, _ code: RowFault.Code, _ reason: String) -> StolenListOutcome {
        .refused([RowFault(line: number, column: nil, code: code, reason: reason)])
    }

    private func imei(_ field: Field, in line: Span<UInt8>, _ faults: inout RowFaults) -> IMEI? {
        let range = trimmed(field.range, in: line)
        var value: UInt64 = 0
        var leadingDigits = 0
        for index in range {
            if let digit = line[index].decimalValue, range.lowerBound + leadingDigits == index {
                leadingDigits += 1
                if leadingDigits <= 14 { value = value * 10 + UInt64(digit) }
            } else if !Self.isAdmitted(line[index]) {
                leadingDigits = -1
                break
            }
            if leadingDigits > 16 { break }
        }
        guard (1...16).contains(range.count), leadingDigits >= 0 else {
            let shown = excerpt(range, in: line)
            faults.add(
                .imei, .imeiPattern,
                range.isEmpty
                    ? "The IMEI is missing; give the 14 or 15 digits that *#06# shows."
                    : "\"\(shown)\" is not 1 to 16 digits, letters A to F, * or #; give the 14 or 15 digits that *#06# shows."
            )
            return nil
        }
        guard leadingDigits >= 14, let imei = IMEI(value: value) else {
            faults.add(
                .imei, .imeiNotMatchable,
                """
                "\(excerpt(range, in: line))" does not start with 14 digits, so no network can match it as an IMEI; \
                give the 14 or 15 digits that *#06# shows.
                """
            )
            return nil
        }
        return imei
    }

    private static func isAdmitted(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "F"),
            UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "*"), UInt8(ascii: "#"):
            true
        default: false
        }
    }

    private func reportingDate(_ field: Field, in line: Span<UInt8>, _ faults: inout RowFaults) -> ReportingDate? {
        guard !field.range.isEmpty else { return nil }
        var number = 0
        var digits = 0
        for index in field.range.prefix(8) {
            guard let digit = line[index].decimalValue else { break }
            number = number * 10 + Int(digit)
            digits += 1
        }
        guard digits == 8, field.range.count == 8, let date = ReportingDate(value: number) else {
            faults.add(
                .reportingDate, .reportingDate,
                "\"\(excerpt(field.range, in: line))\" is no day of the years 2000 to 2099; write yyyymmdd or leave it empty."
            )
            return nil
        }
        return date
    }

    private func status(_ field: Field, in line: Span<UInt8>, _ faults: inout RowFaults) -> String? {
        let range = trimmed(field.range, in: line)
        guard !range.isEmpty else { return nil }
        if Self.isBlocking(range, in: line) { return StolenListRow.blockingStatus }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        var isSecondQuote = false
        for index in range {
            let isQuote = field.hasDoubledQuotes && line[index] == .doubleQuote
            isSecondQuote = isQuote && !isSecondQuote
            if !isQuote || isSecondQuote { bytes.append(line[index]) }
        }
        let hasControls = bytes.contains { $0 < 0x20 || $0 == 0x7F }
        guard !hasControls, let text = String(validating: bytes, as: UTF8.self) else {
            faults.add(
                .status, .statusText,
                "The status \"\(excerpt(range, in: line))\" has control characters or is not UTF-8; write it as plain text."
            )
            return nil
        }
        return text
    }

    private func change(_ field: Field, in line: Span<UInt8>, _ faults: inout RowFaults) -> StolenListChange? {
        for change in [StolenListChange.add, .remove, .update] where Self.matches(change.rawValue, field.range, in: line) {
            return change
        }
        faults.add(
            .changeType, .changeType,
            "\"\(excerpt(field.range, in: line))\" is no change type; write add, remove or update, in lower case."
        )
        return nil
    }

    /// `StolenListRow.blockingStatus` as bytes, so that no text is made of the status that nearly every row has.
    private static let blocking = Array(StolenListRow.blockingStatus.utf8)

    private static func isBlocking(_ range: Range<Int>, in line: Span<UInt8>) -> Bool {
        guard range.count == blocking.count else { return false }
        for index in 0..<blocking.count where line[range.lowerBound + index] != blocking[index] { return false }
        return true
    }

    private static func matches(_ text: String, _ range: Range<Int>, in line: Span<UInt8>) -> Bool {
        guard text.utf8.count == range.count else { return false }
        var index = range.lowerBound
        for byte in text.utf8 {
            guard line[index] == byte else { return false }
            index += 1
        }
        return true
    }
}
