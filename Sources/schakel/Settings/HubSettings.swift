// SPDX-License-Identifier: EUPL-1.2

import Operations

/// Everything that can be set on a hub.
enum HubSettings {
    static let schema = SettingsSchema(
        [
            Setting(
                "hub.name", .text, default: "schakel.localhost",
                "The name of the hub: the first part of the origin of its logs. It never changes."),
            Setting("data", .path, default: "data/hub", "The folder with the store, the keys and the certificates."),
            Setting(
                "store", .text, default: "sqlite",
                "Where everything is kept: sqlite, in the data folder, or the address of a PostgreSQL database: postgres://…",
                isSecret: true),
            Setting(
                "erasures", .path,
                "The journal of erasures, by which a store restored from an older copy loses again what was erased; erasures.journal in the data folder unless set. Keep it on another disk than the copies."
            ),
            Setting(
                "witnesses", .path,
                "A witness policy (c2sp.org/tlog-policy) that names the witnesses, their addresses and the quorum. A witness that is away weakens proof and holds nothing up."
            ),
            Setting(
                "snapshots.versions", .integer(1...1_000_000), default: "5000",
                "After how many versions of a list a snapshot is made."),
            Setting("snapshots.age", .span, default: "6h", "After how long a snapshot is made when a list has changed."),
            Setting(
                "hubs.host", .text, default: "127.0.0.1",
                "With PostgreSQL: where other hubs of the same database bring acts. Keep it private."),
            Setting("hubs.port", .port, default: "8444", "With PostgreSQL: the port for other hubs of the same database."),
            Setting(
                "hubs.address", .text,
                "With PostgreSQL: host:port by which other hubs reach this one, when it is not where it listens."),
            Setting(
                "hubs.term", .span, default: "2s",
                "With PostgreSQL: how long the hub that enters acts may be silent before another one does."),
            Setting(
                "open.host", .text, default: "127.0.0.1",
                "Where the door for everybody listens. It speaks plain HTTP: put a TLS proxy before it."),
            Setting("open.port", .port, default: "8080", "The port of the door for everybody; 0 lets the system choose."),
            Setting(
                "open.proxies", .list, default: "127.0.0.1,::1",
                "The addresses of your own proxies before the door for everybody. Who calls through them is counted by the last other address in X-Forwarded-For."
            ),
            Setting("parties.host", .text, default: "127.0.0.1", "Where the parties' door listens. It demands a certificate."),
            Setting("parties.port", .port, default: "8443", "The port of the parties' door; 0 lets the system choose."),
            Setting(
                "parties.names", .list, default: "localhost,127.0.0.1,::1",
                "The names in the certificate that the built-in authority makes for the parties' door."),
            Setting(
                "operations.host", .text, default: "127.0.0.1",
                "Where the operator's door listens: health, metrics, status. Keep it private."),
            Setting("operations.port", .port, default: "8081", "The port of the operator's door; 0 lets the system choose."),
            Setting(
                "authority", .choice(["builtin", "external"]), default: "builtin",
                "Whether the built-in authority issues certificates (trial and test) or an external one does."),
            Setting("tls.certificate", .path, "With an external authority: the certificate chain of the parties' door (PEM)."),
            Setting("tls.key", .path, "With an external authority: its private key (PEM)."),
            Setting("tls.roots", .path, "With an external authority: the authorities whose party certificates are accepted (PEM)."),
            Setting(
                "operator.id", .text, default: "00000099000000000000",
                "The OIN or KvK number of the organisation that runs the hub."),
            Setting("operator.name", .text, default: "Beheerder (proef)", "The name of that organisation."),
            Setting(
                "operator.certificate", .path,
                "With an external authority: the certificate with which the operator administers (PEM)."),
        ] + ValveSettings.settings + SignInSettings.settings + LogSettings.settings)
}

/// How a process logs.
enum LogSettings {
    static let settings = [
        Setting(
            "log.form", .choice(["json", "plain"]), default: "json",
            "Whether log lines are JSON, for machines, or plain, for people."),
        Setting(
            "log.level", .choice(["trace", "debug", "info", "notice", "warning", "error"]), default: "info",
            "The least severe lines that are written."),
    ]
}
