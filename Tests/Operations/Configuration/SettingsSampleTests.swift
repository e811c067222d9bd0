// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Operations

@Suite("Sample settings file")
struct SettingsSampleTests {
    private let sample = SettingsSchema.everyKind.sample()

    /// The sample with the settings that have a default no longer commented out.
    private var uncommented: String {
        SettingsSchema.everyKind.settings.compactMap { $0.key.split(separator: ".").last }.reduce(sample) { text, name in
            text.replacing("# \(name): ", with: "\(name): ")
        }
    }

    @Test("a small schema gives this file, byte for byte")
    func golden() {
        let schema = SettingsSchema([
            Setting("name", .text, "The name on pages.", isRequired: true),
            Setting("public.port", .port, default: "8443", "The port to listen on."),
            Setting("log.form", .choice(["json", "plain"]), default: "json", "How log lines look."),
            Setting("public.tls.key", .path, "The private key's file.", isSecret: true),
            Setting("public.hosts", .list, default: "a,b:1", "Its names."),
        ])

        #expect(
            schema.sample() == """
                # Settings. Flags win over environment variables, those over this file, and this file over defaults.

                # The name on pages. Takes text of at most 64 KiB. Required.
                name:

                public:

                  # The port to listen on. Takes a port number from 0 to 65535.
                  # port: 8443

                  tls:

                    # The private key's file. Takes the path of a file or folder. Secret: rather set
                    # SCHAKEL_PUBLIC_TLS_KEY.
                    # key:

                  # Its names. Takes a list, separated by commas.
                  # hosts: [a, "b:1"]

                log:

                  # How log lines look. Takes one of json, plain.
                  # form: json

                """)
    }

    @Test("the sample lacks only what is required")
    func loads() {
        let faults = Settings.faults(sample, environment: [:])

        #expect(faults.map(\.key) == ["name"])
        #expect(faults.first?.code == .invalidValue)
    }

    @Test("with its comments taken away the sample says what the defaults say")
    func roundTrip() throws {
        let yaml = uncommented.replacing("\nname:\n", with: "\nname: Voorbeeld Telecom\n")

        let fromSample = try Settings.loaded(yaml, environment: [:])
        let fromDefaults = try Settings.loaded()

        for setting in SettingsSchema.everyKind.settings where setting.defaultText != nil {
            #expect(fromSample.values[setting.key]?.value == fromDefaults.values[setting.key]?.value)
            #expect(fromSample.source(of: setting.key) != .standard)
        }
    }

    @Test(
        "a default of any text is written so that it is read back",
        arguments: [
            "", "null", "~", "a: b", "# x", "tab\there", "quote \" and \\", "two\nlines", "*star", "é€📱", "yes", " x ",
        ])
    func quoting(text: String) throws {
        let schema = SettingsSchema([Setting("it", .text, default: text, "A text.")])
        let yaml = schema.sample().replacing("# it: ", with: "it: ")

        let settings = try Settings.load(schema: schema, file: ("sample", Array(yaml.utf8)))

        #expect(try settings.text("it") == text)
        #expect(settings.source(of: "it") != .standard)
    }

    @Test("explanations are wrapped")
    func wrapped() {
        let long = Setting("it", .text, String(repeating: "word ", count: 100))

        let lines = SettingsSchema([long]).sample().split(separator: "\n").dropFirst()

        #expect(lines.count > 4)
        #expect(lines.allSatisfy { $0.count <= 102 && $0.hasPrefix("# ") })
    }
}
