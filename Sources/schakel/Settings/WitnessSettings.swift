// SPDX-License-Identifier: EUPL-1.2

import Operations

/// Everything that can be set on a witness.
enum WitnessSettings {
    static let schema = SettingsSchema(
        [
            Setting(
                "witness.name", .text, default: "witness.localhost",
                "The name of the witness and of its key. It never changes."),
            Setting("data", .path, default: "data/witness", "The folder with the key and what was signed last."),
            Setting("logs", .path, "A file with the keys of the logs it watches: one verifier key a line.", isRequired: true),
            Setting("prefix", .text, default: "", "The path below which it answers, such as /witness."),
            Setting("service.host", .text, default: "127.0.0.1", "Where it listens. Put a TLS proxy before it."),
            Setting("service.port", .port, default: "8090", "The port; 0 lets the system choose."),
            Setting(
                "operations.host", .text, default: "127.0.0.1",
                "Where the operator's door listens: health, metrics, status. Keep it private."),
            Setting("operations.port", .port, default: "8091", "The port of the operator's door; 0 lets the system choose."),
        ] + LogSettings.settings)
}
