// SPDX-License-Identifier: EUPL-1.2

public import EquipmentIdentity
public import Identifiers

/// The list of devices as the answering side sees it.
///
/// Called on an event loop for every check, from several threads at once: answers at once, blocks on nothing and waits
/// for nobody.
public protocol DeviceLookup: Sendable {
    /// What the list says of `imei`; `nil` when it says nothing.
    func status(of imei: IMEI) -> EquipmentStatus?

    /// What the list says of `imei` in the hands of subscription `imsi`: an exception for the two together goes before what holds for
    /// the device alone. Asked only of a device that is listed. The subscription serves this one answer; it is never kept, counted or logged.
    func status(of imei: IMEI, imsi: IMSI) -> EquipmentStatus?

    /// Which list this is, and how old.
    var freshness: ListFreshness { get }
}

extension DeviceLookup {
    /// The status of the device alone, for a list without exceptions.
    public func status(of imei: IMEI, imsi: IMSI) -> EquipmentStatus? { status(of: imei) }
}

/// Which version of the list an answer comes from, and how long ago the edge last knew it to be the latest.
public enum ListFreshness: Hashable, Sendable {
    /// No list has ever arrived.
    case never

    /// The list of this version; it was known to be the latest `ageMilliseconds` ago, 0 or more.
    case list(version: UInt64, ageMilliseconds: Int64)
}
