// SPDX-License-Identifier: EUPL-1.2

/// What a register says of a device (TS 29.272 §7.3.51 and §7.4.3).
public enum EquipmentCheckOutcome: UInt8, Hashable, Sendable, CaseIterable {
    /// Equipment-Status 0: the device may use the network.
    case permitted = 0
    /// Equipment-Status 1: the device must be refused.
    case prohibited = 1
    /// Equipment-Status 2: the device may use the network, and its use is to be reported.
    case tracking = 2
    /// Experimental-Result 5422: the register does not know the device.
    case unknown = 3
}
