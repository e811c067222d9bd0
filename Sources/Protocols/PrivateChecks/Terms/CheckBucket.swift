// SPDX-License-Identifier: EUPL-1.2

internal import Crypto
public import Identifiers

/// A part of all possible IMEIs, by the first bits of a public hash of the digits. Its number is all that an asker tells of an IMEI.
///
/// The hash is the same for every key and every register: who asks about one IMEI again and again tells the same bits each time, and
/// never more.
public struct CheckBucket: Hashable, Comparable, Sendable {
    /// The number, below 2^``bits``.
    public let number: UInt16
    /// How many bits the number has: 0 when there is one bucket for all.
    public let bits: Int

    /// A bucket by its number.
    /// - Returns: nil when there is no such bucket, or it tells more than ``PrivateCheck/mostBits``.
    public init?(number: Int, bits: Int) {
        guard (0...PrivateCheck.mostBits).contains(bits), (0..<(1 << bits)).contains(number) else { return nil }
        self.number = UInt16(number)
        self.bits = bits
    }

    /// A bucket by its number as it is sent.
    /// - Returns: nil for another length, for capitals, and when there is no such bucket.
    public init?(text: String, bits: Int) {
        guard text.utf8.count == CheckBucket.digits, let number = UInt16(text, radix: 16),
            let bucket = CheckBucket(number: Int(number), bits: bits), bucket.text == text
        else { return nil }
        self = bucket
    }

    /// The number as it is sent: three hexadecimal digits whatever the bits, so that the length of a message does not tell it.
    public var text: String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: CheckBucket.digits - digits.count) + digits
    }

    private static let digits = (PrivateCheck.mostBits + 3) / 4

    /// The bucket of an IMEI.
    /// - Parameter bits: how many bits are told; held within 0 and ``PrivateCheck/mostBits``.
    public init(of imei: IMEI, bits: Int) {
        let bits = min(max(bits, 0), PrivateCheck.mostBits)
        var hash = SHA256()
        hash.update(data: Array("\(PrivateCheck.name)\nbucket\n".utf8))
        hash.update(data: Array(imei.digits.utf8))
        let head = hash.finalize().prefix(2).reduce(UInt16(0)) { $0 << 8 | UInt16($1) }
        // A shift by all sixteen bits gives 0.
        number = head >> UInt16(16 - bits)
        self.bits = bits
    }

    /// How many bits are told when a list has so many devices: as few as keep a bucket at ``PrivateCheck/fullBucket`` devices.
    public static func bits(forListOf count: Int) -> Int {
        var bits = 0
        while bits < PrivateCheck.mostBits, count >> bits > PrivateCheck.fullBucket { bits += 1 }
        return bits
    }

    /// The order of the numbers.
    public static func < (left: CheckBucket, right: CheckBucket) -> Bool { left.number < right.number }
}
