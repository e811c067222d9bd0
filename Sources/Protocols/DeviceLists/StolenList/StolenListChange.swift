// SPDX-License-Identifier: EUPL-1.2

/// What a row of a delta asks for, in the spelling of the file; DIRBS admits these words in lower case only.
public enum StolenListChange: String, CaseIterable, Hashable, Sendable {
    /// The device enters the list.
    case add
    /// The device leaves the list.
    case remove
    /// The device stays listed with another date or status.
    case update
}
