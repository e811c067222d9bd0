// SPDX-License-Identifier: EUPL-1.2

/// A running hub with the police and one provider as its parties, and what one does with them on the command line.
final class Stage {
    let folder: String
    let hub: RunningHub

    private init(folder: String, settings: [String]) {
        self.folder = folder
        hub = RunningHub(in: folder, settings: settings)
    }

    /// Credential folders: two police officers and a provider.
    var officer: String { folder + "/officer-1" }
    var second: String { folder + "/officer-2" }
    var provider: String { folder + "/provider" }

    private static let police = "00000099000000000010"

    /// Sets the stage, plays, and clears it.
    /// - Parameter settings: the hub's further settings, given the folder in which the stage is set.
    static func with(
        settings: (String) throws -> [String] = { _ in [] }, _ body: (Stage) async throws -> Void
    ) async throws {
        try await Scratch.with { folder in
            let stage = Stage(folder: folder, settings: try settings(folder))
            try await stage.hub.start()
            try await stage.enrol(
                police, "Politie (proef)", role: "police", rights: ["report", "decide", "confirm"], person: "1001",
                to: stage.officer)
            try await stage.must(
                "party", "certificate", "--id", police, "--person", "1002", "--out", stage.second, "--as", stage.hub.operatorFolder)
            try await stage.enrol(
                "00000099000000000021", "Voorbeeld Telecom", role: "provider", rights: ["comply"], to: stage.provider)
            try await body(stage)
        }
    }

    /// Makes the supervisor a party.
    /// - Returns: its credential folder.
    func enrolRegulator() async throws -> String {
        let out = folder + "/regulator"
        try await enrol("00000099000000000030", "Toezichthouder (proef)", role: "regulator", rights: ["supervise"], to: out)
        return out
    }

    /// Makes an organisation a party.
    func enrol(
        _ id: String, _ name: String, role: String, rights: [String], person: String? = nil, until: String? = nil, to folder: String
    ) async throws {
        var arguments = [
            "party", "add", "--id", id, "--name", name, "--role", role, "--basis", "Proefbesluit art. 1", "--out", folder,
        ]
        arguments += ["--as", hub.operatorFolder] + rights.flatMap { ["--right", $0] }
        if let person { arguments += ["--person", person] }
        if let until { arguments += ["--until", until] }
        try await must(arguments)
    }

    /// An edge of the provider.
    func edge(_ name: String = "edge-1", settings: [String] = [], file: String? = nil) -> RunningEdge {
        RunningEdge(in: folder, name: name, credential: provider, settings: settings, file: file)
    }

    /// A citizen reports a phone stolen.
    func report(_ phone: Phone) async throws -> JSONText {
        try await Program.json(
            "report", "theft", "--imei", phone.imei, "--date", "2025-01-15", "--region", "Utrecht", "--hub", hub.open)
    }

    /// Reports a phone and has the police block it.
    /// - Returns: the number of the case.
    func block(_ phone: Phone) async throws -> String {
        let number = try await report(phone)["zaak"]?.string ?? ""
        try await must("decide", "block", number, "--reasons", "Diefstal is aannemelijk", "--as", officer)
        try await must("decide", "confirm", number, "--as", second)
        return number
    }

    /// Lifts the block.
    func unblock(_ number: String) async throws {
        try await must("decide", "unblock", number, "--reasons", "De eigenaar heeft het terug", "--as", second)
    }

    /// Runs a command that must succeed.
    func must(_ arguments: String...) async throws { try await must(arguments) }

    private func must(_ arguments: [String]) async throws {
        let outcome = try await Program.run(arguments)
        guard outcome.status == 0 else { throw Unexpected("\(arguments.prefix(2).joined(separator: " ")): \(outcome)") }
    }
}
