// SPDX-License-Identifier: EUPL-1.2

@testable import Operations

extension SettingsSchema {
    /// A schema with a setting of every kind.
    static let everyKind = SettingsSchema([
        Setting("name", .text, "The name shown on pages.", isRequired: true),
        Setting("public.host", .text, default: "::1", "The address to listen on."),
        Setting("public.port", .port, default: "8443", "The port to listen on."),
        Setting("public.tls.key", .path, "The private key's file."),
        Setting("log.form", .choice(["json", "plain"]), default: "json", "How log lines look."),
        Setting("log.verbose", .flag, default: "false", "Whether to say more."),
        Setting("edge.max-age", .span, default: "24h", "How old a list may be before checks say so."),
        Setting("edge.workers", .integer(1...64), default: "2", "How many threads serve checks."),
        Setting("edge.witnesses", .list, default: "a.example.nl, b.example.nl:443", "Who must have cosigned."),
        Setting("store.passphrase", .text, "What opens the key store.", isSecret: true),
    ])
}

extension Settings {
    /// Loads the schema with a file of this text and a name from the environment, unless another is given.
    static func loaded(
        _ yaml: String? = nil, environment: [String: String] = ["SCHAKEL_NAME": "Voorbeeld Telecom"], flags: [String: String] = [:]
    ) throws(ConfigurationError) -> Settings {
        try load(
            schema: .everyKind, file: yaml.map { ("hub.yaml", Array($0.utf8)) }, environment: environment, flags: flags)
    }

    /// The faults of such a load; none when it succeeds.
    static func faults(
        _ yaml: String? = nil, environment: [String: String] = ["SCHAKEL_NAME": "Voorbeeld Telecom"], flags: [String: String] = [:]
    ) -> [ConfigurationFault] {
        do throws(ConfigurationError) {
            _ = try loaded(yaml, environment: environment, flags: flags)
            return []
        } catch {
            return error.faults
        }
    }
}
