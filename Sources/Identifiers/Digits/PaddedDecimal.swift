// SPDX-License-Identifier: EUPL-1.2

extension String {
    /// The decimal form of a number, with zeros in front up to a fixed width.
    ///
    /// - Parameters:
    ///   - value: the number.
    ///   - width: the number of digits, at least as many as the number has; digits beyond it are dropped from the front.
    init(_ value: some UnsignedInteger & FixedWidthInteger, width: Int) {
        self.init(unsafeUninitializedCapacity: width) { buffer in
            var rest = value
            for index in stride(from: width - 1, through: 0, by: -1) {
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                buffer[index] = UInt8(ascii: "0") + UInt8(digit)
                rest = quotient
            }
            return width
        }
    }
}
