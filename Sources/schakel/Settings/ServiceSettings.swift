// SPDX-License-Identifier: EUPL-1.2

import Edge
import Operations

/// What can be set on the 5G-EIR's door, beside where it listens.
enum ServiceSettings {
    static let settings = [
        Setting(
            "service.tls.certificate", .path,
            "The certificate chain of the 5G-EIR (PEM). With it the door speaks TLS, without it plain TCP."),
        Setting("service.tls.key", .path, "The private key of that certificate (PEM, without a passphrase)."),
        Setting(
            "service.tls.roots", .path,
            "The authorities of callers' certificates (PEM). With them, who shows no certificate of theirs is not let in."),
        Setting(
            "service.connections", .integer(1...1_000_000), default: "4096",
            "How many connections may be open at once. Checks over further ones get the answer of answers.overload."),
        Setting(
            "service.streams", .integer(1...10_000), default: "256",
            "How many checks may be under way at once on one HTTP/2 connection."),
        Setting(
            "service.overload-after", .span, default: "1s",
            "How long checks may wait to be read before they get the answer of answers.overload: 10ms to 1m."),
        Setting(
            "service.instance", .text,
            "The NF instance id of this 5G-EIR, a UUID. Unless set it is made once and kept in the data folder, as nf-instance."),
        Setting(
            "service.plmns", .list, default: "",
            "The networks the 5G-EIR belongs to, country code and network code such as 204-01: for its registration, and for tokens."
        ),
        Setting(
            "tokens.issuers", .list, default: "",
            "The issuers of access tokens, as tokens name them: the instance ids of the NRFs. With them every caller needs a token."
        ),
        Setting(
            "tokens.keys", .path,
            "The issuers' public keys: PEM blocks PUBLIC KEY, or a JSON Web Key Set."),
        Setting(
            "tokens.keys-url", .text,
            "Where the issuers' JSON Web Key Set is fetched, again and again: https://…"),
        Setting(
            "tokens.keys-roots", .path,
            "The authorities of that server's certificate (PEM), where they are not the system's."),
        Setting("tokens.refresh", .span, default: "1h", "How often keys are fetched when nothing calls for it: 1m to 7d."),
        Setting("tokens.skew", .span, default: "30s", "How far an issuer's clock may be off: at most 5m."),
        Setting(
            "nrf.addresses", .list, default: "",
            "The NRFs at which the 5G-EIR registers, in the order in which they are tried: http://… (HTTP/2 with prior knowledge) or https://…"
        ),
        Setting(
            "nrf.advertise.host", .text,
            "The name or address by which access functions reach the 5G-EIR, when it is not service.host."),
        Setting("nrf.advertise.port", .port, "The port by which they reach it, when it is not service.port."),
        Setting(
            "nrf.heartbeat", .span, default: "10s", "The time between heartbeats that is proposed: 1s to 24h. The NRF decides."),
        Setting("nrf.priority", .integer(0...65_535), default: "0", "The priority among instances; the lowest is asked first."),
        Setting("nrf.tls.roots", .path, "The authorities of the NRFs' certificates (PEM), where they are not the system's."),
        Setting("nrf.tls.certificate", .path, "The certificate chain to show NRFs that ask for one (PEM)."),
        Setting("nrf.tls.key", .path, "The private key of that certificate (PEM, without a passphrase)."),
    ]
}
