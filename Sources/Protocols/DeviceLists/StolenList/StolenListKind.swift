// SPDX-License-Identifier: EUPL-1.2

/// The two shapes of a DIRBS stolen list, told apart by the presence of the column `change_type`
/// (DIRBS-Core, `StolenListSchema` and `StolenListDeltaSchema`).
public enum StolenListKind: Hashable, Sendable {
    /// The whole list: what it does not name is no longer listed. Columns `imei,reporting_date,status`.
    case full
    /// Changes to an earlier list. Columns `imei,reporting_date,status,change_type`.
    case delta
}
