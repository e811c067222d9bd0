// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Operations

@Suite("Loading settings")
struct SettingsLoadTests {
    @Test("flags win over the environment, that over the file, and that over defaults")
    func precedence() throws {
        let yaml = "public:\n  port: 1\nlog:\n  form: plain\nedge:\n  workers: 3\n"
        let settings = try Settings.loaded(
            yaml, environment: ["SCHAKEL_NAME": "n", "SCHAKEL_PUBLIC_PORT": "2", "SCHAKEL_EDGE_WORKERS": "4"],
            flags: ["public.port": "3"])

        #expect(try settings.port("public.port") == 3)
        #expect(try settings.integer("edge.workers") == 4)
        #expect(try settings.text("log.form") == "plain")
        #expect(try settings.milliseconds("edge.max-age") == 86_400_000)
        #expect(settings.source(of: "public.port") == .flag("--set public.port"))
        #expect(settings.source(of: "edge.workers") == .environment("SCHAKEL_EDGE_WORKERS"))
        #expect(settings.source(of: "log.form") == .file("hub.yaml", line: 4))
        #expect(settings.source(of: "edge.max-age") == .standard)
        #expect(settings.source(of: "public.tls.key") == nil)
    }

    @Test("every kind is read from a file")
    func kinds() throws {
        let settings = try Settings.loaded(
            """
            name: "Voorbeeld \\"Telecom\\""
            public: { host: 0.0.0.0, port: 0, tls: { key: /etc/key.pem } }
            log: { form: plain, verbose: yes }
            edge:
              max-age: PT30M
              workers: 64
              witnesses:
                - one
                - two, three
            store.passphrase: s3cret
            """, environment: [:])

        #expect(try settings.text("name") == "Voorbeeld \"Telecom\"")
        #expect(try settings.text("public.host") == "0.0.0.0")
        #expect(try settings.port("public.port") == 0)
        #expect(try settings.path("public.tls.key") == "/etc/key.pem")
        #expect(try settings.text("log.form") == "plain")
        #expect(try settings.flag("log.verbose"))
        #expect(try settings.milliseconds("edge.max-age") == 1_800_000)
        #expect(try settings.integer("edge.workers") == 64)
        #expect(try settings.list("edge.witnesses") == ["one", "two, three"])
        #expect(try settings.text("store.passphrase") == "s3cret")
    }

    @Test("lists are separated by commas outside the file, and in it too")
    func lists() throws {
        let fromFile = try Settings.loaded("edge.witnesses: a, b")
        let fromFlag = try Settings.loaded(flags: ["edge.witnesses": "c,d"])
        let emptied = try Settings.loaded(flags: ["edge.witnesses": ""])

        #expect(try fromFile.list("edge.witnesses") == ["a", "b"])
        #expect(try fromFlag.list("edge.witnesses") == ["c", "d"])
        #expect(try emptied.list("edge.witnesses") == [])
    }

