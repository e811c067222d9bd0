// SPDX-License-Identifier: EUPL-1.2

/// What may be done with a surveyed file.
public enum StolenListVerdict: Hashable, Sendable {
    /// Every row can be used.
    case accepted
    /// Some rows are refused, the others can be used.
    case acceptedInPart
    /// Rows contradict each other: the file fails as a whole, as it would in DIRBS.
    case conflict
}
