// SPDX-License-Identifier: EUPL-1.2

/// How much a reader is willing to take from a stranger.
public struct JSONLimits: Hashable, Sendable {
    /// The largest text, in bytes.
    public var bytes: Int
    /// How deep arrays and objects may lie within one another; a bare number or text has depth 0.
    public var depth: Int

    /// Limits of a given size and depth. Depth is capped at 128, since reading uses the stack.
    public init(bytes: Int = 1 << 20, depth: Int = 32) {
        self.bytes = bytes
        self.depth = min(depth, 128)
    }

    /// One mebibyte, 32 levels: ample for any act or answer of the exchange.
    public static let standard = JSONLimits()
}
