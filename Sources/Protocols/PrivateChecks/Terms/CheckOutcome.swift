// SPDX-License-Identifier: EUPL-1.2

/// What the function gives for one IMEI under one key, cut to 64 bits: to whoever lacks the key it is a random number.
public struct CheckOutcome: Hashable, Comparable, Sendable {
    /// The first eight bytes of the output, big-endian. All ones is nobody's: it fills answers up.
    public let value: UInt64

    /// What fills answers up to one length.
    static let filler = UInt64.max

    /// Takes an outcome as it stands in an answer.
    init(value: UInt64) { self.value = value }

    /// Cuts an output of the function.
    /// - Parameter output: at least ``PrivateCheck/outcomeBytes`` bytes.
    package init(output: some Collection<UInt8>) {
        let value = output.prefix(PrivateCheck.outcomeBytes).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        self.value = min(value, CheckOutcome.filler - 1)
    }

    /// The order of the numbers.
    public static func < (left: CheckOutcome, right: CheckOutcome) -> Bool { left.value < right.value }
}
