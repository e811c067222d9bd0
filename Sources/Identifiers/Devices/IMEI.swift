// SPDX-License-Identifier: EUPL-1.2

/// An International Mobile Equipment Identity: which phone it is (TS 23.003 §6.2.1).
///
/// Fourteen digits identify a device: eight of the type (`tac`) and six of the serial number. The fifteenth, printed on
/// the box and shown by `*#06#`, is a check digit that is never transmitted; a sixteen-digit IMEISV carries two digits of
/// software version instead. An `IMEI` keeps the fourteen, so every spelling of one phone is one and the same value.
public struct IMEI: Hashable, Sendable {
    /// The fourteen digits as a number, below 10^14.
    public let value: UInt64

    @usableFromInline
    init(unchecked value: UInt64) {
        self.value = value
    }

    /// Takes the fourteen digits as a number.
    ///
    /// - Returns: nil when the number is 10^14 or more.
    public init?(value: UInt64) {
        guard value < Self.limit else { return nil }
        self.init(unchecked: value)
    }

    /// Reads the IMEI from bytes as they come off the wire: exactly 14, 15 or 16 ASCII digits, nothing around them.
    ///
    /// The digits after the fourteenth must be digits but say nothing: on the wire the check digit is 0 or right, and the
    /// software version is no part of the identity. Allocates nothing.
    @inlinable
    public init?(digits: some Collection<UInt8>) {
        var bytes = digits.makeIterator()
        guard let value = DecimalDigits.take(14, from: &bytes) else { return nil }
        var further = 0
        while let byte = bytes.next() {
            further += 1
            guard further <= 2, DecimalDigits.value(ofASCII: byte) != nil else { return nil }
        }
        self.init(unchecked: value)
    }

    /// 10^14, the number of identities.
    static let limit: UInt64 = 100_000_000_000_000
}

extension IMEI {
    /// The type allocation code: which model the phone is.
    public var tac: TAC { TAC(unchecked: UInt32(value / 1_000_000)) }

    /// The serial number within the type, below 10^6.
    public var serialNumber: UInt32 { UInt32(value % 1_000_000) }

    /// The check digit that belongs to the fourteen digits (TS 23.003 Annex B).
    public var checkDigit: UInt8 { LuhnDigit.following(value) }

    /// The fourteen digits, leading zeros kept: the form of lists and of the S13 interface.
    public var digits: String { String(value, width: 14) }
}

extension IMEI: Comparable {
    /// Orders by the fourteen digits, so that the phones of one type stand together.
    public static func < (left: IMEI, right: IMEI) -> Bool {
        left.value < right.value
    }
}

extension IMEI: CustomStringConvertible {
    /// The fifteen digits with the right check digit: what the phone itself shows.
    public var description: String { String(value * 10 + UInt64(checkDigit), width: 15) }
}
