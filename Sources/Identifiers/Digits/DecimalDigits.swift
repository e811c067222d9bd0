// SPDX-License-Identifier: EUPL-1.2

/// Reads ASCII digits from the bytes of a request, without allocating.
@usableFromInline
enum DecimalDigits {
    /// The value of one ASCII digit, or nil when the byte is something else.
    @inlinable
    static func value(ofASCII byte: UInt8) -> UInt8? {
        let digit = byte &- 0x30
        return digit < 10 ? digit : nil
    }

    /// Takes exactly `count` digits from an iterator.
    ///
    /// - Parameter count: at most 19, so that the number fits.
    /// - Returns: the digits as a number, or nil when the bytes end early or one is not a digit.
    @inlinable
    static func take(_ count: Int, from bytes: inout some IteratorProtocol<UInt8>) -> UInt64? {
        var number: UInt64 = 0
        for _ in 0..<count {
            guard let byte = bytes.next(), let digit = value(ofASCII: byte) else { return nil }
            number = number &* 10 &+ UInt64(digit)
        }
        return number
    }
}
