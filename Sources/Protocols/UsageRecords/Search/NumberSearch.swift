// SPDX-License-Identifier: EUPL-1.2

/// Finds in usage records which devices some telephone numbers were used in. It keeps what is about those numbers, and nothing else.
public struct NumberSearch: Sendable {
    /// A device in which a number was seen.
    public struct Found: Hashable, Sendable {
        /// The device.
        public let device: DeviceCode
        /// The first day on which the number was in it.
        public let first: UsageDay
        /// The last day.
        public let last: UsageDay
        /// Of the last so many days on which the number was used, the share in percent on which it was in this device.
        public let confidence: Int
    }

    /// Of how many days of use, counted back from the last one, the confidence is told.
    public static let daysCounted = 28
    /// The most devices that are kept of one number: a number that moves through more is no one phone's.
    public static let mostDevices = 1_000

    private var days: [DigitCode: [DeviceCode: Set<UsageDay>]]

    /// A search.
    /// - Parameter numbers: the numbers as networks write an MSISDN: country code first, digits only.
    public init(_ numbers: some Sequence<DigitCode>) {
        days = Dictionary(numbers.map { ($0, [:]) }) { first, _ in first }
    }

    /// Takes a record in.
    public mutating func take(_ record: UsageRecord) {
        guard let number = record.msisdn, var devices = days[number] else { return }
        guard devices[record.device] != nil || devices.count < NumberSearch.mostDevices else { return }
        // Nothing else holds on to it: without this the set would be copied for every record.
        days[number] = nil
        devices[record.device, default: []].insert(record.day)
        days[number] = devices
    }

    /// The devices of a number that sent an IMEI, the surest first; of those the one that was seen last.
    public func found(for number: DigitCode) -> [Found] {
        let devices = days[number] ?? [:]
        let used = Set(devices.values.flatMap(\.self)).sorted().suffix(NumberSearch.daysCounted)
        let found = devices.compactMap { device, days -> Found? in
            guard device.imei != nil, let first = days.min(), let last = days.max() else { return nil }
            return Found(
                device: device, first: first, last: last, confidence: used.count { days.contains($0) } * 100 / max(1, used.count))
        }
        return found.sorted { ($1.confidence, $1.last, $0.device) < ($0.confidence, $0.last, $1.device) }
    }
}
