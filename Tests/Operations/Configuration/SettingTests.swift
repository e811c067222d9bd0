// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Operations

@Suite("Setting names")
struct SettingTests {
    @Test(
        "a key has one name in the environment and one as a flag",
        arguments: [
            ("port", "SCHAKEL_PORT", "--set port"),
            ("public.port", "SCHAKEL_PUBLIC_PORT", "--set public.port"),
            ("edge.n5g-eir.max_age", "SCHAKEL_EDGE_N5G_EIR_MAX_AGE", "--set edge.n5g-eir.max_age"),
        ])
    func names(key: String, environment: String, flag: String) {
        let setting = Setting(key, .text, "A text.")

        #expect(setting.environmentName == environment)
        #expect(setting.flagName == flag)
    }

    @Test("keys are lower-case words between dots", arguments: ["a", "a.b", "a1.b-c.d_e"])
    func legal(key: String) {
        #expect(Setting(key, .text, "").hasLegalKey)
    }

    @Test("other keys are not legal", arguments: ["", ".", "a.", ".a", "a..b", "A", "a b", "1a", "-a", "é"])
    func illegal(key: String) {
        #expect(!Setting(key, .text, "").hasLegalKey)
    }

    @Test(
        "a source says in words where a value came from",
        arguments: [
            (SettingSource.standard, "default"),
            (.file("hub.yaml", line: 12), "hub.yaml, line 12"),
            (.file("hub.yaml", line: nil), "hub.yaml"),
            (.environment("SCHAKEL_PORT"), "the environment variable SCHAKEL_PORT"),
            (.flag("--set port"), "the flag --set port"),
        ])
    func sources(source: SettingSource, expected: String) {
        #expect(source.description == expected)
    }
}
