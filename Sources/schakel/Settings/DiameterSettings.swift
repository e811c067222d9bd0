// SPDX-License-Identifier: EUPL-1.2

import Edge
import Operations

/// What can be set on the Diameter door of a 4G core.
enum DiameterSettings {
    static let settings = [
        Setting(
            "diameter.identity", .text,
            "The Origin-Host of this 4G EIR, such as eir.epc.mnc001.mcc204.3gppnetwork.org. With it the edge speaks Diameter S13."),
        Setting("diameter.realm", .text, "Its Origin-Realm. Unless set: what follows the first dot of diameter.identity."),
        Setting("diameter.host", .text, default: "127.0.0.1", "The address on which Diameter is spoken."),
        Setting("diameter.port", .port, default: "3868", "Its port; 5658 is usual with TLS. 0 lets the system choose."),
        Setting(
            "diameter.tls.certificate", .path,
            "The certificate chain of the Diameter door (PEM). With it TLS is spoken from the first byte."),
        Setting("diameter.tls.key", .path, "The private key of that certificate (PEM, without a passphrase)."),
        Setting("diameter.tls.roots", .path, "The authorities of peers' certificates (PEM); needed with TLS."),
        Setting("diameter.peers", .list, default: "", "The Origin-Hosts that may connect; when empty, every one."),
        Setting("diameter.peer-realms", .list, default: "", "The Origin-Realms whose hosts may connect; when empty, every one."),
        Setting("diameter.served-realms", .list, default: "", "Further Destination-Realms that are answered, beside the own."),
        Setting("diameter.any-destination", .flag, default: "false", "Whether checks are answered whatever destination they name."),
        Setting("diameter.connections", .integer(1...100_000), default: "1024", "How many peers may be connected at once."),
        Setting(
            "diameter.checks-per-second", .integer(0...10_000_000), default: "0",
            "How many checks of one peer are answered in a second; further ones get TOO_BUSY. 0: all."),
    ]
}
