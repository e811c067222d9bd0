// SPDX-License-Identifier: EUPL-1.2

/// All settings of one program, in the order an operator reads them.
public struct SettingsSchema: Sendable {
    /// What every environment variable of the program begins with.
    public static let environmentPrefix = "SCHAKEL_"

    /// The declarations.
    public let settings: [Setting]

    /// A schema of these declarations; concatenate the arrays of several rooms for one program.
    public init(_ settings: [Setting]) {
        self.settings = settings
    }

    /// What is wrong with the declarations: keys that are not well written, that occur twice, that have the same name in the
    /// environment or as a flag, that are a setting and a section at once, or defaults that are not what the setting takes.
    func check(_ faults: inout FaultList) {
        var names: Set<String> = []
        let keys = Set(settings.map(\.key))
        for setting in settings {
            let key = setting.key
            if !setting.hasLegalKey {
                faults.add(.schema, key: key, "the declared key \(key) is not lower-case words with dots between them.")
            }
            if !names.insert(setting.environmentName).inserted {
                faults.add(.schema, key: key, "the setting \(key), or one of the same name in the environment, is declared twice.")
            }
            if Self.sections(of: key).contains(where: keys.contains) {
                faults.add(.schema, key: key, "the setting \(key) lies below another setting; a section takes no value.")
            }
            if let text = setting.defaultText, setting.kind.value(of: text) == nil {
                faults.add(.schema, key: key, "the default of \(key) must be \(setting.kind.expectation).")
            }
        }
    }

    /// The sections a key lies in: `a.b.c` lies in `a` and `a.b`.
    static func sections(of key: String) -> [String] {
        key.indices.filter { key[$0] == "." }.map { String(key[..<$0]) }
    }
}