    @Test("all faults of all layers are told at once, each with its place")
    func everything() {
        let faults = Settings.faults(
            "public:\n  prot: 1\nlog:\n  form: xml\n", environment: ["SCHAKEL_EDGE_WORKERS": "65", "SCHAKEL_LOG_VERBOS": "1"],
            flags: ["edge.max-age": "5", "nonsense": "x"])

        #expect(
            faults.map(\.description) == [
                "hub.yaml, line 2: public.prot is not a setting; did you mean public.port?",
                "hub.yaml, line 4: log.form must be one of json, plain, not “xml”.",
                "the environment variable SCHAKEL_EDGE_WORKERS: edge.workers must be a whole number from 1 to 64, not “65”.",
                "the environment variable SCHAKEL_LOG_VERBOS: SCHAKEL_LOG_VERBOS is not a setting; did you mean SCHAKEL_LOG_VERBOSE?",
                "the flag --set edge.max-age: edge.max-age must be \(SettingKind.span.expectation), not “5”.",
                "the flag --set nonsense: nonsense is not a setting; remove it.",
                "name is required; give text of at most 64 KiB in the file, with SCHAKEL_NAME or with --set name.",
            ])
        let codes: [ConfigurationFault.Code] = [
            .unknownKey, .invalidValue, .invalidValue, .unknownKey, .invalidValue, .unknownKey, .missing,
        ]
        #expect(faults.map(\.code) == codes)
        #expect(faults.last?.key == "name" && faults.last?.source == nil)
    }

    @Test("a wrong value is a fault even where a stronger layer overrides it")
    func overridden() {
        let faults = Settings.faults("public.port: x\n", flags: ["public.port": "1"])

        #expect(faults.map(\.source) == [.file("hub.yaml", line: 1)])
    }

    @Test("a required setting with a wrong value is not also missing")
    func wrongIsNotMissing() {
        let faults = Settings.faults("name: [a]\n", environment: [:])

        #expect(faults.map(\.code) == [.invalidValue])
    }

    @Test("an unreadable file does not make its settings missing, and the other layers are still checked")
    func unreadable() {
        let faults = Settings.faults("a: [\n", environment: ["SCHAKEL_PUBLIC_PORT": "x"])

        #expect(faults.map(\.code) == [.syntax, .invalidValue])
    }

    @Test("the value of a secret is in no fault", arguments: [0, 1, 2])
    func secrets(layer: Int) {
        let bad = "hunter2\u{0}"
        let faults = Settings.faults(
            layer == 0 ? "store.passphrase: \"hunter2\\0\"\n" : nil,
            environment: layer == 1 ? ["SCHAKEL_NAME": "n", "SCHAKEL_STORE_PASSPHRASE": bad] : ["SCHAKEL_NAME": "n"],
            flags: layer == 2 ? ["store.passphrase": bad] : [:])

        #expect(faults.map(\.code) == [.invalidValue])
        #expect(!faults.map(\.description).joined().contains("hunter2"))
    }

    @Test("variables of others, empty ones and those of Kubernetes are not looked at")
    func environment() throws {
        let settings = try Settings.loaded(environment: [
            "PATH": "/bin", "SCHAKEL": "x", "OTHER_SCHAKEL_NAME": "y", "SCHAKEL_NAME": "n", "SCHAKEL_PUBLIC_HOST": "",
            "SCHAKEL_HUB_SERVICE_HOST": "10.0.0.1", "SCHAKEL_PUBLIC_PORT": "tcp://10.0.0.1:443", "SCHAKEL_UNKNOWN": "",
        ])

        #expect(try settings.text("name") == "n")
        #expect(try settings.text("public.host") == "::1")
        #expect(try settings.port("public.port") == 8443)
    }

    @Test("a declared setting is read although its name looks like a service link")
    func linkLike() throws {
        let schema = SettingsSchema([Setting("hub.service.host", .text, "The hub's address.")])

        let settings = try Settings.load(schema: schema, environment: ["SCHAKEL_HUB_SERVICE_HOST": "hub.example.nl"])

        #expect(try settings.text("hub.service.host") == "hub.example.nl")
    }

    @Test("a section without content is fine, a setting without a value is not")
    func empty() {
        let faults = Settings.faults("public:\nlog:\n  form:\nunknown:\n")

        #expect(faults.map(\.code) == [.invalidValue, .unknownKey])
        #expect(faults.first?.source == .file("hub.yaml", line: 3))
    }

    @Test("a key that is both flat and nested is set twice")
    func twice() {
        let faults = Settings.faults("public.port: 1\npublic:\n  port: 2\n")

        #expect(faults.map(\.code) == [.duplicateKey])
        #expect(faults.first?.source == .file("hub.yaml", line: 3))
    }

    @Test("faults are bounded, and the rest is counted", .timeLimit(.minutes(10)))
    func bounded() {
        let yaml = (0..<10_000).map { "nonsense\($0): 1\n" }.joined()

        var error: ConfigurationError?
        do throws(ConfigurationError) { _ = try Settings.loaded(yaml) } catch let thrown { error = thrown }

        #expect(error?.faults.count == ConfigurationError.faultLimit)
        #expect(error?.omittedCount == 9900)
        #expect(error?.description.hasSuffix("\n… and 9900 more.") == true)
    }

    @Test("what somebody wrote is repeated short and clean")
    func shown() {
        let faults = Settings.faults(flags: ["log.form": "\u{1B}[2J\n" + String(repeating: "x", count: 5000)])

        let message = faults.first?.message ?? ""
        #expect(message.contains("“?[2J?xxx") && message.contains("x…”"))
        #expect(message.utf8.count < 200)
    }

    @Test("any settings are loaded or refused without a crash", arguments: 0..<20)
    func robustness(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let keys = SettingsSchema.everyKind.settings.map(\.key)
        for _ in 0..<40 {
            var yaml = ""
            var environment: [String: String] = [:]
            var flags: [String: String] = [:]
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                let key =
                    Bool.random(using: &random) ? keys.randomElement(using: &random) ?? "" : random.text(upTo: 9, alphabet: "abc._")
                let value = random.text(upTo: 12, alphabet: "0123456789 ,:-truefalsehmsPT")
                switch Int.random(in: 0..<3, using: &random) {
                case 0: yaml += "\(key): \(value)\n"
                case 1: environment[Setting(key, .text, "").environmentName] = value
                default: flags[key] = value
                }
            }
            let faults = Settings.faults(yaml, environment: environment, flags: flags)
            #expect(faults.allSatisfy { !$0.message.isEmpty && ($0.message.hasSuffix(".") || $0.message.hasSuffix("?")) })
        }
    }
}
