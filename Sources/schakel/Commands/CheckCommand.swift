// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Identifiers
import Ledger

/// Checks a device: at an edge, or privately at a hub.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Ask an edge's 5G-EIR for a device, as a network does; or a hub, which does not learn which device it is.",
        discussion: """
            With --private the hub learns a few bits of a hash of the IMEI, with --everything not even those. Not on the list does not
            mean that a device is safe.

            Exit status: 0 permitted, or not on the list; 1 prohibited, tracking, or on the list; 69 no answer.

            Example: schakel check 356868000041418 --edge http://127.0.0.1:7777
            Example: schakel check --private 356868000041418 --hub https://hub.example --keys logs.keys
            Example: schakel check --private - --as credentials/shop < imeis.txt
            """
    )

    @Argument(help: "An IMEI of 14, 15 or 16 digits; with --private also - for IMEIs on standard input, one a line.")
    var imei: String
    @Option(help: "The edge's 5G-EIR.") var edge = "http://127.0.0.1:7777"
    @Flag(name: .customLong("private"), help: "Ask a hub, without telling it which device.") var isPrivate = false
    @OptionGroup var hub: PrivateCheckOptions
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        if imei != "-" || !isPrivate { _ = try CheckCommand.read(imei) }
        if !isPrivate, hub.isUsed { throw ValidationError("--hub, --as, --keys, --key and --everything belong to --private.") }
    }

    func run() async throws {
        if isPrivate {
            let imeis = imei == "-" ? try CheckCommand.readLines() : [try CheckCommand.read(imei)]
            return try await Failing.explain { try await hub.check(imeis, asJSON: json) }
        }
        let imei = try CheckCommand.read(self.imei)
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

    private static func read(_ text: String) throws -> IMEI {
        do {
            return try IMEI(text, checkDigit: .ignored)
        } catch {
            throw ValidationError(error.reason)
        }
    }

    /// The IMEIs on standard input; empty lines do not count. A fault names the line, never what stands there.
    private static func readLines() throws -> [IMEI] {
        var (imeis, number): ([IMEI], Int) = ([], 0)
        while let line = readLine() {
            number += 1
            let text = line.filter { !$0.isWhitespace }
            guard !text.isEmpty else { continue }
            do {
                imeis.append(try IMEI(text, checkDigit: .ignored))
            } catch {
                throw ValidationError("Line \(number): \(error.reason)")
            }
        }
        guard !imeis.isEmpty else { throw ValidationError("Give at least one IMEI on standard input.") }
        return imeis
    }
}
