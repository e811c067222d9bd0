// SPDX-License-Identifier: EUPL-1.2

/// How sure it is that somebody is who he says he is: the levels of Regulation (EU) 910/2014 art. 8. Ordered.
public enum AssuranceLevel: Int, Comparable, Sendable, CaseIterable, CustomStringConvertible {
    /// Nothing is known about it.
    case none = 0
    /// Low.
    case low = 1
    /// Substantial: eHerkenning 3.
    case substantial = 2
    /// High: eHerkenning 4.
    case high = 3

    /// Reads `low`, `substantial` or `high`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard let level = AssuranceLevel.allCases.first(where: { $0 != .none && $0.description == text }) else { return nil }
        self = level
    }

    /// The word in settings.
    public var description: String {
        switch self {
        case .none: "none"
        case .low: "low"
        case .substantial: "substantial"
        case .high: "high"
        }
    }

    /// By assurance.
    public static func < (left: AssuranceLevel, right: AssuranceLevel) -> Bool { left.rawValue < right.rawValue }
}
