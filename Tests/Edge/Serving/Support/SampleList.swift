// SPDX-License-Identifier: EUPL-1.2

import Edge
import EquipmentIdentity
import Identifiers

/// A list of a few devices, for tests.
struct SampleList: DeviceLookup {
    static let base = "/n5g-eir-eic/v1/equipment-status"
    /// A target that asks about a prohibited device.
    static let prohibited = "\(base)?pei=imei-490154203237518"
    /// A target that asks about a tracked device.
    static let tracked = "\(base)?pei=imeisv-8111110131364699"
    /// A target that asks about a device that is not listed.
    static let unlisted = "\(base)?pei=imei-356868000041418"

    var entries: [UInt64: EquipmentStatus] = [
        49_015_420_323_751: .prohibited, 81_111_101_313_646: .tracking, 41_111_101_365_980: .permitted,
    ]
    var freshness: ListFreshness = .list(version: 42, ageMilliseconds: 1500)

    func status(of imei: IMEI) -> EquipmentStatus? {
        entries[imei.value]
    }
}
