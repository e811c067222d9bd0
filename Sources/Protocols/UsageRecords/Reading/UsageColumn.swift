// SPDX-License-Identifier: EUPL-1.2

/// The columns of a dump of usage records.
public enum UsageColumn: String, Hashable, Sendable, CaseIterable {
    /// The day, `yyyymmdd`. In every dump.
    case date
    /// The device. In every dump; a row may leave it empty.
    case imei
    /// The subscription. In every dump; a row may leave it empty.
    case imsi
    /// The telephone number, without `+`. In every dump of DIRBS; a row may leave it empty.
    case msisdn
    /// Technologies, three digits each, joined by `|`. In version 2 of DIRBS.
    case rat
    /// The moment on the day, `hhmmss` or `hh:mm:ss`. Not in DIRBS.
    case time
    /// The network that served the device, 5 or 6 digits. Not in DIRBS.
    case network
    /// The cell that served the device, by which its place is looked up. Not in DIRBS.
    case cell
    /// Degrees north of the equator. Not in DIRBS.
    case latitude
    /// Degrees east of Greenwich. Not in DIRBS.
    case longitude
}
