// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Edge
import Exchange
import Identifiers
import Ledger
import UsageRecords

/// Answers the questions that were put to a provider, from its own usage records.
struct UsageAnswerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Answer from usage records which devices numbers were used in that the police ask about.",
        discussion: """
            The open questions come from the hub; no number stands on the command line. The records are read once, in the form that
            schakel usage find takes. Without --send nothing leaves: it is shown what would be answered. The confidence is the share, in percent, of
            the last 28 days on which the number was used, on which it was in that device.

            Example: schakel usage answer records.csv --as credentials/provider
            Example: schakel usage answer records.csv --as credentials/provider --send
            """
    )

    @Argument(help: "The dumps; - for standard input.") var files: [String]
    @Option(name: .customLong("as"), help: "The credential folder of the provider.") var credential: String
    @Option(help: "The address of the parties' door, when it is not the one in the folder.") var hub: String?
    @Option(help: "The most devices in one answer.") var most = 10
    @Flag(help: "Send the answers, also that a number is not known.") var send = false
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        guard (1...10).contains(most) else { throw ValidationError("An answer names 1 to 10 devices.") }
    }

    func run() async throws {
        try await Failing.explain {
            let connection = try CredentialFolder(path: credential).connection(to: hub)
            let questions = try await connection.get("/v1/vragen")["vragen"]?.array ?? []
            let numbers = questions.map { UsageAnswerCommand.number(of: $0) }
            var search = NumberSearch(numbers.compactMap(\.self))
            try read(into: &search)
            var answers: [JSON] = []
            for (question, number) in zip(questions, numbers) {
                let candidates = number.map { Array(search.found(for: $0).prefix(most)) } ?? []
                var answer = JSONObject([
                    ("zaak", question["zaak"]), ("vraag", question["vraag"]),
                    ("kandidaten", .array(candidates.map(UsageAnswerCommand.json))),
                ])
                if send, let id = question["zaak"]?.string, let ordinal = question["vraag"]?.integer {
                    _ = try await connection.post(
                        "/v1/zaken/\(id)/vragen/\(ordinal)/antwoorden", ["kandidaten": answer["kandidaten"] ?? []],
                        key: UUIDText.fresh())
                    answer["verzonden"] = true
                }
                answers.append(.object(answer))
            }
            await connection.close()
            Output.result(["antwoorden": .array(answers)], asJSON: json) {
                answers.isEmpty ? ["No question waits for an answer."] : answers.map(UsageAnswerCommand.line)
            }
        }
    }

    private func read(into search: inout NumberSearch) throws {
        let sources = files.map { ByteSource(path: $0) }
        let total = sources.reduce(0 as Int?) { sum, source in sum.flatMap { sum in source.size.map { sum + $0 } } }
        let progress = Progress(of: "bytes read")
        var done = 0
        for source in sources {
            var reader = UsageReader(cells: nil, network: nil, home: HomeNetworks([]))
            do {
                try source.each { chunk in
                    try reader.read(chunk) { search.take($0) }
                    done += chunk.count
                    if let total { progress.show(UInt64(done), of: UInt64(max(total, done))) }
                }
                try reader.finish { search.take($0) }
            } catch let error as UsageError {
                throw FileFailure(description: "The file \(source.path) is no dump of usage records: \(error.reason)")
            }
        }
        progress.end()
    }

    /// The number that a question is about, as records have it; nil when it is none.
    private static func number(of question: JSON) -> DigitCode? {
        guard let text = question["gegeven"]?.string, let number = try? PhoneNumber(text) else { return nil }
        return DigitCode(String(number.value))
    }

    private static func json(_ found: NumberSearch.Found) -> JSON {
        [
            "onderwerp": .string(found.device.text), "eerstGezien": .string(day(found.first)),
            "laatstGezien": .string(day(found.last)),
            "zekerheid": .integer(Int64(found.confidence)),
        ]
    }

    private static func day(_ day: UsageDay) -> String {
        let number = day.number
        return CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)?.description ?? ""
    }

    private static func line(_ answer: JSON) -> String {
        let candidates = answer["kandidaten"]?.array ?? []
        let what =
            candidates.isEmpty
            ? "not known here"
            : candidates.map { "\($0["onderwerp"]?.string ?? "") (\($0["zekerheid"]?.integer ?? 0) %)" }.joined(separator: ", ")
        return "case \(answer["zaak"]?.string ?? ""), question \(answer["vraag"]?.integer ?? 0): \(what)"
            + (answer["verzonden"]?.bool == true ? "; sent" : "")
    }
}
