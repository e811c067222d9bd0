// SPDX-License-Identifier: EUPL-1.2

/// The outcomes of one bucket, in order: what an asker looks his own up in.
public struct CheckOutcomes: Hashable, Sendable {
    private let values: [UInt64]

    /// Takes values that are in order.
    init(sorted values: [UInt64]) { self.values = values }

    /// Reads outcomes: eight bytes each, big-endian, none smaller than the one before. Only the filler may come more than once.
    /// - Throws: `malformedOutcomes`.
    public init(bytes: [UInt8]) throws(PrivateCheckError) {
        guard bytes.count.isMultiple(of: PrivateCheck.outcomeBytes) else { throw CheckOutcomes.malformed }
        var values: [UInt64] = []
        values.reserveCapacity(bytes.count / PrivateCheck.outcomeBytes)
        for start in stride(from: 0, to: bytes.count, by: PrivateCheck.outcomeBytes) {
            let value = bytes[start..<(start + PrivateCheck.outcomeBytes)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard values.last.map({ $0 < value || value == CheckOutcome.filler }) ?? true else { throw CheckOutcomes.malformed }
            values.append(value)
        }
        self.values = values
    }

    private static let malformed = PrivateCheckError(
        .malformedOutcomes, "The answer holds no outcomes in order, eight bytes each: do not use it.")

    /// The outcomes as they are sent.
    public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: values.count * PrivateCheck.outcomeBytes) { bytes, filled in
            for value in values {
                for shift in stride(from: 56, through: 0, by: -8) {
                    bytes[filled] = UInt8(truncatingIfNeeded: value >> UInt64(shift))
                    filled += 1
                }
            }
        }
    }

    /// Whether an outcome is among them.
    public func contains(_ outcome: CheckOutcome) -> Bool {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle] < outcome.value { low = middle + 1 } else { high = middle }
        }
        return low < values.count && values[low] == outcome.value
    }

    /// How many there are, with those that fill up.
    public var count: Int { values.count }
}
