// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Operations

@Suite("Settings")
struct SettingsTests {
    private func code(_ body: () throws(ConfigurationError) -> Void) -> ConfigurationFault.Code? {
        do throws(ConfigurationError) {
            try body()
            return nil
        } catch {
            return error.faults.first?.code
        }
    }

    @Test("an optional setting that nobody gave is not set, and asking for it says how to set it")
    func absent() throws {
        let settings = try Settings.loaded()

        #expect(!settings.isSet("public.tls.key"))
        #expect(settings.isSet("public.port"))
        let error = #expect(throws: ConfigurationError.self) { try settings.path("public.tls.key") }
        #expect(error?.faults.first?.code == .missing)
        #expect(error?.description.contains("SCHAKEL_PUBLIC_TLS_KEY or --set public.tls.key") == true)
    }

    @Test("asking for what was not declared throws")
    func undeclared() throws {
        let settings = try Settings.loaded()

        #expect(code { () throws(ConfigurationError) in _ = try settings.text("no.such") } == .undeclared)
        #expect(code { () throws(ConfigurationError) in _ = try settings.port("no.such") } == .undeclared)
        #expect(code { () throws(ConfigurationError) in _ = try settings.list("no.such") } == .undeclared)
    }

    @Test("asking for another type than declared throws")
    func wrongType() throws {
        let settings = try Settings.loaded()

        #expect(code { () throws(ConfigurationError) in _ = try settings.text("public.port") } == .undeclared)
        #expect(code { () throws(ConfigurationError) in _ = try settings.integer("public.port") } == .undeclared)
        #expect(code { () throws(ConfigurationError) in _ = try settings.port("edge.workers") } == .undeclared)
        #expect(code { () throws(ConfigurationError) in _ = try settings.milliseconds("edge.workers") } == .undeclared)
        #expect(code { () throws(ConfigurationError) in _ = try settings.integer("edge.max-age") } == .undeclared)
        #expect(code { () throws(ConfigurationError) in _ = try settings.path("name") } == .undeclared)
        #expect(code { () throws(ConfigurationError) in _ = try settings.flag("name") } == .undeclared)
        #expect(code { () throws(ConfigurationError) in _ = try settings.list("name") } == .undeclared)
    }

    @Test("the explanation shows every value and its source in order, and no secret")
    func explained() throws {
        let settings = try Settings.loaded(
            "store.passphrase: hunter2\nedge.witnesses: [x, y]\nedge.max-age: PT1H\n", flags: ["public.port": "443"])

        let lines = settings.explained().map { "\($0.key) = \($0.value) (\($0.source))" }

        #expect(
            lines == [
                "name = Voorbeeld Telecom (the environment variable SCHAKEL_NAME)",
                "public.host = ::1 (default)",
                "public.port = 443 (the flag --set public.port)",
                "log.form = json (default)",
                "log.verbose = false (default)",
                "edge.max-age = PT1H (hub.yaml, line 3)",
                "edge.workers = 2 (default)",
                "edge.witnesses = x, y (hub.yaml, line 2)",
                "store.passphrase = [secret] (hub.yaml, line 1)",
            ])
    }

    @Test("a room can report faults of its own in the same form")
    func ownFaults() {
        let code = ConfigurationFault.Code("tls-incomplete")
        let place = SettingSource.file("hub.yaml", line: 4)

        let error = ConfigurationError([
            ConfigurationFault(code: code, key: "public.tls.key", source: place, message: "the certificate is missing; set it."),
            ConfigurationFault(code: .missing, key: nil, source: nil, message: "nothing else."),
        ])

        #expect(error.faults.first?.code == code && error.omittedCount == 0)
        #expect(error.description == "hub.yaml, line 4: the certificate is missing; set it.\nnothing else.")
    }
}
