// SPDX-License-Identifier: EUPL-1.2

public import Identifiers

/// A well-formed check: the parameters of `GET /equipment-status` (TS 29.511 clause 6.1).
public struct EquipmentStatusQuery: Hashable, Sendable {
    /// The equipment asked about.
    public let pei: PEI

    /// The subscription it is used with, as `imsi-…`, `nai-…`, `gci-…`, `gli-…` or a form still to come (TS 29.571 `Supi`).
    public let supi: SUPI?

    /// The subscription's public identifier, as `msisdn-…`, `extid-…` or a form still to come (TS 29.571 `Gpsi`).
    public let gpsi: GPSI?

    /// The optional features the caller understands, possibly none (TS 29.571 `SupportedFeatures`).
    public let supportedFeatures: SupportedFeatures?

    /// A check of `pei`; the other three are what the caller added.
    public init(pei: PEI, supi: SUPI? = nil, gpsi: GPSI? = nil, supportedFeatures: SupportedFeatures? = nil) {
        self.pei = pei
        self.supi = supi
        self.gpsi = gpsi
        self.supportedFeatures = supportedFeatures
    }
}
