// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import FoundationEssentials
import Operations

/// The options by which a command is configured. Flags win over the environment, the environment over the file, the file over the defaults.
struct SettingOptions: ParsableArguments {
    @Option(name: .long, help: "A YAML file with settings.")
    var config: String?

    @Option(name: .long, help: "The folder with the data.")
    var data: String?

    @Option(name: .customLong("set"), help: ArgumentHelp("One setting; may be repeated.", valueName: "key=value"))
    var assignments: [String] = []

    /// Loads the settings of a schema, all faults at once.
    func load(_ schema: SettingsSchema) throws -> Settings {
        var flags: [String: String] = [:]
        for assignment in assignments {
            guard let equals = assignment.firstIndex(of: "=") else {
                throw ValidationError("--set wants key=value, such as --set open.port=8080.")
            }
            flags[String(assignment[..<equals])] = String(assignment[assignment.index(after: equals)...])
        }
        if let data { flags["data"] = data }
        let path = config ?? ProcessInfo.processInfo.environment["SCHAKEL_CONFIG"]
        let file = try path.map { (name: $0, bytes: try Files.bytes($0, most: 1 << 20)) }
        var environment = ProcessInfo.processInfo.environment
        environment["SCHAKEL_CONFIG"] = nil
        return try Settings.load(schema: schema, file: file, environment: environment, flags: flags)
    }
}
