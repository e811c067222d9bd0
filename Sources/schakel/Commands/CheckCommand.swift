// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Identifiers
import Ledger

/// Checks a device at an edge.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Ask an edge's 5G-EIR for a device, as a network does.",
        discussion: """
            Exit status: 0 permitted, 1 prohibited or tracking, 69 the edge does not answer.

            Example: schakel check 356868000041418 --edge http://127.0.0.1:7777
            """
    )

    @Argument(help: "An IMEI of 14, 15 or 16 digits.") var imei: String
    @Option(help: "The edge's 5G-EIR.") var edge = "http://127.0.0.1:7777"
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let imei: IMEI
        do {
            imei = try IMEI(self.imei, checkDigit: .ignored)
        } catch {
            throw ValidationError(error.reason)
        }
        try await Failing.explain {
            let answer: EdgeCheck.Answer
            do {
                answer = try await EdgeCheck.ask(edge, pei: "imei-\(imei)")
            } catch let error as EdgeCheck.Unreachable {
                Failing.say(error.description)
                throw ExitStatus.unreachable.code
            }
            let members: [(String, JSON?)] = [
                ("status", answer.equipmentStatus.map { .string($0) }), ("http", .integer(Int64(answer.status))),
                ("cause", answer.cause.map { .string($0) }), ("listVersion", answer.listVersion.map { .string($0) }),
                ("listAgeMilliseconds", answer.listAge.map { .string($0) }),
            ]
            Output.result(.object(JSONObject(members)), asJSON: json) {
                [
                    "\(answer.equipmentStatus ?? answer.cause ?? "HTTP \(answer.status)")  (list version \(answer.listVersion ?? "none"), known to be newest \(answer.listAge ?? "?") ms ago)"
                ]
            }
            if answer.equipmentStatus != "WHITELISTED" { throw ExitStatus.refused.code }
        }
    }
}
