// SPDX-License-Identifier: EUPL-1.2

extension Settings {
    /// Reads all layers, checks every value in each of them, and reports everything that is wrong at once.
    ///
    /// A value that a stronger layer overrides must still be right. Variables without the prefix `SCHAKEL_` are not looked at;
    /// those with it must be settings, except empty ones (a way to say "not set") and those Kubernetes adds for its services.
    /// A key of the file without a value is a fault, unless it is a section.
    ///
    /// - Parameters:
    ///   - schema: the declared settings.
    ///   - file: the settings file's name, for messages, and its bytes: YAML of at most 256 KiB.
    ///   - environment: the whole environment.
    ///   - flags: the flags that were given, by the setting's key.
    /// - Throws: ``ConfigurationError`` with all faults.
    public static func load(
        schema: SettingsSchema,
        file: (name: String, bytes: [UInt8])? = nil,
        environment: [String: String] = [:],
        flags: [String: String] = [:]
    ) throws(ConfigurationError) -> Settings {
        var layers = SettingLayers(schema: schema)
        layers.addDefaults()
        if let file { layers.addFile(name: file.name, bytes: file.bytes) }
        layers.addEnvironment(environment)
        layers.addFlags(flags)
        layers.checkRequired()
        if let error = layers.faults.error { throw error }
        return Settings(schema: schema, values: layers.values)
    }
}
