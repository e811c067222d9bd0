// SPDX-License-Identifier: EUPL-1.2

public import Identifiers

/// A subscription that keeps service on a device, as exception lists of DIRBS have it.
public struct ExceptionRow: Hashable, Sendable {
    /// The device.
    public let imei: IMEI
    /// The subscription.
    public let imsi: IMSI
    /// Its telephone number, where it is known.
    public let msisdn: PhoneNumber?

    /// A row.
    public init(imei: IMEI, imsi: IMSI, msisdn: PhoneNumber?) {
        self.imei = imei
        self.imsi = imsi
        self.msisdn = msisdn
    }
}

/// Writes an exception list of DIRBS into a buffer of the caller: header `imei,imsi,msisdn`, lines ended by CR LF. It is personal data.
public struct ExceptionListWriter: Sendable {
    /// The header line, without its end.
    public static let header = "imei,imsi,msisdn"

    /// How each IMEI is written: DIRBS writes 14 digits, or 15 with `generate_check_digit`.
    public let spelling: IMEISpelling

    /// A writer; it keeps nothing between rows.
    public init(spelling: IMEISpelling = .digits) { self.spelling = spelling }

    /// Appends the header line, once at the start of a file.
    public func appendHeader(to buffer: inout [UInt8]) {
        buffer.append(contentsOf: "\(ExceptionListWriter.header)\r\n".utf8)
    }

    /// Appends one row.
    public func append(_ row: ExceptionRow, to buffer: inout [UInt8]) {
        appendFields(of: row, to: &buffer)
        buffer.append(.carriageReturn)
        buffer.append(.lineFeed)
    }

    /// The three columns, without a line end.
    func appendFields(of row: ExceptionRow, to buffer: inout [UInt8]) {
        spelling.append(row.imei, to: &buffer)
        buffer.append(.comma)
        buffer.append(contentsOf: row.imsi.digits.utf8)
        buffer.append(.comma)
        if let msisdn = row.msisdn { buffer.append(contentsOf: String(msisdn.value).utf8) }
    }
}
