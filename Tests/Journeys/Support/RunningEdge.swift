// SPDX-License-Identifier: EUPL-1.2

/// An edge of a journey.
final class RunningEdge {
    let program: RunningProgram

    /// Its data folder.
    let data: String

    /// - Parameters:
    ///   - settings: further settings, as `key=value`.
    ///   - file: a file with settings.
    init(in folder: String, name: String, credential: String, settings: [String] = [], file: String? = nil) {
        data = "\(folder)/\(name)"
        program = RunningProgram(
            ["edge", "--data", "\(folder)/\(name)", "--set", "credential=\(credential)", "--set", "edge.name=\(name)"]
                + settings.flatMap { ["--set", $0] } + (file.map { ["--config", $0] } ?? []),
            doors: ["service", "operations"] + (settings.contains { $0.hasPrefix("diameter.identity=") } ? ["diameter"] : []),
            logs: "\(folder)/\(name)-log")
    }

    /// What a 5G-EIR answered.
    struct Answer: Equatable, Sendable {
        let status: Int
        /// The status word, or the cause of a problem.
        let word: String?
        let version: Int?
        /// Milliseconds since the list was known to be the newest.
        let age: Int?
        let mediaType: String?
    }

    /// The 5G-EIR's address.
    var service: String { "http://127.0.0.1:\(program.ports["service"] ?? 0)" }

    /// The address of one check.
    func address(_ pei: String) -> String { "\(service)/n5g-eir-eic/v1/equipment-status?pei=\(pei)" }

    func start() async throws { try await program.start() }

    /// Asks as a network does; nil when there is no answer.
    func ask(_ pei: String, _ version: Curl.Version = .http2) async throws -> Answer? {
        guard let answer = try await Curl.ask(address(pei), version) else { return nil }
        let body = try JSONText(answer.body)
        return Answer(
            status: answer.status, word: body["status"]?.string ?? body["cause"]?.string,
            version: answer.fields["schakel-list-version"].flatMap { Int($0) },
            age: answer.fields["schakel-list-age"].flatMap { Int($0) }, mediaType: answer.fields["content-type"])
    }

    /// Waits until a phone is answered with a word.
    func answers(_ word: String, for phone: Phone, within limit: Duration = .seconds(15)) async throws {
        try await eventually("\(word) for \(phone.pei)", within: limit) { try await ask(phone.pei)?.word == word }
    }

    /// The address of the operator's door.
    var operations: String { "http://127.0.0.1:\(program.ports["operations"] ?? 0)" }

    /// The answer of the readiness probe.
    func readiness() async throws -> Int? { try await Curl.ask(operations + "/health/ready")?.status }

    /// The value of a metric, named with its labels; nil when it is not there.
    func metric(_ name: String) async throws -> Double? {
        let text = try await Curl.ask(operations + "/metrics")?.body ?? ""
        let line = text.split(whereSeparator: \.isNewline).first { $0.hasPrefix(name + " ") }
        return line.flatMap { Double($0.dropFirst(name.count + 1)) }
    }

    /// What the operator's door says.
    func standing() async throws -> JSONText {
        let answer = try await Curl.ask("http://127.0.0.1:\(program.ports["operations"] ?? 0)/status")
        return try JSONText(answer?.body ?? "")
    }
}
