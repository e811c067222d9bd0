// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import DeviceLists
import Edge
import Ledger

/// Brings lists of other systems in.
struct ImportCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring lists of other systems in.",
        discussion: "Example: schakel import stolen-list stolen.csv --dry-run", subcommands: [StolenListCommand.self]
    )

    struct StolenListCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "stolen-list",
            abstract: "Bring in a stolen list in DIRBS form (header imei,reporting_date,status).",
            discussion: """
                The whole file is judged first. A conflict refuses the file; refused rows are named by line and left out. What is accepted
                becomes a report, a proposal to block, and, with --confirm-as, a decision.

                Example: schakel import stolen-list stolen.csv --dry-run
                Example: schakel import stolen-list stolen.csv --as credentials/officer-1 --confirm-as credentials/officer-2
                """
        )

        @Argument(help: "The file.") var file: String
        @Flag(help: "Judge the file and change nothing.") var dryRun = false
        @Flag(help: "Enter nothing when one row is refused, in the place of leaving it out.") var whole = false
        @Option(name: .customLong("as"), help: "The credential folder of the person who reports and proposes.") var credential:
            String?
        @Option(help: "The credential folder of the second person.") var confirmAs: String?
        @Option(help: "Why the devices are to be blocked.") var reasons = "Imported list of stolen devices"
        @Option(help: "The address of the parties' door, when it is not the one in the folder.") var hub: String?
        @Flag(help: "Print JSON.") var json = false

        func validate() throws {
            guard dryRun || credential != nil else { throw ValidationError("Say who brings it in: --as FOLDER, or try --dry-run.") }
        }

        func run() async throws {
            try await Failing.explain {
                let survey: StolenListSurvey
                do {
                    survey = try StolenListImport.survey(ByteSource(path: file))
                } catch let error as StolenListError {
                    throw FileFailure(description: "The file \(file) is no stolen list: \(error.reason)")
                }
                var answer = StolenListImport.json(survey)
                let isRefused = survey.verdict == .conflict || whole && !survey.faults.isEmpty
                var cases: [String] = []
                if !dryRun, !isRefused, let credential {
                    cases = try await enter(survey, as: CredentialFolder(path: credential))
                    if case .object(var object) = answer {
                        object["cases"] = .array(cases.map { .string($0) })
                        answer = .object(object)
                    }
                }
                Output.result(answer, asJSON: json) {
                    StolenListImport.lines(survey) + (isRefused ? [refusal(of: survey)] : [])
                        + cases.map { "case \($0)" }
                }
                if isRefused { throw ExitStatus.refused.code }
            }
        }

        private func refusal(of survey: StolenListSurvey) -> String {
            survey.verdict == .conflict
                ? "The file is refused: rows conflict. Nothing is entered."
                : "The file is refused: mend the rows named, or leave out --whole. Nothing is entered."
        }

        /// Enters report, proposal and confirmation of each part under keys made from the file, so that the same import begun again does
        /// nothing twice.
        private func enter(_ survey: StolenListSurvey, as folder: CredentialFolder) async throws -> [String] {
            let connection = try folder.connection(to: hub)
            let digest = MerkleHash.leaf(try Files.bytes(file, most: 1 << 30))
            let confirmer = try confirmAs.map { try CredentialFolder(path: $0).connection(to: hub) }
            var cases: [String] = []
            let reports = StolenListImport.reports(of: survey, source: "DIRBS stolen list")
            for (index, report) in reports.enumerated() {
                if reports.count > 1 { Failing.say("report \(index + 1) of \(reports.count)") }
                let entered = try await Persistence.until {
                    try await connection.post("/v1/meldingen", report, key: UUIDText.derived(from: digest, "report \(index)"))
                }
                guard let number = entered["zaak"]?.string else { continue }
                cases.append(number)
                let proposal = try await Persistence.until {
                    try await connection.post(
                        "/v1/zaken/\(number)/besluiten", ["soort": "block", "redenen": .string(reasons)],
                        key: UUIDText.derived(from: digest, "proposal \(index) \(reasons)"))
                }
                if let confirmer, let decision = proposal["nummer"]?.integer {
                    let confirmed = try await Persistence.until {
                        try await confirmer.post(
                            "/v1/zaken/\(number)/besluiten/\(decision)/bevestigingen", [:],
                            key: UUIDText.derived(from: digest, "confirmation \(index)"))
                    }
                    if confirmed["wacht"]?.bool == true {
                        Failing.say("case \(number) has not gone out: it goes over a limit or waits for a stop, as the case says")
                    }
                }
            }
            await connection.close()
            await confirmer?.close()
            return cases
        }
    }
}
