// SPDX-License-Identifier: EUPL-1.2

public import Identifiers

/// Which device a usage record is about, in ten bytes: an IMEI, or what a device sent in the place of one.
///
/// Records hold what networks saw, and that is not always an IMEI. The form is DIRBS' `normalize_imei`: when the first 14 characters are
/// digits, they are the device; otherwise the whole text of 1 to 16 digits, letters A to F, `*` and `#` is, in upper case.
public struct DeviceCode: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The fourteen digits as a number; or, with the highest bit set, the first fourteen characters to the base of 19.
    package let head: UInt64
    /// The last two characters of what is no IMEI, to the base of 19.
    package let tail: UInt16

    package init(head: UInt64, tail: UInt16) {
        self.head = head
        self.tail = tail
    }

    /// The code of an IMEI.
    public init(_ imei: IMEI) { self.init(head: imei.value, tail: 0) }

    /// The code of a text as a network saw it; nil when it is empty, longer than 16 characters or has others than DIRBS admits.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        self.init(bytes.span, 0..<bytes.count)
    }

    /// The code of a part of a line.
    @inline(__always)
    init?(_ line: Span<UInt8>, _ range: Range<Int>) {
        guard range.count >= 14, range.count <= 16 else {
            self.init(irregular: line, range)
            return
        }
        var value: UInt64 = 0
        for index in range.lowerBound..<(range.lowerBound + 14) {
            let digit = line[index] &- 0x30
            guard digit < 10 else {
                self.init(irregular: line, range)
                return
            }
            value = value &* 10 &+ UInt64(digit)
        }
        for index in (range.lowerBound + 14)..<range.upperBound where DeviceCode.symbol(line[index]) == nil { return nil }
        self.init(head: value, tail: 0)
    }

    private init?(irregular line: Span<UInt8>, _ range: Range<Int>) {
        guard (1...16).contains(range.count) else { return nil }
        var head: UInt64 = 0
        var tail: UInt16 = 0
        for place in 0..<16 {
            var symbol: UInt16 = 0
            if place < range.count {
                guard let known = DeviceCode.symbol(line[range.lowerBound + place]) else { return nil }
                symbol = known
            }
            if place < 14 { head = head * 19 + UInt64(symbol) } else { tail = tail * 19 + symbol }
        }
        self.init(head: head | DeviceCode.irregular, tail: tail)
    }

    /// The IMEI, or nil when the device sent something else.
    public var imei: IMEI? { IMEI(value: head) }

    /// The fourteen digits of an IMEI, or what the device sent instead, in upper case.
    public var text: String {
        if let imei { return imei.digits }
        var symbols: [UInt16] = []
        var (rest, end) = (head & ~DeviceCode.irregular, tail)
        for place in 0..<16 {
            if place < 2 {
                symbols.append(end % 19)
                end /= 19
            } else {
                symbols.append(UInt16(rest % 19))
                rest /= 19
            }
        }
        return String(decoding: symbols.reversed().filter { $0 > 0 }.map { DeviceCode.alphabet[Int($0) - 1] }, as: UTF8.self)
    }

    /// Whether the text has digits only.
    public var isDecimal: Bool { imei != nil || text.utf8.allSatisfy { $0.decimalValue != nil } }

    /// IMEIs first, in their own order.
    public static func < (left: DeviceCode, right: DeviceCode) -> Bool {
        left.head != right.head ? left.head < right.head : left.tail < right.tail
    }

    private static let irregular: UInt64 = 1 << 63
    private static let alphabet = Array("0123456789ABCDEF*#".utf8)

    /// 1 to 18 for a character that DIRBS admits.
    @inline(__always)
    private static func symbol(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0")) + 1
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A")) + 11
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a")) + 11
        case UInt8(ascii: "*"): 17
        case UInt8(ascii: "#"): 18
        default: nil
        }
    }
}

extension DeviceCode: CustomStringConvertible {
    /// The same as ``text``.
    public var description: String { text }
}
