// SPDX-License-Identifier: EUPL-1.2

/// How much of a message is read before it is refused.
public struct ReadLimits: Hashable, Sendable {
    /// The most bytes of a message; 64 KiB by default. A check has some 400.
    public var messageBytes = 64 * 1024
    /// The most attributes side by side in a message or in one group; 1,024 by default.
    public var attributes = 1_024
    /// How deep groups may lie in groups; 8 by default.
    public var depth = 8

    /// The default limits.
    public init() {}
}
