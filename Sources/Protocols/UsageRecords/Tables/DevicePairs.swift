// SPDX-License-Identifier: EUPL-1.2

/// Devices with the subscriptions that go with them: pairing and exception lists `imei,imsi,msisdn` and notification lists
/// `imei,imsi,msisdn,block_date,reasons`, as DIRBS has them. Sixteen bytes a pair.
public struct DevicePairs: Sendable {
    /// The most pairs of one table.
    public static let most = 50_000_000

    private struct Pair: Hashable, Comparable {
        let device: UInt64
        let imsi: UInt64

        static func < (left: Pair, right: Pair) -> Bool {
            left.device != right.device ? left.device < right.device : left.imsi < right.imsi
        }
    }

    private var pairs: [Pair] = []

    /// No pairs.
    public init() {}

    /// Reads a list. Columns are told by their names; other columns than these are passed over.
    /// - Parameter day: with a day only the pairs count whose `block_date` is that day or earlier.
    /// - Throws: ``UsageError`` that names the first row that cannot be used.
    public init(_ bytes: [UInt8], blockedBy day: UsageDay? = nil) throws(UsageError) {
        var positions: (imei: Int, imsi: Int, date: Int?)?
        var found: [Pair] = []
        try TableLines.each(of: bytes) { line, number throws(UsageError) in
            guard let known = positions else {
                let names = TableLines.names(line, by: .comma)
                guard let imei = names.firstIndex(of: "imei"), let imsi = names.firstIndex(of: "imsi") else {
                    throw UsageError(.header, "The first line of a list of pairs names imei and imsi.")
                }
                let date = names.firstIndex(of: "block_date")
                guard day == nil || date != nil else {
                    throw UsageError(.header, "The list has no column block_date, by which it is told who was asked when.")
                }
                positions = (imei, imsi, day == nil ? nil : date)
                return
            }
            let fields = TableLines.fields(line, by: .comma)
            guard fields.count > max(known.imei, known.imsi, known.date ?? 0),
                let device = DeviceCode(String(decoding: fields[known.imei], as: UTF8.self)), device.imei != nil,
                let imsi = DigitCode(fields[known.imsi])
            else {
                throw UsageError(.row, "Line \(number) is no pair of an IMEI and an IMSI; mend it or leave it out.")
            }
            if let day, let column = known.date {
                guard let date = UsageDay(String(decoding: fields[column], as: UTF8.self)) else {
                    throw UsageError(.row, "Line \(number) has no block_date written yyyymmdd; mend it or leave it out.")
                }
                guard date <= day else { return }
            }
            found.append(Pair(device: device.head, imsi: imsi.marked))
            guard found.count <= DevicePairs.most else {
                throw UsageError(.tooLarge, "The list has more than \(DevicePairs.most) pairs; split it by provider.")
            }
        }
        guard positions != nil else { throw UsageError(.empty, "The list of pairs is empty; its first line names imei and imsi.") }
        found.sort()
        pairs = found
    }

    /// How many pairs there are.
    public var count: Int { pairs.count }

    /// The subscriptions of a device, ascending, each once for every row that gives it.
    public func subscriptions(of device: DeviceCode) -> [DigitCode] {
        guard !pairs.isEmpty, device.tail == 0 else { return [] }
        var index = lowerBound(Pair(device: device.head, imsi: 0))
        var found: [DigitCode] = []
        while index < pairs.count, pairs[index].device == device.head {
            found.append(DigitCode(marked: pairs[index].imsi))
            index += 1
        }
        return found
    }

    /// Whether a device goes with a subscription.
    public func holds(_ device: DeviceCode, _ imsi: DigitCode) -> Bool {
        let pair = Pair(device: device.head, imsi: imsi.marked)
        let index = lowerBound(pair)
        return device.tail == 0 && index < pairs.count && pairs[index] == pair
    }

    private func lowerBound(_ pair: Pair) -> Int {
        var (lower, upper) = (0, pairs.count)
        while lower < upper {
            let middle = (lower + upper) / 2
            if pairs[middle] < pair { lower = middle + 1 } else { upper = middle }
        }
        return lower
    }
}
