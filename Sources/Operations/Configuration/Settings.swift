// SPDX-License-Identifier: EUPL-1.2

/// Every setting's value, checked, with where it came from.
///
/// Flags win over the environment, that over the file, and that over defaults. Ask values by the key they were declared
/// under; asking for what was not declared, for another type, or for an optional setting that nobody gave, throws.
public struct Settings: Sendable {
    struct Given: Sendable {
        let value: SettingValue
        /// As it was written; lists with commas.
        let text: String
        let source: SettingSource
    }

    let schema: SettingsSchema
    let values: [String: Given]

    /// Whether the setting has a value, from a default or from somebody.
    public func isSet(_ key: String) -> Bool { values[key] != nil }

    /// Where the value came from; `nil` when there is none.
    public func source(of key: String) -> SettingSource? { values[key]?.source }

    /// The value of a text, choice or path.
    public func text(_ key: String) throws(ConfigurationError) -> String {
        guard case .text(let text) = try value(key) else { throw Self.wrongType(key, "a text") }
        return text
    }

    /// The value of a path. A relative one is relative to where the program was started.
    public func path(_ key: String) throws(ConfigurationError) -> String {
        guard declared(key)?.kind == .path else { throw Self.wrongType(key, "a path") }
        return try text(key)
    }

    /// The value of an integer.
    public func integer(_ key: String) throws(ConfigurationError) -> Int {
        guard case .integer = declared(key)?.kind, case .number(let number) = try value(key) else {
            throw Self.wrongType(key, "an integer")
        }
        return Int(number)
    }

    /// The value of a port, 0 to 65535; 0 asks the system for a free one.
    public func port(_ key: String) throws(ConfigurationError) -> Int {
        guard declared(key)?.kind == .port, case .number(let number) = try value(key) else {
            throw Self.wrongType(key, "a port")
        }
        return Int(number)
    }

    /// The value of a span in milliseconds, zero to a hundred years.
    public func milliseconds(_ key: String) throws(ConfigurationError) -> Int64 {
        guard declared(key)?.kind == .span, case .number(let number) = try value(key) else {
            throw Self.wrongType(key, "a span")
        }
        return number
    }

    /// The value of a flag.
    public func flag(_ key: String) throws(ConfigurationError) -> Bool {
        guard case .flag(let flag) = try value(key) else { throw Self.wrongType(key, "a flag") }
        return flag
    }

    /// The value of a list; possibly empty, its items never.
    public func list(_ key: String) throws(ConfigurationError) -> [String] {
        guard case .list(let list) = try value(key) else { throw Self.wrongType(key, "a list") }
        return list
    }

    /// Every declared setting that has a value, in the order of the schema: its value as it was written, or `[secret]`, and in
    /// words where it came from.
    public func explained() -> [(key: String, value: String, source: String)] {
        schema.settings.compactMap { setting in
            values[setting.key].map { (setting.key, setting.isSecret ? "[secret]" : $0.text, $0.source.description) }
        }
    }

    private func declared(_ key: String) -> Setting? { schema.settings.first { $0.key == key } }

    private func value(_ key: String) throws(ConfigurationError) -> SettingValue {
        if let given = values[key] { return given.value }
        guard let setting = declared(key) else {
            throw ConfigurationError(.undeclared, key: key, "\(key) is not a declared setting.")
        }
        throw ConfigurationError(
            .missing, key: key, "\(key) has no value; set it in the file, with \(setting.environmentName) or \(setting.flagName).")
    }

    private static func wrongType(_ key: String, _ type: String) -> ConfigurationError {
        ConfigurationError(.undeclared, key: key, "\(key) is not declared as \(type).")
    }
}
