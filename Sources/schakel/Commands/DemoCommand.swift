// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Foundation
import Ledger
import UnixSignals

/// Plays the whole story on this machine.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract:
            "Play the whole story on this machine: a stolen phone is reported, decided on, blocked by three providers, and unblocked.",
        discussion: """
            A hub and three provider edges run as processes of their own, on loopback. Kill any of them: it is started again and the story
            goes on. Exit status 0 only when every step held.

            Example: schakel demo
            Example: schakel demo --json
            """
    )

    @Flag(help: "Play once without a word, print every step with its duration as JSON, and stop.") var json = false
    @Flag(help: "Stay up after the story, with the ports of the documentation, until it is interrupted.") var stay = false
    @Option(help: "How many devices the generated list holds.") var list = 100_000
    @Option(help: "An empty or new folder for everything; a temporary one when left out.") var folder: String?

    func validate() throws {
        guard (1...100_000).contains(list) else { throw ValidationError("--list takes 1 to 100000.") }
        guard !(json && stay) else { throw ValidationError("--json plays once: leave --stay out.") }
    }

    func run() async throws {
        try await Failing.explain {
            let path = folder ?? FileManager.default.temporaryDirectory.appending(path: "schakel-\(UUIDText.fresh())").path()
            try Files.makeFolder(path)
            guard try FileManager.default.contentsOfDirectory(atPath: path).isEmpty else {
                throw FileFailure(description: "The folder \(path) is not empty: give a new one.")
            }
            let absolute = URL(filePath: path).standardizedFileURL.path()
            let demonstration = Demonstration(
                folder: absolute.hasSuffix("/") ? String(absolute.dropLast()) : absolute, fixedPorts: stay)
            let teller = StoryTeller(isSilent: json)
            let watch = Task {
                for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) {
                    await demonstration.stop()
                    Foundation.exit(stay ? 0 : 130)
                }
            }
            var memory = Story.Memory()
            do {
                memory = try await Story(demonstration: demonstration, teller: teller, listSize: list).play()
            } catch {
                await demonstration.stop()
                if json { Output.line(teller.json(besides: []).canonicalText) }
                throw error
            }
            if stay { try await invite(demonstration, memory) }
            watch.cancel()
            await finish(demonstration, teller, memory)
            if folder == nil { try? FileManager.default.removeItem(atPath: path) }
            if !teller.held { throw ExitStatus.refused.code }
        }
    }

    private func finish(_ demonstration: Demonstration, _ teller: StoryTeller, _ memory: Story.Memory) async {
        let restarts = await demonstration.restarts()
        await demonstration.stop()
        func worst(_ times: [String: Int64]) -> JSON? { times.values.max().map { .integer($0) } }
        if json {
            Output.line(
                teller.json(besides: [
                    ("decisionToActiveMilliseconds", worst(memory.decisionToActive)),
                    ("releaseToActiveMilliseconds", worst(memory.releaseToActive)), ("restarts", .integer(Int64(restarts))),
                ]).canonicalText
            )
        } else {
            Output.line(teller.held ? "Every step held." : "A step did not hold.")
        }
    }

    /// Says what there is to see, and waits until it is interrupted.
    private func invite(_ demonstration: Demonstration, _ memory: Story.Memory) async throws {
        let hub = await demonstration.hub.ports
        let services = await demonstration.servicePorts()
        let program = CommandLine.arguments[0]
        let folder = demonstration.folder
        Output.line(
            """

            The hub and three edges stay up. Interrupt with Ctrl-C.

              pages                http://127.0.0.1:\(hub["open"] ?? 0)/
              door for everybody   http://127.0.0.1:\(hub["open"] ?? 0)/v1/openapi.json
              sign-in              http://localhost:\(hub["open"] ?? 0)/nl/aanmelden   (choose who you are)
              parties' door        https://localhost:\(hub["parties"] ?? 0)   (mutual TLS)
              operator's door      http://127.0.0.1:\(hub["operations"] ?? 0)/metrics
              providers' 5G-EIRs   \(services.map { "http://127.0.0.1:\($0)" }.joined(separator: "  "))
              log-ins              \(folder)/credentials/{officer-1,officer-2,regulator,provider-1,provider-2,provider-3}
              the operator         \(folder)/hub/credentials/operator

            Three things to try next:

              1. Report a phone yourself, on the pages or like this, and follow it:
                 \(program) report theft --imei 490154203237518 --date 2026-11-20 --hub http://127.0.0.1:\(hub["open"] ?? 0)
              2. Watch the log while you decide in another window (take the case number of your report):
                 \(program) follow devices --as \(folder)/credentials/provider-1
                 \(program) decide block CASE --reasons "Theft is plausible" --as \(folder)/credentials/officer-1
                 \(program) decide confirm CASE --as \(folder)/credentials/officer-2
              3. Ask a provider's network, then kill the hub (it comes back) and ask again:
                 \(program) check 490154203237518 --edge http://127.0.0.1:\(services.first ?? 0)
                 pkill -9 -f "schakel serve"
            """
        )
        while !Task.isCancelled { try await Task.sleep(for: .seconds(3_600)) }
    }
}
