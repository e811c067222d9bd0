// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Exchange
import Foundation
import Identifiers
import ListedDevices

@testable import Edge

extension ReplicaStore {
    /// The list as a restart would find it in this folder.
    func listed(in folder: String) throws -> [UInt64: EquipmentStatus] {
        let held = try holding()
        // In a folder of its own: opening removes what it takes for the leftovers of a crash.
        let other = try ScratchFolder()
        if let name = held.segment { try FileManager.default.linkItem(atPath: folder + "/" + name, toPath: other.file(name)) }
        let list = try ListedDevices(
            folder: other.path, segment: held.segment, changes: held.changes.map(\.listChange), version: 0)
        var listed: [UInt64: EquipmentStatus] = [:]
        var entries = try list.entries()
        while let device = try entries.nextDevice() { listed[device.imei.value] = EquipmentStatus(device.status) }
        return listed
    }
}

extension HostileHub {
    /// What an edge answers by the list of this size.
    func statuses(at size: UInt64) -> [UInt64: EquipmentStatus] {
        devices(at: size).mapValues { EquipmentStatus(ListedStatus($0)) }
    }
}
