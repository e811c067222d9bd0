// SPDX-License-Identifier: EUPL-1.2

/// Comparing what is secret.
enum ConstantTime {
    /// Whether two texts are equal, in a time that tells only their lengths.
    static func equal(_ left: some StringProtocol, _ right: some StringProtocol) -> Bool {
        equal(Array(left.utf8), Array(right.utf8))
    }

    /// Whether two runs of bytes are equal, in a time that tells only their lengths.
    static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }
}
