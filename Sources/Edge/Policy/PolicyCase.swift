// SPDX-License-Identifier: EUPL-1.2

/// What made the list alone not say: the cases an operator has a policy for, each counted. The raw values are small and without gaps.
enum PolicyCase: UInt8, Hashable, Sendable, CaseIterable {
    case unlisted, malformed, otherEquipment, stale, unsynchronised, overload

    /// The word in metrics, as the setting writes it.
    var label: String {
        switch self {
        case .unlisted: "unlisted"
        case .malformed: "malformed"
        case .otherEquipment: "other-equipment"
        case .stale: "stale"
        case .unsynchronised: "unsynchronised"
        case .overload: "overload"
        }
    }
}
