// SPDX-License-Identifier: EUPL-1.2

import Identifiers

/// Writes usage records as a dump with all columns but `cell`, into a buffer of the caller. The same records give the same bytes.
public struct UsageWriter: Sendable {
    /// The header line, without its end.
    public static let header = "date,imei,imsi,msisdn,rat,time,network,latitude,longitude"

    /// A writer; it keeps nothing between records.
    public init() {}

    /// Appends the header line, once at the start of a file.
    public func appendHeader(to buffer: inout [UInt8]) {
        buffer.append(contentsOf: UsageWriter.header.utf8)
        appendLineEnd(to: &buffer)
    }

    /// Appends one record.
    public func append(_ record: UsageRecord, to buffer: inout [UInt8]) {
        append(UInt64(record.day.number), places: 8, to: &buffer)
        buffer.append(.comma)
        if let imei = record.device.imei {
            append(imei.value, places: 14, to: &buffer)
        } else {
            buffer.append(contentsOf: record.device.text.utf8)
        }
        buffer.append(.comma)
        append(marked: record.rawIMSI, to: &buffer)
        buffer.append(.comma)
        append(marked: record.rawMSISDN, to: &buffer)
        buffer.append(.comma)
        var isFirst = true
        for code in 1...15 where record.technologies.rawValue & 1 << UInt16(code) != 0 {
            if !isFirst { buffer.append(UInt8(ascii: "|")) }
            append(UInt64(code <= 10 ? code : code + 90), places: 3, to: &buffer)
            isFirst = false
        }
        buffer.append(.comma)
        if let second = record.second {
            append(UInt64(second / 3_600 * 10_000 + second / 60 % 60 * 100 + second % 60), places: 6, to: &buffer)
        }
        buffer.append(.comma)
        append(marked: UInt64(record.rawNetwork), to: &buffer)
        buffer.append(.comma)
        if let place = record.place {
            append(degrees: place.latitude, to: &buffer)
            buffer.append(.comma)
            append(degrees: place.longitude, to: &buffer)
        } else {
            buffer.append(.comma)
        }
        appendLineEnd(to: &buffer)
    }

    private func append(_ number: UInt64, places: Int, to buffer: inout [UInt8]) {
        let start = buffer.count
        for _ in 0..<places { buffer.append(UInt8(ascii: "0")) }
        var rest = number
        var index = start + places
        while rest > 0, index > start {
            index -= 1
            buffer[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }

    private func append(marked: UInt64, to buffer: inout [UInt8]) {
        let code = DigitCode(marked: marked)
        if marked != 0 { append(code.number, places: code.count, to: &buffer) }
    }

    private func append(degrees: Int32, to buffer: inout [UInt8]) {
        if degrees < 0 { buffer.append(UInt8(ascii: "-")) }
        let size = UInt64(degrees.magnitude)
        let whole = size / 100_000
        append(whole, places: whole > 99 ? 3 : whole > 9 ? 2 : 1, to: &buffer)
        buffer.append(UInt8(ascii: "."))
        append(size % 100_000, places: 5, to: &buffer)
    }

    private func appendLineEnd(to buffer: inout [UInt8]) {
        buffer.append(.carriageReturn)
        buffer.append(.lineFeed)
    }
}
