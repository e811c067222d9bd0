// SPDX-License-Identifier: EUPL-1.2

public import Identifiers

/// A device that is listed, and as what.
public struct ListedDevice: Hashable, Sendable {
    /// Which device.
    public var imei: IMEI
    /// What the list says of it.
    public var status: ListedStatus
    /// Since when.
    public var since: ListedDay

    /// A device and what the list says of it.
    public init(imei: IMEI, status: ListedStatus, since: ListedDay = .unknown) {
        self.imei = imei
        self.status = status
        self.since = since
    }
}

/// A subscriber who may use a device although it is listed.
public struct ListedException: Hashable, Sendable {
    /// Which device.
    public var imei: IMEI
    /// Who may use it.
    public var subscriber: Subscriber

    /// A device and the subscriber who may use it.
    public init(imei: IMEI, subscriber: Subscriber) {
        self.imei = imei
        self.subscriber = subscriber
    }
}

extension ListedException: Comparable {
    /// Orders by device, then by subscriber: the order in which they stand in a segment.
    public static func < (left: ListedException, right: ListedException) -> Bool {
        left.imei == right.imei ? left.subscriber < right.subscriber : left.imei < right.imei
    }
}
