// SPDX-License-Identifier: EUPL-1.2

/// Two rows about the same device.
public struct StolenListPair: Hashable, Sendable {
    /// The later line, counted from 1, the header included.
    public let line: Int
    /// The line of the first row about the device.
    public let firstLine: Int

    /// A pair of lines.
    public init(line: Int, firstLine: Int) {
        self.line = line
        self.firstLine = firstLine
    }
}
