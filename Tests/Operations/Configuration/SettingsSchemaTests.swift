// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Operations

@Suite("Schema of settings")
struct SettingsSchemaTests {
    private func faults(_ settings: [Setting]) -> [ConfigurationFault] {
        do throws(ConfigurationError) {
            _ = try Settings.load(schema: SettingsSchema(settings))
            return []
        } catch {
            return error.faults
        }
    }

    @Test("a good schema has no faults")
    func good() {
        var list = FaultList()

        SettingsSchema.everyKind.check(&list)

        #expect(list.faults.isEmpty)
    }

    @Test(
        "mistakes in declarations are told when settings are loaded",
        arguments: [
            ([Setting("Bad Key", .text, "")], "Bad Key"),
            ([Setting("a", .text, ""), Setting("a", .text, "")], "a"),
            ([Setting("a.b", .text, ""), Setting("a-b", .text, "")], "a-b"),
            ([Setting("a", .text, ""), Setting("a.b.c", .text, "")], "a.b.c"),
            ([Setting("p", .port, default: "http", "")], "p"),
        ])
    func mistakes(settings: [Setting], key: String) {
        let found = faults(settings)

        #expect(found.map(\.code) == [.schema])
        #expect(found.first?.key == key)
    }

    @Test("the sections of a key are what stands before its dots")
    func sections() {
        #expect(SettingsSchema.sections(of: "a.b.c") == ["a", "a.b"])
        #expect(SettingsSchema.sections(of: "a").isEmpty)
    }
}
