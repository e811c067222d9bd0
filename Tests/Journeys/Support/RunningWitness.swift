// SPDX-License-Identifier: EUPL-1.2

/// A witness of a journey.
final class RunningWitness {
    let name: String
    let program: RunningProgram
    private let data: String

    /// - Parameter logs: a file with the keys of the logs that it watches.
    init(in folder: String, name: String, logs: String) {
        self.name = name
        data = "\(folder)/\(name)"
        program = RunningProgram(
            ["witness", "--data", data, "--set", "witness.name=\(name)", "--set", "logs=\(logs)"],
            doors: ["service", "operations"], logs: "\(folder)/\(name)-log")
    }

    /// Where it takes checkpoints in.
    var service: String { "http://127.0.0.1:\(program.ports["service"] ?? 0)" }

    func start() async throws { try await program.start() }

    /// Its key, once it was started.
    func vkey() throws -> String {
        try Scratch.read(data + "/witness.vkey").split(separator: "\n").first.map(String.init) ?? ""
    }

    /// What the operator's door says of a log.
    func standing(of origin: String) async throws -> JSONText? {
        let answer = try await Curl.ask("http://127.0.0.1:\(program.ports["operations"] ?? 0)/status")
        return try JSONText(answer?.body ?? "")["logs"]?.array?.first { $0["origin"]?.string == origin }
    }

    /// The checkpoint that it cosigned last, as it shows it to everybody.
    func checkpoint(of origin: String) async throws -> String {
        guard let path = try await standing(of: origin)?["path"]?.string, let answer = try await Curl.ask(service + path) else {
            throw Unexpected("\(name) does not know \(origin)")
        }
        return answer.status == 200 ? answer.body : ""
    }
}
