// SPDX-License-Identifier: EUPL-1.2

/// What the equipment identity register says of one device, as 3GPP TS 29.511 (enumeration `EquipmentStatus`) writes it.
///
/// The raw values are the wire's; the names are the ones the standards moved to.
public enum EquipmentStatus: String, Hashable, Sendable, CaseIterable {
    /// The device may use the network.
    case permitted = "WHITELISTED"

    /// The device must be refused: the access function answers "illegal ME".
    case prohibited = "BLACKLISTED"

    /// The device may use the network, and its use is to be reported.
    case tracking = "GREYLISTED"
}
