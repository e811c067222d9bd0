// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Identifiers
import Ledger
import Logging
import Testing

@testable import Edge

@Suite("Sending answers to samples", .timeLimit(.minutes(2)))
struct SampleSenderTests {
    private static let logger = Logger(label: "proef") { _ in SwiftLogNoOpLogHandler() }
    private static let greeting = FollowMachine.Greeting(
        origin: HostileHub.origin, tag: HostileHub.audience, measure: MeasureID(stored: HostileHub.measure))

    private static func event(_ number: UInt64) -> ServerSentEvent {
        let question = SampleQuestion(
            id: SampleID(at: HostileHub.moment, random: number), origin: HostileHub.origin, list: HostileHub.list,
            subjects: ["49015420323751"])
        return ServerSentEvent(name: "question", data: question.json.canonical())
    }

    /// Has an edge answer so many questions at a door, until it was asked so often.
    /// - Returns: the samples that the bodies answer, in order.
    private func samples(_ questions: UInt64, at door: HostileDoor, until count: Int) async throws -> [SampleID] {
        let folder = try ScratchFolder()
        let clock = ManualTimekeeper(at: HostileHub.moment)
        let index = try DeviceIndex(in: folder.path, timekeeper: clock)
        let answerer = SampleAnswerer(
            responder: EquipmentResponder(lookup: index), signer: try NoteSigner(generating: "x/rand-1"), timekeeper: clock,
            logger: Self.logger)
        let connection = try HubConnection(to: door.address, with: nil)
        let task = Task { try await SampleSender(hub: connection, answerer: answerer, logger: Self.logger).run() }
        for number in 0..<questions { answerer.take(Self.event(number), of: HostileHub.list, greeting: Self.greeting) }
        for _ in 0..<2_000 where door.requests.count < count { try await Task.sleep(for: .milliseconds(10)) }
        // What would be sent once more comes within this time.
        try await Task.sleep(for: .milliseconds(400))
        task.cancel()
        try await task.value
        await connection.close()
        await door.close()
        return try door.requests.map { request in
            #expect(request.method == "POST" && request.path == "/v1/steekproefantwoorden")
            let note = try JSON(parsing: request.body)["antwoord"]?.string ?? ""
            return try SampleStatement(text: SignedNote(parsing: note).text).sample
        }
    }

    private static func id(_ number: UInt64) -> SampleID { SampleID(at: HostileHub.moment, random: number) }

    @Test("each answer is sent once, in order")
    func once() async throws {
        let door = try await HostileDoor { _ in .json(["steekproef": "x"]) }

        #expect(try await samples(3, at: door, until: 3) == [Self.id(0), Self.id(1), Self.id(2)])
    }

    @Test("a hub that is away for a moment is told again; what it refuses is not sent again")
    func refused() async throws {
        let door = try await HostileDoor { request in
            switch request.attempt {
            case 1, 2: .problem(503)
            case 4: .problem(409)
            default: .json(["steekproef": "x"])
            }
        }

        #expect(try await samples(3, at: door, until: 5) == [Self.id(0), Self.id(0), Self.id(0), Self.id(1), Self.id(2)])
    }
}
