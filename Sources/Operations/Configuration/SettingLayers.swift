// SPDX-License-Identifier: EUPL-1.2

/// Lays one source of settings over another, the weakest first, and gathers faults on the way.
struct SettingLayers {
    private let schema: SettingsSchema
    private let byKey: [String: Setting]
    private let sections: Set<String>
    /// Keys somebody gave a value, right or wrong: these are not missing.
    private var attempted: Set<String> = []
    private var isFileReadable = true

    private(set) var values: [String: Settings.Given] = [:]
    private(set) var faults = FaultList()

    init(schema: SettingsSchema) {
        self.schema = schema
        byKey = Dictionary(schema.settings.map { ($0.key, $0) }) { first, _ in first }
        sections = Set(schema.settings.flatMap { SettingsSchema.sections(of: $0.key) })
        schema.check(&faults)
    }

    mutating func addDefaults() {
        for setting in schema.settings {
            guard let text = setting.defaultText, let value = setting.kind.value(of: text) else { continue }
            values[setting.key] = Settings.Given(value: value, text: text, source: .standard)
        }
    }

    mutating func addFile(name: String, bytes: [UInt8]) {
        let file = SettingsFile(name: name, bytes: bytes, faults: &faults)
        isFileReadable = file.isReadable
        var seen: Set<String> = []
        for entry in file.entries {
            let source = SettingSource.file(name, line: entry.line)
            guard let setting = byKey[entry.key] else {
                if entry.content == .empty, sections.contains(entry.key) { continue }
                addUnknown(entry.key, source, among: \.key)
                continue
            }
            guard seen.insert(entry.key).inserted else {
                faults.add(.duplicateKey, key: entry.key, at: source, "\(entry.key) is set twice; remove one.")
                continue
            }
            attempted.insert(entry.key)
            switch entry.content {
            case .empty:
                let expected = setting.kind.expectation
                faults.add(
                    .invalidValue, key: entry.key, at: source, "\(entry.key) has no value; give \(expected), or remove the line.")
            case .text(let text):
                set(setting, setting.kind.value(of: text), text, source)
            case .list(let items):
                set(setting, setting.kind.list(items), items.joined(separator: ", "), source)
            }
        }
    }

    mutating func addEnvironment(_ environment: [String: String]) {
        let byName = Dictionary(schema.settings.map { ($0.environmentName, $0) }) { first, _ in first }
        let names = environment.keys.filter { $0.hasPrefix(SettingsSchema.environmentPrefix) }
        for name in names.sorted() {
            guard let text = environment[name], !text.isEmpty, !ServiceLinks.contains(name, text) || isPlain(byName[name], text)
            else { continue }
            let source = SettingSource.environment(FaultList.shown(name))
            guard let setting = byName[name] else {
                addUnknown(name, source, among: \.environmentName)
                continue
            }
            attempted.insert(setting.key)
            set(setting, setting.kind.value(of: text), text, source)
        }
    }

    mutating func addFlags(_ flags: [String: String]) {
        for (key, text) in flags.sorted(by: { $0.key < $1.key }) {
            guard let setting = byKey[key] else {
                addUnknown(key, .flag("--set \(FaultList.shown(key))"), among: \.key)
                continue
            }
            attempted.insert(key)
            set(setting, setting.kind.value(of: text), text, .flag(setting.flagName))
        }
    }

    mutating func checkRequired() {
        guard isFileReadable else { return }
        for setting in schema.settings where setting.isRequired {
            guard values[setting.key] == nil, !attempted.contains(setting.key) else { continue }
            faults.add(
                .missing, key: setting.key,
                """
                \(setting.key) is required; give \(setting.kind.expectation) in the file, \
                with \(setting.environmentName) or with \(setting.flagName).
                """)
        }
    }

    /// Whether a variable that looks like a service link is a declared setting after all; `tcp://…` for a port never is.
    private func isPlain(_ setting: Setting?, _ text: String) -> Bool {
        guard let setting else { return false }
        return setting.kind.value(of: text) != nil
    }

    private mutating func set(_ setting: Setting, _ value: SettingValue?, _ text: String, _ source: SettingSource) {
        guard let value else {
            let found = setting.isSecret ? "" : ", not “\(FaultList.shown(text))”"
            faults.add(
                .invalidValue, key: setting.key, at: source, "\(setting.key) must be \(setting.kind.expectation)\(found).")
            return
        }
        values[setting.key] = Settings.Given(value: value, text: text, source: source)
    }

    private mutating func addUnknown(_ name: String, _ source: SettingSource, among names: KeyPath<Setting, String>) {
        let candidates = schema.settings.map { $0[keyPath: names] }
        faults.add(.unknownKey, key: name, at: source, Self.unknown(name, among: candidates))
    }

    private static func unknown(_ name: String, among candidates: [String]) -> String {
        let suggestion = NearestName.suggestion(for: name, among: candidates)
        let advice = suggestion.map { "did you mean \($0)?" } ?? "remove it."
        return "\(FaultList.shown(name)) is not a setting; \(advice)"
    }
}
