// SPDX-License-Identifier: EUPL-1.2

/// Devices that are blocked and since when: a blacklist `imei,block_date,reasons` as DIRBS has it. About twelve bytes a device.
public struct BlockedDevices: Sendable {
    /// The most devices of one list.
    public static let most = 200_000_000

    private var devices: [UInt64] = []
    private var days: [UsageDay] = []
    /// A bit for each of sixteen values a device, so that nearly all devices that are not blocked cost one look.
    private var filter: [UInt64] = [0]
    private var mask: UInt64 = 63

    /// No device.
    public init() {}

    /// Reads a list. Of a device that comes twice the earliest day counts.
    /// - Throws: ``UsageError`` that names the first row that cannot be used.
    public init(_ bytes: [UInt8]) throws(UsageError) {
        var positions: (imei: Int, date: Int)?
        var found: [(device: UInt64, day: UsageDay)] = []
        try TableLines.each(of: bytes) { line, number throws(UsageError) in
            guard let known = positions else {
                let names = TableLines.names(line, by: .comma)
                guard let imei = names.firstIndex(of: "imei"), let date = names.firstIndex(of: "block_date") else {
                    throw UsageError(.header, "The first line of a blacklist names imei and block_date.")
                }
                positions = (imei, date)
                return
            }
            let fields = TableLines.fields(line, by: .comma)
            guard fields.count > max(known.imei, known.date),
                let device = DeviceCode(String(decoding: fields[known.imei], as: UTF8.self)), device.imei != nil,
                let day = UsageDay(String(decoding: fields[known.date], as: UTF8.self))
            else { throw UsageError(.row, "Line \(number) is no IMEI with a day written yyyymmdd; mend it or leave it out.") }
            found.append((device.head, day))
            guard found.count <= BlockedDevices.most else {
                throw UsageError(.tooLarge, "The list has more than \(BlockedDevices.most) devices.")
            }
        }
        guard positions != nil else {
            throw UsageError(.empty, "The blacklist is empty; its first line names imei and block_date.")
        }
        found.sort { $0.device != $1.device ? $0.device < $1.device : $0.day < $1.day }
        var words = 1
        while words * 64 < found.count * 16 { words *= 2 }
        filter = [UInt64](repeating: 0, count: words)
        mask = UInt64(words * 64 - 1)
        for row in found where devices.last != row.device {
            devices.append(row.device)
            days.append(row.day)
            let bit = BlockedDevices.place(row.device) & mask
            filter[Int(bit / 64)] |= 1 << (bit % 64)
        }
    }

    /// How many devices there are.
    public var count: Int { devices.count }

    /// Since when a device is blocked, or nil.
    @inline(__always)
    public func day(of device: DeviceCode) -> UsageDay? {
        let bit = BlockedDevices.place(device.head) & mask
        guard filter[Int(bit / 64)] & 1 << (bit % 64) != 0 else { return nil }
        return listed(device)
    }

    private func listed(_ device: DeviceCode) -> UsageDay? {
        var (lower, upper) = (0, devices.count)
        while lower < upper {
            let middle = (lower + upper) / 2
            if devices[middle] < device.head { lower = middle + 1 } else { upper = middle }
        }
        guard lower < devices.count, devices[lower] == device.head, device.tail == 0 else { return nil }
        return days[lower]
    }

    private static func place(_ device: UInt64) -> UInt64 { (device &* 0x9E37_79B9_7F4A_7C15) >> 20 }
}
