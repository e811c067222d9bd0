// SPDX-License-Identifier: EUPL-1.2

/// A hub of a journey.
final class RunningHub {
    let data: String
    let program: RunningProgram

    /// - Parameter settings: further settings, as `key=value`.
    init(in folder: String, name: String = "hub", settings: [String] = []) {
        data = "\(folder)/\(name)"
        program = RunningProgram(
            ["serve", "--data", data] + settings.flatMap { ["--set", $0] }, doors: ["open", "parties", "operations"],
            logs: "\(folder)/\(name)-log")
    }

    /// The door for everybody.
    var open: String { "http://127.0.0.1:\(program.ports["open"] ?? 0)" }
    /// The parties' door.
    var parties: String { "https://localhost:\(program.ports["parties"] ?? 0)" }
    /// The operator's door.
    var operations: String { "http://127.0.0.1:\(program.ports["operations"] ?? 0)" }
    /// The operator's way in.
    var operatorFolder: String { data + "/credentials/operator" }
    /// The keys of its logs.
    var keys: String { operatorFolder + "/logs.keys" }

    func start() async throws { try await program.start() }

    /// The number of entries of each log.
    func logSizes() async throws -> [String: Int] {
        guard let answer = try await Curl.ask(open + "/v1/knooppunt"), answer.status == 200 else {
            throw Unexpected("the hub does not say how it stands")
        }
        let logs = try JSONText(answer.body)["logboeken"]?.array ?? []
        return Dictionary(uniqueKeysWithValues: logs.map { ($0["naam"]?.string ?? "", $0["omvang"]?.integer ?? -1) })
    }

    /// The prefix below which a log is served.
    func log(_ name: String = "devices") -> String { "\(open)/logboek/\(name)" }

    /// The newest checkpoint of a log, as the open door shows it.
    func checkpoint(of name: String = "devices") async throws -> String {
        guard let answer = try await Curl.ask(log(name) + "/checkpoint"), answer.status == 200 else {
            throw Unexpected("the hub shows no checkpoint of \(name)")
        }
        return answer.body
    }

    /// What the operator's door says.
    func standing() async throws -> JSONText {
        let answer = try await Curl.ask(operations + "/status")
        return try JSONText(answer?.body ?? "")
    }

    /// The answer of the readiness probe.
    func readiness() async throws -> Int { try await Curl.ask(operations + "/health/ready")?.status ?? 0 }

    /// Posts a citizen's report, without the command in between.
    func postReport(of phone: Phone, words: String = "-", options: [String] = []) async throws -> Curl.Answer? {
        try await Curl.ask(open + "/v1/meldingen", body: RunningHub.report(of: phone, words: words), options: options)
    }

    /// Posts the reports of many citizens at once.
    /// - Returns: how many were entered.
    func postReports(of serials: Range<Int>, scratch: String) async throws -> Int {
        let bodies = serials.map { RunningHub.report(of: Phone(serial: $0), words: "-") }
        return try await Curl.post(bodies, to: open + "/v1/meldingen", scratch: scratch)
    }

    /// The body of a citizen's report.
    static func report(of phone: Phone, words: String) -> String {
        """
        {"soort":"theft","onderwerpen":["\(phone.imei)"],"gegevens":{"datum":"2025-01-15","omschrijving":"\(words)"}}
        """
    }
}
