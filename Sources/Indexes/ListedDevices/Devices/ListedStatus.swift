// SPDX-License-Identifier: EUPL-1.2

/// What the list says of a device. The raw values stand in segment files and never change; 0 means "not listed" there.
public enum ListedStatus: UInt8, Hashable, Sendable, CaseIterable {
    /// The device may use the network.
    case permitted = 1
    /// The device must be refused.
    case prohibited = 2
    /// The device may use the network, and its use is to be reported.
    case tracking = 3
}
