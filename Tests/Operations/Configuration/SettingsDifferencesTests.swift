// SPDX-License-Identifier: EUPL-1.2

import Operations
import Testing

@Suite("What differs between two configurations")
struct SettingsDifferencesTests {
    private let schema = SettingsSchema([
        Setting("door.port", .port, default: "1", "A port."), Setting("name", .text, "A name."),
        Setting("wait", .span, default: "1s", "A wait."),
    ])

    private func settings(_ flags: [String: String], file: String? = nil) throws -> Settings {
        try Settings.load(schema: schema, file: file.map { ("a.yaml", Array($0.utf8)) }, flags: flags)
    }

    @Test("is told by key, in the order of the schema, and also what is set now or is not any more")
    func keys() throws {
        let before = try settings(["name": "a"])

        #expect(try settings(["wait": "2s", "door.port": "2"]).differences(from: before) == ["door.port", "name", "wait"])
        #expect(try before.differences(from: settings([:])) == ["name"])
    }

    @Test("is none when the same value comes from elsewhere or is written otherwise")
    func same() throws {
        let before = try settings(["wait": "60s"])

        #expect(try settings([:], file: "wait: 1m\n").differences(from: before).isEmpty)
    }
}
