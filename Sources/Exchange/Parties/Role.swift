// SPDX-License-Identifier: EUPL-1.2

/// What a party is in the fight against crime. Open.
public struct Role: OpenCode {
    /// The code.
    public let rawValue: String

    /// Wraps a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A provider of electronic communication networks or services.
    public static let provider: Role = "provider"
    /// The police.
    public static let police: Role = "police"
    /// The public prosecution service.
    public static let prosecutor: Role = "prosecutor"
    /// An insurer.
    public static let insurer: Role = "insurer"
    /// A shop that buys or sells second-hand.
    public static let retailer: Role = "retailer"
    /// A regulator that supervises compliance.
    public static let regulator: Role = "regulator"
    /// The organisation that runs the hub.
    public static let hub: Role = "hub"
    /// Somebody who takes part on nobody's behalf: a citizen.
    public static let citizen: Role = "citizen"

    /// All roles this version of Schakel has rules for, with their names for people.
    public static let known: [Role: Bilingual] = [
        .provider: Bilingual("aanbieder", "provider"),
        .police: Bilingual("politie", "police"),
        .prosecutor: Bilingual("openbaar ministerie", "public prosecution service"),
        .insurer: Bilingual("verzekeraar", "insurer"),
        .retailer: Bilingual("winkelier", "retailer"),
        .regulator: Bilingual("toezichthouder", "regulator"),
        .hub: Bilingual("beheerder van het knooppunt", "operator of the hub"),
    ]
}
