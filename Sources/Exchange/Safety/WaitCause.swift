// SPDX-License-Identifier: EUPL-1.2

/// Why what a decision brings about does not go out yet. Open: a valve may add its own.
public struct WaitCause: OpenCode {
    /// The code.
    public let rawValue: String

    /// Wraps a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The distribution of the register's lists is stopped, or what waited for that has not all gone out yet.
    public static let emergencyStop: WaitCause = "emergency-stop"
    /// A subject was protected after the decision was taken.
    public static let protected: WaitCause = "protected"
}
