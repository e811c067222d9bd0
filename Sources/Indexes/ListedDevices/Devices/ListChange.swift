// SPDX-License-Identifier: EUPL-1.2

public import Identifiers

/// One change to the list. The last one about a device, or about a device and subscriber, is what counts.
public enum ListChange: Hashable, Sendable {
    /// The device is listed, or listed as something else than before, since a day.
    case list(IMEI, ListedStatus, since: ListedDay = .unknown)
    /// The device is not listed any more. Its exceptions stay until they are removed; they say nothing while it is not listed.
    case unlist(IMEI)
    /// The subscriber may use the device although it is listed.
    case except(IMEI, Subscriber)
    /// The subscriber has no exception for the device any more.
    case unexcept(IMEI, Subscriber)

    /// The day that a listing names.
    var day: ListedDay { if case .list(_, _, let day) = self { day } else { .unknown } }

    /// What is changed, and into what.
    var keyed: (key: ChangeKey, state: ChangeState) {
        switch self {
        case .list(let imei, let status, _): (ChangeKey(imei: imei.value, subscriber: 0), ChangeState(status))
        case .unlist(let imei): (ChangeKey(imei: imei.value, subscriber: 0), .removed)
        case .except(let imei, let subscriber): (ChangeKey(imei: imei.value, subscriber: subscriber.word), ChangeState(.permitted))
        case .unexcept(let imei, let subscriber): (ChangeKey(imei: imei.value, subscriber: subscriber.word), .removed)
        }
    }
}
